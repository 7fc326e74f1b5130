import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pythonsWith } from '../support/python.ts';
import { LEARNING, openProfile, type Profile } from './support/profile.ts';
import { showStage } from './support/scored-page.ts';

const COUNT = 120;

/** Logits of the samples that a run has predicted last, n × classes, as the page keeps them. */
let logits: number[];
let profile: Profile;
/** With the pictures as they are trained on, and what was exported. */
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-model-'));
  profile = await openProfile();
  const { page } = profile;
  page.setDefaultTimeout(LEARNING.timeout);
  const pictures = await page.evaluate(async (count) => {
    const { look } = window;
    await look.loadDemo();
    const all = look.dataset.view();
    await look.train({ name: 'My network', recipe: 'quick', epochs: 3, seed: 1 }, all.limit(1500));
    await look.predict(all.limit(count), 'My network');
    return Array.from(await look.dataset.readPixels(all.limit(count).indices));
  }, COUNT);
  writeFileSync(path.join(folder, 'pictures.bin'), Uint8Array.from(pictures));
  logits = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('second-look');
      request.onsuccess = () => resolve(request.result);
    });
    const rows = await new Promise<{ indices: Uint32Array; logits: Float32Array }[]>((resolve) => {
      const request = database.transaction('logits').objectStore('logits').getAll();
      request.onsuccess = () => resolve(request.result as never);
    });
    database.close();
    const bySample = rows.flatMap(({ indices, logits }) => {
      const k = logits.length / indices.length;
      return Array.from(indices, (index, i) => ({ index, row: Array.from(logits.subarray(i * k, i * k + k)) }));
    });
    return bySample.sort((a, b) => a.index - b.index).flatMap(({ row }) => row);
  });
});
afterAll(async () => {
  await profile.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Exports the run as a person does, into the folder. @returns the name of its file */
async function exportAs(format: string): Promise<string> {
  const { page } = profile;
  await showStage(page, 'train');
  await page.getByRole('button', { name: 'Export the model of run My network' }).click();
  const dialog = page.locator('look-model-dialog');
  await dialog.getByLabel(format).check();
  await dialog.getByText(/^my-network[.-]/).waitFor();
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const file = await downloading;
  await file.saveAs(path.join(folder, file.suggestedFilename()));
  await dialog.getByText(/is downloaded/).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  return file.suggestedFilename();
}

/** Largest difference between the page's logits and those that a program computes of the pictures. */
function difference(command: string, program: string, file: string): number {
  const start = `import json, sys
import numpy as np
pictures = np.fromfile("pictures.bin", np.uint8).reshape(${COUNT}, 32, 32, 3)
name = sys.argv[1]
`;
  const end = 'print(json.dumps([np.asarray(logits).astype(float).ravel().tolist(), classes]))';
  const options = { cwd: folder, encoding: 'utf8' as const, maxBuffer: 2 ** 26 };
  const said = execFileSync(command, ['-c', `${start}${program}\n${end}`, file], options);
  const [values, classes] = JSON.parse(said) as [number[], string[]];
  expect(classes).toHaveLength(logits.length / COUNT);
  expect(values).toHaveLength(logits.length);
  return Math.max(...values.map((value, i) => Math.abs(value - logits[i])));
}

/** A browser lets a page download several files only once it was asked. */
const picks = (): Promise<void> =>
  profile.page.evaluate(() => Object.assign(window, { showSaveFilePicker: undefined })).then(() => undefined);

it('the page has logits of more than a hundred pictures to compare with', () => {
  expect(logits).toHaveLength(COUNT * 9);
  expect(logits.every(Number.isFinite)).toBe(true);
});

it('is exported for TensorFlow.js as an archive', async () => {
  await picks();
  expect(await exportAs('TensorFlow.js')).toBe('my-network-tfjs.zip');
  expect(profile.troubles).toEqual([]);
});

const withOnnx = pythonsWith('onnxruntime');
if (withOnnx.length === 0) it.skip('has no Python with onnxruntime to compare with');
describe.each(withOnnx)('beside $title', ({ command }) => {
  it('ONNX Runtime computes the page’s logits to 1e-4', async () => {
    await picks();
    const program = `import onnxruntime
session = onnxruntime.InferenceSession(name)
logits = session.run(None, {"pictures": pictures})[0]
classes = json.loads(session.get_modelmeta().custom_metadata_map["classes"])`;
    expect(difference(command, program, await exportAs('ONNX'))).toBeLessThan(1e-4);
  });
});

const withTorch = pythonsWith('torch, safetensors');
if (withTorch.length === 0) it.skip('has no Python with torch and safetensors');
describe.each(withTorch)('beside $title', ({ command }) => {
  it('PyTorch computes the page’s logits to 1e-4 by the loader that lies beside the weights', async () => {
    await picks();
    const program = `import zipfile
zipfile.ZipFile(name).extractall(".")
from load_model import load, predict
networks = load()
logits = predict(networks, pictures)
classes = json.loads(networks[0].facts["classes"])`;
    expect(difference(command, program, await exportAs('PyTorch'))).toBeLessThan(1e-4);
  });
});
