import { VERSION } from '../version.ts';
import { utf8, type ArchiveFile } from '../exports/archive-file.ts';
import type { ExportFormat, ExportPlan } from '../exports/export-format.ts';
import { fileNameOf, type ExportSet } from '../exports/export-set.ts';
import { zipOf } from '../exports/zip-writer.ts';
import { reportHtml } from './html.ts';
import { reportMarkdown } from './markdown.ts';
import type { Report } from './report.ts';
import { writeReport } from './write-report.ts';

/** One HTML file that opens anywhere. */
export const reportFormat: ExportFormat = {
  title: 'Report (HTML)',
  text: 'One page without scripts to send or to print: how many labels are likely wrong, the suspects, what was decided, what that was worth, and how it was made.',
  choices: [],
  excluded: 'marked',
  plan: (set) =>
    planOf(set, { fileName: `${fileNameOf(set.name)}-report.html`, type: 'text/html' }, async function* (report) {
      yield utf8(reportHtml(report, set.width));
    }),
};

/** The same as Markdown. */
export const reportMarkdownFormat: ExportFormat = {
  title: 'Report (Markdown, zip)',
  text: 'The same as Markdown with its pictures and charts beside it, for a repository or a wiki.',
  choices: [],
  excluded: 'marked',
  plan: (set) =>
    planOf(set, { fileName: `${fileNameOf(set.name)}-report.zip`, type: 'application/zip' }, (report) =>
      zipOf(inOrder(reportMarkdown(report))),
    ),
};

async function* inOrder(files: readonly ArchiveFile[]): AsyncGenerator<ArchiveFile> {
  yield* files;
}

function planOf(
  set: ExportSet,
  file: Pick<ExportPlan, 'fileName' | 'type'>,
  chunksOf: (report: Report) => AsyncIterable<Uint8Array>,
): ExportPlan {
  const { count } = set.table;
  let written: Promise<Report> | null = null;
  const report = (): Promise<Report> => (written ??= writeReport(set, VERSION, Date.now()));
  return {
    ...file,
    count,
    notes: [],
    async size() {
      let bytes = 0;
      for await (const chunk of chunksOf(await report())) bytes += chunk.length;
      return { bytes, most: false };
    },
    async preview(lines) {
      const { title, made, summary, sections } = await report();
      return [title, made, ...summary, ...sections.map((section) => section.title)].slice(0, lines);
    },
    async *write(onSamples) {
      for await (const chunk of chunksOf(await report())) yield chunk as Uint8Array<ArrayBuffer>;
      onSamples(count);
    },
  };
}
