import { printable } from '../dataset/names.ts';
import { textFile, type ArchiveFile } from '../exports/archive-file.ts';
import type { Report, ReportBlock } from './report.ts';

/** A text as Markdown that shows it as it is. */
const plain = (text: string): string => printable(text).replace(/[\\`*_{}[\]<>#|~&!$@:.]/g, '\\$&');

/** A report as Markdown, with its charts (SVG) and pictures (PNG) beside it. */
export function reportMarkdown({ title, made, summary, sections }: Report): ArchiveFile[] {
  const files: ArchiveFile[] = [];
  const keep = (folder: string, ending: string, content: Uint8Array | string): string => {
    const path = `${folder}/${String(files.length + 1).padStart(3, '0')}.${ending}`;
    files.push(typeof content === 'string' ? textFile(path, content) : { path, size: content.length, content });
    return path;
  };
  const parts = [`# ${plain(title)}`, plain(made), ...summary.map(plain)];
  for (const section of sections) {
    parts.push(`## ${plain(section.title)}`, ...section.blocks.map((block) => blockOf(block, keep)));
  }
  return [textFile('report.md', `${parts.join('\n\n')}\n`), ...files];
}

type Keep = (folder: string, ending: string, content: Uint8Array | string) => string;

function blockOf(block: ReportBlock, keep: Keep): string {
  switch (block.kind) {
    case 'text':
      return plain(block.text);
    case 'chart':
      return `![${plain(block.title)}](${keep('charts', 'svg', block.svg)})`;
    case 'table':
      return tableOf(
        block.head,
        block.rows.map((row) => row.map(plain)),
        block.numbersFrom,
      );
    case 'pictures': {
      const rows = block.pictures.map(({ png, name, lines }) => [
        `![](${keep('pictures', 'png', png)})`,
        plain(name),
        lines
          .map((line) => (typeof line === 'string' ? plain(line) : `${plain(line.old)} → **${plain(line.now)}**`))
          .join(', '),
      ]);
      return tableOf(['', 'sample', ''], rows, 3);
    }
  }
}

function tableOf(head: readonly string[], rows: readonly string[][], numbersFrom: number): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, at) => (at >= numbersFrom ? '---:' : '---'));
  return [line(head.map(plain)), line(rule), ...rows.map(line)].join('\n');
}
