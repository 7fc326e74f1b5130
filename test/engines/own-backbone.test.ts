import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { graphModel, layersModel, onnxModel } from '../support/tiny-models.ts';
import { LEARNING_MS } from './support/engine-page.ts';
import { ENGINES, untilReady, visit, type Visit } from './support/engines.ts';

/** A model as it crosses into a page: what it is to be called, and its files in base64. */
interface Packed {
  name: string;
  files: [name: string, base64: string][];
}

async function pack(name: string, files: File[]): Promise<Packed> {
  const packed = files.map(async (file): Promise<[string, string]> => {
    return [file.name, Buffer.from(await file.arrayBuffer()).toString('base64')];
  });
  return { name, files: await Promise.all(packed) };
}

/** How the page's own account of long work is found: "at work", "done", or what went wrong. */
type Told = typeof window & { outcome?: string };

/** Runs in the page: keeps a model, and has it judge the labels. */
function judgeBy({ name, files }: Packed): void {
  const { look } = window;
  const page = window as Told;
  const work = async (): Promise<void> => {
    const model = files.map(([file, text]) => new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], file));
    await look.addBackbone(model, { name, scaling: 'zero-one' });
    await look.findSuspects({ probe: { backbone: name }, scores: [] });
  };
  page.outcome = undefined;
  work().then(
    () => (page.outcome = 'done'),
    (error: unknown) => (page.outcome = String(error)),
  );
}

describe.each(ENGINES)('backbones of one’s own in $name', (engine) => {
  let visited: Visit | undefined;
  beforeAll(async () => {
    if (engine.missing) return;
    visited = await visit(engine);
    await visited.page.evaluate(() => void window.look.loadDemo());
    await visited.page.until('the demo is open', () => window.look.session.dataset);
  });
  afterAll(() => visited?.end());
  beforeEach(({ skip }) => skip(Boolean(engine.missing), engine.missing));

  it.each([
    ['layers', layersModel()],
    ['graph', graphModel()],
    ['onnx', [onnxModel()]],
  ])('%s: kept, tried and asked about all labels, and there after a reload', async (name, files) => {
    const { page } = visited!;
    await page.evaluate(judgeBy, await pack(name, files));
    await page.until('the labels are judged', () => (window as Told).outcome, undefined, LEARNING_MS);
    expect(await page.evaluate(() => (window as Told).outcome)).toBe('done');
    const judged = (): Promise<unknown> =>
      page.evaluate((wanted) => {
        const { table, run, runs } = window.look.session;
        const ranked = [...table!.scores.get('suspicion')!.values].filter((value) => value >= 0 && value <= 1).length;
        return { shown: run!.name, known: runs.some((one) => one.name === wanted), ranked, all: table!.current.length };
      }, name);
    const before = await judged();
    expect(before).toMatchObject({ shown: name, known: true });
    const { ranked, all } = before as { ranked: number; all: number };
    expect(ranked).toBe(all);
    await page.reload();
    await untilReady(page);
    await page.until('the scores are read', () => window.look.session.table?.scores.has('suspicion'));
    expect(await judged()).toEqual(before);
    const kept = await page.evaluate(async () => (await window.look.backbones()).map((one) => one.name).join());
    expect(kept.split(',')).toContain(name);
  });
});
