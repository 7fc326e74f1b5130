import { contentOf, joined, textFile, type ArchiveFile } from '../exports/archive-file.ts';
import { fileNameOf } from '../exports/export-set.ts';
import { zipOf } from '../exports/zip-writer.ts';
import { macrotask } from '../macrotask.ts';
import { WEIGHTS_FILE, writeLayersModel } from './layers-model.ts';
import { LOAD_MODEL } from './pytorch-loader.ts';
import { modelReadme } from './model-readme.ts';
import { networkName, type Model, type ModelFormatId } from './model.ts';
import { writeOnnx } from './onnx.ts';
import type { Parts } from './protobuf.ts';
import { writeSafetensors } from './safetensors.ts';

/** A file that is written part by part. */
export interface ModelFile {
  fileName: string;
  /** A MIME type. */
  type: string;
  /** @param onNetwork told of each network that begins, from 0 */
  write(onNetwork: (at: number) => void): AsyncIterable<Uint8Array>;
}

/** A model in one of its forms: an archive, or where one network is one ONNX file that file. */
export function modelFile(model: Model, format: ModelFormatId): ModelFile {
  const name = fileNameOf(model.facts.run);
  if (format === 'onnx' && model.networks.length === 1) {
    return {
      ...{ fileName: `${name}.onnx`, type: 'application/octet-stream' },
      async *write(onNetwork) {
        onNetwork(0);
        await macrotask();
        yield* contentOf(FILES.onnx(model, 0)[0]);
      },
    };
  }
  return {
    fileName: `${name}-${format}.zip`,
    type: 'application/zip',
    write: (onNetwork) => zipOf(unhurried(archive(model, format, onNetwork))),
  };
}

/** Lets messages in before each file, so that a cancel is seen. */
async function* unhurried(files: Iterable<ArchiveFile>): AsyncGenerator<ArchiveFile> {
  for (const file of files) {
    await macrotask();
    yield file;
  }
}

function* archive(model: Model, format: ModelFormatId, onNetwork: (at: number) => void): Generator<ArchiveFile> {
  for (const at of model.networks.keys()) {
    onNetwork(at);
    const files = FILES[format](model, at);
    if (at === 0) yield textFile('README.txt', modelReadme(model, format, files[0].path));
    yield* files;
  }
  if (format === 'safetensors') yield textFile('load_model.py', LOAD_MODEL);
}

/** The files of a network, by form; the one that is opened comes first. */
const FILES: Record<ModelFormatId, (model: Model, at: number) => ArchiveFile[]> = {
  onnx: (model, at) => [partsFile(`${networkName(model, at)}.onnx`, writeOnnx(model, at))],
  safetensors: (model, at) => [partsFile(`${networkName(model, at)}.safetensors`, writeSafetensors(model, at))],
  tfjs: (model, at) => {
    const { json, weights } = writeLayersModel(model, at);
    const folder = model.networks.length === 1 ? '' : `${networkName(model, at)}/`;
    return [textFile(`${folder}model.json`, json), partsFile(`${folder}${WEIGHTS_FILE}`, weights)];
  },
};

function partsFile(path: string, parts: Parts): ArchiveFile {
  const content = joined(parts);
  return { path, size: content.length, content };
}
