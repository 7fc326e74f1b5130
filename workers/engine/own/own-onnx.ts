import { InferenceSession, Tensor, env } from 'onnxruntime-web/wasm';
import binaryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { findFeatures } from '../../../src/core/backbone/find-features.ts';
import { modelError } from '../../../src/core/backbone/model-error.ts';
import type { BackboneSettings, ModelTensor } from '../../../src/core/backbone/own-backbone.ts';
import { printable } from '../../../src/core/dataset/names.ts';
import { UserError } from '../../../src/core/errors.ts';
import type { ModelSource } from './model-files.ts';
import { readOnnxNodes, withOutput } from './onnx-graph.ts';
import { inputShape, type ModelFacts, type ModelOutput, type Runner } from './runner.ts';

type OnnxSource = Extract<ModelSource, { format: 'onnx' }>;

// From our own origin. One thread: parallelism comes from several workers, which needs no special headers from the host.
env.wasm.wasmPaths = { wasm: new URL(binaryUrl, import.meta.url).href };
env.wasm.numThreads = 1;
env.logLevel = 'error';

/** Reads what an ONNX model says of itself. @throws UserError 'model' */
export async function describeOnnx(source: OnnxSource): Promise<ModelFacts> {
  const nodes = readOnnxNodes(source.model);
  const session = await open(source);
  try {
    const input = inputOf(session);
    const declared = session.outputMetadata.filter((output) => output.isTensor);
    const inner = findFeatures(
      nodes,
      declared.map(({ name }) => name),
    );
    const outputs = [...inner.map((name) => ({ name, shape: [] })), ...declared.map(tensorOf)];
    return { input: tensorOf(input), outputs, ...(input.type === 'uint8' && { scaling: 'bytes' }), notes: [] };
  } finally {
    await session.release();
  }
}

/** Makes an ONNX model ready to compute. @throws UserError 'model' */
export async function startOnnx(source: OnnxSource, { output }: BackboneSettings): Promise<Runner> {
  const inner = readOnnxNodes(source.model).some(({ outputs }) => outputs.includes(output));
  let session = await open(source);
  if (inner && !session.outputNames.includes(output)) {
    await session.release();
    session = await open({ ...source, model: withOutput(source.model, output) });
  }
  const input = inputOf(session);
  const [batch] = input.shape;
  return {
    backend: 'onnx',
    fixedBatch: typeof batch === 'number' && batch > 0 ? batch : null,
    async run(values, count, settings): Promise<ModelOutput> {
      const data = input.type === 'uint8' ? Uint8Array.from(values, (value) => Math.round(value)) : values;
      const tensor = new Tensor(input.type, data, inputShape(count, settings));
      const answer = await session.run({ [input.name]: tensor }, [settings.output]).catch((error: unknown) => {
        throw modelError(`ONNX Runtime could not compute the model: ${firstLine(error)}`, { cause: error });
      });
      const found = answer[settings.output];
      if (found.type !== 'float32')
        throw modelError(`The output “${printable(settings.output)}” is of the type ${found.type}; float32 is taken.`);
      return { values: found.data as Float32Array, shape: [...found.dims] };
    },
    dispose: () => void session.release(),
  };
}

async function open({ name, model, beside }: OnnxSource): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(model, {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
      externalData: beside.map((file) => ({ path: file.name, data: file.bytes })),
    });
  } catch (error) {
    if (error instanceof UserError) throw error;
    const message = firstLine(error);
    if (/no available backend|fetch|wasm.*(load|compile)/i.test(message))
      throw new UserError(
        'not-loaded',
        `ONNX Runtime could not be loaded: ${message}. Check the connection and try again.`,
        { cause: error },
      );
    const hint = /external data|\.data\b/i.test(message)
      ? ' Its weights lie in a file of their own: choose that together with it, or export with external_data=False.'
      : '';
    throw modelError(`${printable(name)} could not be read by ONNX Runtime: ${message}.${hint}`, { cause: error });
  }
}

/** @throws UserError 'model' where a model has several inputs, or one of a type that no picture has */
function inputOf({ inputMetadata }: InferenceSession): InferenceSession.TensorValueMetadata {
  const [input, ...more] = inputMetadata;
  if (more.length > 0) {
    const names = inputMetadata.map(({ name }) => printable(name)).join(', ');
    throw modelError(`The model has ${inputMetadata.length} inputs (${names}); a backbone takes pictures alone.`);
  }
  if (!input?.isTensor || !['float32', 'uint8'].includes(input.type))
    throw modelError(
      `The input is of the type ${input?.isTensor ? input.type : 'none'}; float32 and uint8 are taken. Export the model with a float32 input.`,
    );
  return input;
}

const tensorOf = ({ name, shape }: InferenceSession.TensorValueMetadata): ModelTensor => ({
  name,
  shape: shape.map((n) => (typeof n === 'number' && n > 0 ? n : null)),
});

/** What ONNX Runtime says of an error, without its code. */
const firstLine = (error: unknown): string =>
  printable((error instanceof Error ? error.message : String(error)).split('\n')[0])
    .replace(/^.*ERROR_MESSAGE: /, '')
    .replace(/\.$/, '');
