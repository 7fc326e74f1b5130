import { modelError } from '../../../src/core/backbone/model-error.ts';
import { bytesOfGroup, readModelJson, shardNames, type ModelJson } from '../../../src/core/backbone/model-json.ts';
import { MOST_MODEL_BYTES, type ModelFile } from '../../../src/core/backbone/own-backbone.ts';
import { printable } from '../../../src/core/dataset/names.ts';
import { baseName } from '../../../src/core/formats/listing/paths.ts';

/** The files of a model, told apart. */
export type ModelSource =
  | {
      format: 'onnx';
      name: string;
      model: Uint8Array<ArrayBuffer>;
      beside: { name: string; bytes: Uint8Array<ArrayBuffer> }[];
    }
  | { format: 'tfjs-graph' | 'tfjs-layers'; name: string; json: ModelJson; weights: ArrayBuffer };

/**
 * Tells the files of a model apart and reads them.
 * @throws UserError 'model' where they are no model, one is missing, or one is cut off
 */
export async function readModelFiles(files: ModelFile[]): Promise<ModelSource> {
  const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
  if (bytes > MOST_MODEL_BYTES) {
    const [is, most] = [bytes, MOST_MODEL_BYTES].map((n) => `${Math.round(n / 1e6)} MB`);
    throw modelError(`The model is ${is}; at most ${most} are taken, since each worker holds it.`);
  }
  const models = files.filter(({ name }) => /\.onnx$/i.test(name));
  const lists = files.filter(({ name }) => /\.json$/i.test(name));
  // Settings and labels may lie beside an ONNX file, in files of the same ending.
  const whole = lists.filter(({ name }) => models.length === 0 || baseName(name) === 'model.json');
  if (models.length > 1 || (models.length === 1 && whole.length > 0))
    throw modelError('There is more than one model among the files. Choose the files of one.');
  if (models.length === 1)
    return readOnnx(
      models[0],
      files.filter((file) => !lists.includes(file)),
    );
  if (whole.length > 0) return readTfjs(whole, files);
  const what = files.length === 1 ? `${printable(files[0].name)} is no model` : 'Among these files there is no model';
  throw modelError(
    `${what} that is taken here: choose a model.json of TensorFlow.js together with its shards, or an .onnx file.`,
  );
}

async function readOnnx(model: ModelFile, files: ModelFile[]): Promise<ModelSource> {
  const others = files.filter((file) => file !== model);
  const beside = await Promise.all(
    others.map(async ({ name, blob }) => ({ name: baseName(name), bytes: await bytesOf(blob) })),
  );
  return { format: 'onnx', name: model.name, model: await bytesOf(model.blob), beside };
}

async function readTfjs(lists: ModelFile[], files: ModelFile[]): Promise<ModelSource> {
  // Beside a model there may be labels or settings in files of the same ending.
  const list = lists.find(({ name }) => baseName(name) === 'model.json') ?? lists[0];
  const json = readModelJson(await list.blob.text(), list.name);
  const byName = new Map(files.map((file) => [file.name, file.blob]));
  // Files that were chosen have lost the folders that they lie in.
  const byBaseName = new Map(files.map((file) => [baseName(file.name), file.blob]));
  const found = (path: string): Blob | undefined => byName.get(path) ?? byBaseName.get(baseName(path));
  const missing = shardNames(json).filter((name) => !found(name));
  if (missing.length > 0) {
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
    const named = missing.slice(0, 3).map(printable).join(', ') + more;
    throw modelError(`${printable(list.name)} also needs ${named}. Choose all files of the model together.`);
  }
  for (const group of json.weightsManifest) {
    const wanted = bytesOfGroup(group);
    const there = group.paths.reduce((sum, path) => sum + found(path)!.size, 0);
    if (wanted !== there) {
      const named =
        group.paths.length === 1
          ? printable(group.paths[0])
          : `The ${group.paths.length} shards from ${printable(group.paths[0])} on`;
      throw modelError(
        `${named}: ${there.toLocaleString('en')} bytes where the model needs ${wanted.toLocaleString('en')}; the file looks cut off, or belongs to another model.`,
      );
    }
  }
  const shards = json.weightsManifest.flatMap(({ paths }) => paths.map((path) => found(path)!));
  return { format: json.format, name: list.name, json, weights: await new Blob(shards).arrayBuffer() };
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}
