import { afterEach, beforeEach, expect, it } from 'vitest';
import { NETWORKS, STANDARD } from '../../../src/core/training/presets.ts';
import { Random } from '../../../src/core/dataset/random.ts';
import { helperService, type HelperService } from '../../../workers/engine/helper-service.ts';
import type { ShareResults } from '../../../workers/engine/helper.ts';
import { initialWeights, layOut } from '../../../workers/engine/layout.ts';
import type { MicroBatch } from '../../../workers/engine/micro-batch.ts';
import { TrainingPictures } from '../../../workers/engine/training-pictures.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const backend = 'wasm' as const;
const CLASSES = 3;
const recipe = { ...STANDARD, batch: 4, microBatch: 4 };

const weights = initialWeights(layOut(NETWORKS[recipe.network], CLASSES), new Random(1));

let pictures: TrainingPictures;
let helper: HelperService;

/** Long enough for tasks that the helper left for after its answer. */
const pause = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 50));

const batchAt = (firstPosition: number): MicroBatch => {
  const places = Uint32Array.from({ length: 4 }, (_, j) => firstPosition + j);
  return { places, labels: Uint16Array.from(places, (place) => place % CLASSES), epoch: 0, firstPosition };
};

/** Whether two shares agree to the last bit; as told by the whole arrays, a difference would take minutes to print. */
const sameBits = (some: ShareResults['results'], others: ShareResults['results']): boolean =>
  some.length === others.length &&
  some.every(
    ({ loss, gradient }, i) =>
      loss === others[i].loss && gradient.every((number, j) => number === others[i].gradient[j]),
  );

beforeEach(async () => {
  await emptyDatabase();
  const dataset = await storeTinyDataset(12);
  const setup = { backend, recipe, seed: 1, classCount: CLASSES, dataset, normalisation: dataset.normalisation };
  pictures = new TrainingPictures(setup);
  await pictures.load(Uint32Array.from({ length: 12 }, (_, i) => i));
  helper = helperService();
  await helper.start(setup);
});
afterEach(() => pictures.dispose());

it('has the pixels that it was sent ahead, however soon the batch itself follows', async () => {
  const [first, second] = [batchAt(0), batchAt(4)];

  /** What the helper says of the second batch, whose pixels came with the first one. */
  const askAfter = async (pause: () => Promise<unknown>): Promise<ShareResults['results']> => {
    await helper.gradients(weights, [pictures.pack(first)], [pictures.pack(second)]);
    await pause();
    return (await helper.gradients(weights, [second], [])).results;
  };
  const expected = (await helper.gradients(weights, [pictures.pack(second)], [])).results;
  expect(expected).toHaveLength(1);
  expect(sameBits(await askAfter(() => Promise.resolve()), expected)).toBe(true);
  expect(sameBits(await askAfter(pause), expected)).toBe(true);
});

it('does not take what it was sent ahead and never asked for as another network’s batch at the same place', async () => {
  const [first, unasked] = [batchAt(0), batchAt(4)];
  const ofOtherNetwork = { ...batchAt(8), firstPosition: unasked.firstPosition };
  const expected = (await helper.gradients(weights, [pictures.pack(ofOtherNetwork)], [])).results;
  await helper.gradients(weights, [pictures.pack(first)], [pictures.pack(unasked)]);
  await pause();
  await helper.gradients(weights, [pictures.pack(first)], []);
  const { results } = await helper.gradients(weights, [pictures.pack(ofOtherNetwork)], []);
  expect(sameBits(results, expected)).toBe(true);
});
