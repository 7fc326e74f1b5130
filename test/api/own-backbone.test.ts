import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import { db } from '../../src/store/database.ts';
import { startLook } from '../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';
import { graphModel, layersModel, onnxModel, tinyFeatures } from '../support/tiny-models.ts';

let look: Look;

beforeEach(async () => {
  await emptyDatabase();
  const info = await storeTinyDataset(60);
  look = await startLook();
  await look.session.open(info.id);
});
afterEach(emptyDatabase);

it('a backbone from files judges labels by features that are its own, and its run is named after it', async () => {
  const kept = await look.addBackbone([onnxModel()], { name: 'mine', scaling: 'zero-one' });
  expect(kept).toMatchObject({ name: 'mine', format: 'onnx', from: 'tiny.onnx', features: 4, rooted: false });
  expect(kept.settings).toMatchObject({ side: 16, layout: 'nchw', scaling: 'zero-one', output: 'pool' });

  const { run } = await look.findSuspects({ probe: { backbone: 'mine' } });
  expect(run).toMatchObject({ name: 'mine', source: 'probe', choice: { backbone: kept.backbone, side: 16 } });
  const rows = await db.embeddings.toArray();
  const stored = new Map(
    rows.flatMap((row) => Array.from(row.indices, (index, at) => [index, row.roots.subarray(at * 4, at * 4 + 4)])),
  );
  expect(stored.size).toBe(60);
  // Sample 7 of the tiny data set has the colour (7, 20, 0).
  const expected = tinyFeatures([7, 20, 0].map((value) => value / 255));
  stored.get(7)!.forEach((value, j) => expect(value).toBeCloseTo(expected[j], 4));

  // The same again takes the run up, and labels that changed are learned anew.
  await look.relabel([7], 'frog');
  await look.rankAgain();
  expect(look.session.runs).toHaveLength(1);
});

it('its features say what is alike, a picture from a file too', async () => {
  await look.addBackbone([onnxModel()], { name: 'mine', scaling: 'zero-one' });
  await look.findSuspects({ probe: { backbone: 'mine' } });
  const picture = new File([await look.dataset.readOriginal(7)], 'query.png');
  expect((await look.findSimilar({ picture })).first()!.index).toBe(7);
  expect((await look.findSimilar({ samples: 7 })).first()!.index).toBe(7);
  // Once it is deleted, what it saw still compares samples; a new picture is seen by the page's own.
  await look.forgetBackbone('mine');
  expect((await look.findSimilar({ samples: 8 })).first()!.index).toBe(8);
  const view = await look.findSimilar({ picture });
  expect(view.stages).toMatchObject([{ stage: 'sortByPicture', backbone: expect.stringMatching(/^lite0/) }]);
  expect(view.count()).toBe(60);
}, 60_000);

it.each([
  ['layers', layersModel()],
  ['graph', graphModel()],
])('a %s model of TensorFlow.js is kept with its files, once', async (name, files) => {
  const { backbone } = await look.addBackbone(files, { name });
  await look.addBackbone(files, { name });
  expect((await look.backbones()).map((one) => one.name)).toEqual([name]);
  expect(await db.backboneFiles.where('backbone').equals(backbone).count()).toBe(files.length);
  await look.findSuspects({ probe: { backbone: name } });
  expect(look.session.table!.scores.get('suspicion')!.values.some(Number.isFinite)).toBe(true);
});

it('one that is forgotten leaves no file, its run stays and learns, and sees no further pictures', async () => {
  await look.addBackbone([onnxModel()], { name: 'mine' });
  const view = look.dataset.view().limit(30);
  await look.findSuspects({ probe: { backbone: 'mine' }, view, predict: view });
  await look.forgetBackbone('mine');
  expect([await db.backbones.count(), await db.backboneFiles.count()]).toEqual([0, 0]);
  await look.relabel([7], 'frog');
  await look.rankAgain();
  await expect(look.predict(look.dataset.view(), 'mine')).rejects.toMatchObject({
    code: 'deleted',
    message: expect.stringContaining('“mine” is no longer in this browser'),
  });
  await expect(look.forgetBackbone('mine')).rejects.toMatchObject({ code: 'not-found' });
  await expect(look.findSuspects({ probe: { backbone: 'mine' } })).rejects.toMatchObject({ code: 'not-found' });
});

it('nothing is stored of one that fails, is cancelled, or has a name that another has', async () => {
  const empty = async () => expect([await db.backbones.count(), await db.backboneFiles.count()]).toEqual([0, 0]);
  await expect(look.addBackbone(layersModel().slice(0, 1))).rejects.toMatchObject({ code: 'model' });
  await empty();
  await expect(look.addBackbone([onnxModel()], { output: 'nothing' })).rejects.toMatchObject({ code: 'model' });
  await empty();
  const adding = look.addBackbone([onnxModel()]);
  look.session.jobs.running('model')!.cancel();
  await expect(adding).rejects.toMatchObject({ name: 'AbortError' });
  await empty();
  await look.addBackbone([onnxModel()], { name: 'mine' });
  await expect(look.addBackbone(layersModel(), { name: 'mine' })).rejects.toMatchObject({ code: 'name-taken' });
  expect(await db.backbones.count()).toBe(1);
});

it('is called after the model, whatever lies beside it', async () => {
  const pending = await look.openBackbone([new File(['["cat"]'], 'labels.json'), ...layersModel()]);
  expect(pending).toMatchObject({ title: 'model', description: { format: 'tfjs-layers' } });
});

it('what is no address is told by a sentence', async () => {
  await expect(look.lookUpBackbone('http://')).rejects.toMatchObject({
    code: 'model',
    message: expect.stringContaining('“http://” is no address of a model'),
  });
});

it('options that the model cannot take are named', async () => {
  const add = (options: object) => look.addBackbone([onnxModel()], options);
  await expect(add({ side: 96 })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(/16 × 16 pixels only/),
  });
  await expect(add({ side: 1.5 })).rejects.toMatchObject({ message: expect.stringMatching(/whole number from 8/) });
  await expect(add({ scaling: 'log' })).rejects.toMatchObject({
    message: expect.stringMatching(/“scaling” is one of bytes, zero-one/),
  });
  await expect(add({ name: ' ' })).rejects.toMatchObject({ message: expect.stringMatching(/needs a name/) });
  expect(await db.backbones.count()).toBe(0);
});

it('a side of its own and one that is asked for do not go together', async () => {
  await look.addBackbone([onnxModel()], { name: 'mine' });
  await expect(look.findSuspects({ probe: { backbone: 'mine', side: 96 } })).rejects.toMatchObject({
    code: 'bad-input',
  });
});
