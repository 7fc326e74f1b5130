import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter';
import { loadLayersModel, model as modelOf, type LayersModel, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { modelError } from '../../../src/core/backbone/model-error.ts';
import type { BackboneSettings, OwnBackend } from '../../../src/core/backbone/own-backbone.ts';
import { printable } from '../../../src/core/dataset/names.ts';
import { UserError } from '../../../src/core/errors.ts';
import { tf } from '../tf.ts';
import { graphNodes, graphOutputs } from './graph-outputs.ts';
import { layerOutputs } from './layer-outputs.ts';
import type { ModelSource } from './model-files.ts';
import { inputShape, type ModelFacts, type ModelOutput, type Runner } from './runner.ts';

type TfjsSource = Exclude<ModelSource, { format: 'onnx' }>;
type TfjsBackend = Exclude<OwnBackend, 'onnx'>;

/** Reads what a model of TensorFlow.js says of itself; nothing of it is run. @throws UserError 'model' */
export async function describeTfjs(source: TfjsSource): Promise<ModelFacts> {
  await useBackend('wasm');
  const loaded = await load(source);
  try {
    if ('layers' in loaded) {
      const rescales = loaded.layers.some((layer) => ['Rescaling', 'Normalization'].includes(layer.getClassName()));
      const input = { name: loaded.inputs[0].name, shape: loaded.inputs[0].shape };
      return { input, outputs: layerOutputs(loaded), ...(rescales && { scaling: 'bytes' }), notes: [] };
    }
    const [{ name, shape = [] }] = loaded.inputs;
    const input = { name, shape: shape.map((n) => (n > 0 ? n : null)) };
    const facts = { input, outputs: graphOutputs(source.json.modelTopology, loaded), notes: [] };
    const names = graphNodes(source.json.modelTopology)
      .map((node) => node.name)
      .join(' ');
    if (/hub_input|\bhub\b/i.test(names)) return { ...facts, scaling: 'zero-one' };
    return /rescaling|normalization_\d*\/(sub|truediv)/i.test(names) ? { ...facts, scaling: 'bytes' } : facts;
  } finally {
    loaded.dispose();
  }
}

/** Makes a model of TensorFlow.js ready to compute on a backend. @throws UserError 'model', 'no-backend' */
export async function startTfjs(source: TfjsSource, settings: BackboneSettings, backend: TfjsBackend): Promise<Runner> {
  await useBackend(backend);
  const loaded = await load(source);
  const compute = 'layers' in loaded ? computeLayers(loaded, settings.output) : computeGraph(loaded, settings.output);
  const [batch] = loaded.inputs[0].shape ?? [];
  return {
    backend,
    fixedBatch: batch && batch > 0 ? batch : null,
    async run(values, count, used): Promise<ModelOutput> {
      const output = tf.tidy(() => {
        const pictures = tf.tensor4d(values, inputShape(count, used));
        return compute(loaded.inputs[0].dtype === 'int32' ? pictures.round().cast('int32') : pictures).cast('float32');
      });
      try {
        return { values: (await output.data()) as Float32Array, shape: output.shape };
      } finally {
        output.dispose();
      }
    },
    dispose: () => loaded.dispose(),
  };
}

async function useBackend(name: TfjsBackend): Promise<void> {
  if (name === 'webgpu') await import('./own-webgpu.ts');
  if (name === 'webgl') await import('./own-webgl.ts');
  if (!(await tf.setBackend(name).catch(() => false)))
    throw new UserError('no-backend', `The ${name} backend could not start in this browser.`);
  await tf.ready();
}

async function load({ json, weights, name }: TfjsSource): Promise<GraphModel | LayersModel> {
  const artifacts = {
    modelTopology: json.modelTopology,
    weightSpecs: json.weightsManifest.flatMap((group) => group.weights) as tf.io.WeightsManifestEntry[],
    weightData: weights,
    ...(json.signature && { signature: json.signature }),
  };
  try {
    const loaded =
      json.format === 'tfjs-graph'
        ? await loadGraphModel({ load: () => Promise.resolve(artifacts) })
        : await loadLayersModel({ load: () => Promise.resolve(artifacts) });
    if (loaded.inputs.length === 1) return loaded;
    const names = loaded.inputs.map((input) => printable(input.name)).join(', ');
    loaded.dispose();
    throw modelError(`The model has ${loaded.inputs.length} inputs (${names}); a backbone takes pictures alone.`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const unknown = /^Unknown (?:layer|initializer|regularizer|constraint): (\S+?)\.?\s/.exec(`${message} `)?.[1];
    throw modelError(
      unknown
        ? `${printable(name)} has a layer of the kind “${printable(unknown)}”, which would need code of its own; no model brings code here. Export it as a graph model, or to ONNX.`
        : `${printable(name)} could not be read by TensorFlow.js: ${firstLine(message)}.`,
      { cause: error },
    );
  }
}

/** A layers model up to the layer whose output is wanted. */
function computeLayers(loaded: LayersModel, output: string): (pictures: tf.Tensor) => tf.Tensor {
  const wanted = loaded.layers.find((layer) => layer.name === output)?.output;
  if (!wanted || Array.isArray(wanted)) throw noOutput(output);
  const cut = modelOf({ inputs: loaded.inputs as SymbolicTensor[], outputs: wanted });
  return (pictures) => explained(() => cut.predict(pictures) as tf.Tensor);
}

function computeGraph(loaded: GraphModel, output: string): (pictures: tf.Tensor) => tf.Tensor {
  return (pictures) => explained(() => loaded.execute({ [loaded.inputs[0].name]: pictures }, output) as tf.Tensor);
}

/** @throws UserError 'model' that says which operation is missing or what did not fit */
function explained(compute: () => tf.Tensor): tf.Tensor {
  try {
    return compute();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const kernel = /Kernel '(\w+)' not registered for backend '(\w+)'/.exec(message);
    const unknown = /Unknown op '(\S+)'|Custom op (\S+) is not registered/.exec(message);
    if (kernel)
      throw modelError(`TensorFlow.js has no ${kernel[1]} on ${kernel[2]}. Export the model to ONNX.`, {
        cause: error,
      });
    if (unknown)
      throw modelError(
        `The model has the operation “${printable(unknown[1] ?? unknown[2])}”, which TensorFlow.js does not have. Export it to ONNX.`,
        { cause: error },
      );
    if (/executeAsync/.test(message))
      throw modelError('The model has branches or loops, which are not taken. Export it without.', { cause: error });
    throw modelError(`The model could not be computed: ${firstLine(message)}.`, { cause: error });
  }
}

const noOutput = (output: string): UserError => modelError(`The model has no output “${printable(output)}”.`);

const firstLine = (message: string): string => printable(message.split('\n')[0]).replace(/\.$/, '');
