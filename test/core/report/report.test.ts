import { describe, expect, it } from 'vitest';
import type { Background, ExportSet } from '../../../src/core/exports/export-set.ts';
import { pairedGain } from '../../../src/core/metrics/paired-gain.ts';
import { STANDARD } from '../../../src/core/training/presets.ts';
import type { TrainedRun } from '../../../src/core/training/run.ts';
import { writeReport } from '../../../src/core/report/write-report.ts';
import { exportSet, exportTable, exportedText, filesOf, planOf, TRAIN } from '../exports/support.ts';

const HOSTILE = '</style><script>alert(1)</script><img src=x onerror=alert(2)>&"\u202e';

const trained = (id: number, name: string): TrainedRun => ({
  ...{ id, name, createdAt: id, source: 'trained', status: 'trained', recipe: STANDARD, seed: 7, classCount: 3 },
  ...{ indices: Uint32Array.from({ length: TRAIN }, (_, i) => i), labels: new Uint16Array(TRAIN), elapsedMs: 61_000 },
  ...{ backendWanted: 'wasm', backend: 'wasm', workersWanted: 2, workers: 2, parameters: 1234 },
  epochs: [1, 2, 3].map((epoch) => ({ epoch, loss: 1, accuracy: 0.2 * epoch, elapsedMs: 1, stepMs: 1, stepImages: 1 })),
});

const withBackground = (background: Partial<Background>, changes: Partial<ExportSet> = {}): ExportSet => {
  const set = exportSet(exportTable(), changes);
  return { ...set, background: async () => ({ ...(await set.background()), ...background }) };
};

const htmlOf = (set: ExportSet): Promise<string> => exportedText('report', set);

/** What a report says, without its markup. */
const wordsOf = (html: string): string =>
  html
    .replace(/^[^]*<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('a report', () => {
  it('says how many labels are likely wrong, what was decided and how it was made', async () => {
    const words = wordsOf(await htmlOf(withBackground({ runs: [trained(1, 'walkthrough')] })));
    expect(words).toContain('Labels of My set');
    expect(words).toMatch(/About \d+ of the 10 labels are wrong, 90 % between/);
    expect(words).toMatch(/2 labels were corrected, 1 confirmed and 1 excluded/);
    expect(words).toMatch(/Look at the top \d+: about/);
    expect(words).toContain('Time 1 min 01 s');
    expect(words).toContain('Seed 7');
    expect(words).toContain('grüner Hund');
  });

  it('has a picture of each suspect and of each decision, of the sample that is named', async () => {
    const set = exportSet();
    const { sections } = await writeReport(set, '0', 0);
    const pictures = sections
      .filter(({ title }) => ['Suspects', 'Decisions'].includes(title))
      .map(({ blocks }) => blocks.flatMap((block) => (block.kind === 'pictures' ? block.pictures : [])));
    // Ranked are those that nobody has decided about: 0, 1 and 2 of the eleven are decided.
    expect(pictures[0].map(({ name }) => name).slice(0, 3)).toEqual(['train/4', 'train/7', 'train/10']);
    expect(pictures[1].map(({ name, lines }) => [name, lines])).toEqual([
      ['train/1', [{ old: 'grüner Hund', now: '=SUM(A1)' }]],
      ['test/1', [{ old: 'cat', now: 'grüner Hund' }]],
    ]);
  });

  it('runs nothing and loads nothing, whatever names hold', async () => {
    const table = exportTable({ classes: [HOSTILE, 'dog', 'cat'], names: Array.from({ length: 15 }, () => HOSTILE) });
    const set = {
      ...withBackground({ source: HOSTILE, runs: [trained(1, HOSTILE)] }),
      table,
      name: HOSTILE,
      format: HOSTILE,
    };
    const html = await htmlOf(set);
    expect(html).not.toMatch(/<(script|img(?! class="(small)?" alt="" src="data:image\/png;base64,))/);
    expect(html).not.toMatch(/https?:(?!\/\/www\.w3\.org\/2000\/svg)|url\(|@import|\u202e/);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).toContain("default-src 'none'");
    const [report] = await filesOf('report-markdown', set);
    const markdown = await (await report.blob()).text();
    expect(markdown).not.toMatch(/(^|[^\\])<|\u202e/m);
  });

  it('says in a sentence what is not there', async () => {
    const plain = exportTable({ scores: new Map(), predicted: null, confidence: null, runId: null });
    const words = wordsOf(await htmlOf({ ...exportSet(plain), decisions: new Map() }));
    expect(words).toContain('The labels are not ranked yet');
    expect(words).toContain('Nothing is predicted yet.');
    expect(words).toContain('There are no two runs to compare');
    expect(words).toContain('No run yet.');
    expect(words).not.toMatch(/NaN|undefined|null/);
  });

  it('says what corrections were worth, with the error of it', async () => {
    const runs = [trained(1, 'before'), { ...trained(2, 'after'), parent: 1 }];
    const compare: Background['compare'] = (before, after, indices) => {
      expect([before.name, after.name]).toEqual(['before', 'after']);
      // Those of test: nothing was learned from them.
      expect([...indices]).toEqual([11, 12, 13, 14]);
      const none = new Uint32Array();
      return Promise.resolve({
        ...{ count: 400, before: 300, after: 340, leftOut: 1, classes: [], gain: pairedGain(50, 10, 400) },
        ...{ fixed: none, broken: none, otherwise: none },
      });
    };
    const words = wordsOf(await htmlOf(withBackground({ runs, compare })));
    expect(words).toMatch(/“before” against “after”: A gain of \+10\.0 ± \d\.\d points \(95 %\), over 400 samples/);
    expect(words).toContain('before 75.0 %');
    expect(words).toContain('after 85.0 %');
  });

  it('tells what was made wrong on purpose, and that labels have changed since they were ranked', async () => {
    const injected = '20 % symmetric noise, seed 1, in 11 samples';
    const noisy = exportTable({
      tags: ['mistake'],
      tagBits: Uint32Array.from({ length: 15 }, (_, i) => Number(i < 4)),
    });
    const stale = { ...noisy, current: noisy.current.map((label, i) => (i === 4 ? 0 : label)) };
    const words = wordsOf(await htmlOf({ ...withBackground({ injected }), table: stale }));
    expect(words).toContain(`4 labels were made wrong on purpose: ${injected}.`);
    expect(words).toContain('1 label has changed since without a decision');
    expect(words.slice(words.indexOf('Suspects'), words.indexOf('Decisions'))).not.toContain('train/4 ');
  });

  it('holds no secret of an address, and no number of a ranking that judged nothing', async () => {
    const scores = new Map(
      [...exportTable().scores].map(([key, score]) => [key, { ...score, values: score.values.map(() => NaN) }]),
    );
    const set = {
      ...withBackground({ source: 'https://me:pw@example.org/a.tar.gz?token=secret' }),
      table: exportTable({ scores }),
    };
    const html = await htmlOf(set);
    expect(html).not.toMatch(/secret|pw@|NaN|Infinity/);
    expect(wordsOf(html)).toContain('From https://example.org/a.tar.gz');
    expect(wordsOf(html)).toContain('The labels are not ranked yet');
  });

  it('as Markdown has its pictures and charts beside it', async () => {
    const paths = await planOf('report-markdown').preview(3);
    expect(paths[0]).toBe('Labels of My set');
    const files = await filesOf('report-markdown', withBackground({ runs: [trained(1, 'walkthrough')] }));
    const text = await (await files.find(({ path }) => path.endsWith('report.md'))!.blob()).text();
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, path]) => path);
    expect(links.length).toBeGreaterThan(8);
    expect(files.map(({ path }) => path.replace(/^.*?((charts|pictures)\/)/, '$1'))).toEqual(
      expect.arrayContaining(links),
    );
  });
});
