import { Look } from '../../src/api/look.ts';
import { STANDARD } from '../../src/core/training/presets.ts';
import { Random } from '../../src/core/dataset/random.ts';
import { db } from '../../src/store/database.ts';
import { SHARDS_ALONE } from '../../src/core/dataset/types.ts';
import { finishImport, holdImport } from '../../src/store/datasets.ts';
import { writeMap } from '../../src/store/maps.ts';
import { appendPredictions } from '../../src/store/predictions.ts';
import { addRun, getRun } from '../../src/store/runs.ts';
import { mergeScores, type ScorePart } from '../../src/store/scores.ts';
import '../../src/ui/map/embedding-map.ts';
import type { LookMapCanvas } from '../../src/ui/map/map-canvas.ts';
import { Pictures } from '../../src/ui/samples/pictures.ts';
import '../../src/ui/charts/data-map.ts';
import '../../src/ui/styles/tokens.css';

const CLASSES = 10;

/** Milliseconds, of which frames there are some: between frames, and of drawing in them. */
export type Frames = Record<'pan' | 'zoom' | 'nothing', { between: number[]; drawing: number[] }>;

/** A data set without pictures, predicted, with a map of ten blots and a data map. @returns its id */
async function fill(n: number): Promise<number> {
  await Promise.all(db.tables.map((table) => table.clear()));
  const labels = Uint16Array.from({ length: n }, (_, i) => i % CLASSES);
  const about = {
    name: 'Synthetic',
    source: 'bench',
    format: 'synthetic',
    width: 32,
    height: 32,
    fieldColumns: {},
    ...SHARDS_ALONE,
    annotators: [],
  };
  const classes = Array.from({ length: CLASSES }, (_, c) => `class ${c}`);
  const splits = [{ name: 'train', start: 0, count: n }];
  const { id } = await holdImport(new AbortController().signal, (datasetId) =>
    finishImport(datasetId, { ...about, sampleCount: n, classes, splits, shards: [], labels }, 1),
  );
  const empty = { indices: new Uint32Array(0), labels: new Uint16Array(0), epochs: [], elapsedMs: 0 };
  const runId = await addRun({
    source: 'trained',
    ...{ datasetId: id, name: 'bench', createdAt: 1, recipe: STANDARD, seed: 1, classCount: CLASSES },
    ...{ backendWanted: 'wasm', workersWanted: 1, status: 'trained' },
    ...empty,
  });
  const indices = Uint32Array.from({ length: n }, (_, i) => i);
  const logits = new Float32Array(n * CLASSES);
  const confidence = new Float32Array(n).fill(0.5);
  await appendPredictions(await getRun(runId), n, indices, logits, new Float32Array(n), labels, confidence);
  const random = new Random(1);
  const points = Float32Array.from({ length: n * 2 }, (_, at) => {
    const angle = ((Math.floor(at / 2) % CLASSES) / CLASSES) * 2 * Math.PI;
    const middle = 0.6 * (at % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
    return Math.max(-1, Math.min(1, middle + 0.12 * random.normal()));
  });
  await writeMap({ runId, method: 'umap', indices, points });
  const believed = Float32Array.from({ length: n }, () => Math.min(1, Math.max(0, 0.75 + 0.25 * random.normal())));
  const wavered = believed.map((p) => Math.sqrt(p * (1 - p)) * random.float());
  const score = { runId, datasetId: id, computedAt: 1, indices, judged: labels };
  const scores: ScorePart[] = [
    { ...score, key: 'data_map_confidence', method: 'data_map_confidence', values: believed },
    { ...score, key: 'data_map_variability', method: 'data_map_variability', values: wavered },
  ];
  await mergeScores(scores, n);
  return id;
}

/** Pans and zooms one of the maps of n samples for so many frames each, and does nothing for as many. */
export async function measure(
  n: number,
  frames: number,
  name: 'look-embedding-map' | 'look-data-map',
): Promise<Frames> {
  const id = await fill(n);
  const look = new Look();
  await look.start();
  const { info } = await look.session.open(id);
  const element = document.createElement(name);
  Object.assign(element, { look, pictures: new Pictures(info) });
  element.style.cssText = 'display: grid; position: fixed; inset: 0';
  document.body.style.margin = '0';
  document.body.append(element);
  const find = (): LookMapCanvas | null => element.renderRoot.querySelector('look-map-canvas');
  while (!find()?.drawMs) await frame();
  const canvas = find()!;
  await new Promise((resolve) => setTimeout(resolve, 500));
  const catcher = canvas.renderRoot.querySelector('.catcher')!;
  const at = (x: number): PointerEventInit => ({ clientX: 700 + x, clientY: 450 + x / 2, pointerId: 1, bubbles: true });
  catcher.dispatchEvent(new PointerEvent('pointerdown', at(0)));
  const pan = await watch(canvas, frames, (k) => {
    catcher.dispatchEvent(new PointerEvent('pointermove', at(200 * Math.sin(k / 20))));
  });
  catcher.dispatchEvent(new PointerEvent('pointerup', at(0)));
  const zoom = await watch(canvas, frames, (k) => {
    const deltaY = -8 * Math.cos(k / 40);
    catcher.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX: 700, clientY: 450, cancelable: true }));
  });
  const nothing = await watch(canvas, frames, () => undefined);
  element.remove();
  look.session.close();
  return { pan, zoom, nothing };
}

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

async function watch(canvas: LookMapCanvas, frames: number, act: (k: number) => void) {
  const [between, drawing]: [number[], number[]] = [[], []];
  let last = await frame();
  for (let k = 0; k < frames; k++) {
    act(k);
    const now = await frame();
    between.push(now - last);
    drawing.push(canvas.drawMs);
    last = now;
  }
  return { between, drawing };
}
