import { modelError } from '../../../src/core/backbone/model-error.ts';
import type { BackboneSettings, OwnBackend } from '../../../src/core/backbone/own-backbone.ts';
import type { ModelSource } from './model-files.ts';
import type { ModelFacts, Runner } from './runner.ts';

// What computes a model is loaded when one of its kind comes.

/** What a model says of itself. @throws UserError 'model', 'not-loaded' */
export async function factsOf(source: ModelSource): Promise<ModelFacts> {
  if (source.format === 'onnx') return (await import('./own-onnx.ts')).describeOnnx(source);
  return (await import('./own-tfjs.ts')).describeTfjs(source);
}

/** Makes a model ready to compute. @throws UserError 'model', 'not-loaded', 'no-backend' */
export async function startModel(
  source: ModelSource,
  settings: BackboneSettings,
  backend: OwnBackend,
): Promise<Runner> {
  if (source.format === 'onnx') return (await import('./own-onnx.ts')).startOnnx(source, settings);
  if (backend === 'onnx') throw modelError('This model is none of ONNX.');
  return (await import('./own-tfjs.ts')).startTfjs(source, settings, backend);
}
