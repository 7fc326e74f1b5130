import { expect, it, onTestFinished } from 'vitest';
import { NETWORKS, STANDARD } from '../../../src/core/training/presets.ts';
import { Random } from '../../../src/core/dataset/random.ts';
import { helperService } from '../../../workers/engine/helper-service.ts';
import type { ShareResults } from '../../../workers/engine/helper.ts';
import { initialWeights, layOut } from '../../../workers/engine/layout.ts';
import type { MicroBatch } from '../../../workers/engine/micro-batch.ts';
import { TrainingPictures } from '../../../workers/engine/training-pictures.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const CLASSES = 3;
const recipe = { ...STANDARD, batch: 4, microBatch: 4 };

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

it('has the pixels that it was sent ahead, however soon the batch itself follows', async () => {
  await emptyDatabase();
  const dataset = await storeTinyDataset(8);
  const pictures = new TrainingPictures(dataset, recipe, 1);
  await pictures.load(Uint32Array.from({ length: 8 }, (_, i) => i));
  const [first, second] = [batchAt(0), batchAt(4)];
  const weights = initialWeights(layOut(NETWORKS[recipe.network], CLASSES), new Random(1));
  const helper = helperService();
  onTestFinished(() => pictures.dispose());
  await helper.start({ backend: 'wasm', recipe, seed: 1, classCount: CLASSES, dataset });

  /** What the helper says of the second batch, whose pixels came with the first one. */
  const askAfter = async (pause: () => Promise<unknown>): Promise<ShareResults['results']> => {
    await helper.gradients(weights, [pictures.pack(first)], [pictures.pack(second)]);
    await pause();
    return (await helper.gradients(weights, [second], [])).results;
  };
  const expected = (await helper.gradients(weights, [pictures.pack(second)], [])).results;
  expect(expected).toHaveLength(1);
  expect(sameBits(await askAfter(() => Promise.resolve()), expected)).toBe(true);
  expect(sameBits(await askAfter(() => new Promise((resolve) => setTimeout(resolve, 50))), expected)).toBe(true);
});
