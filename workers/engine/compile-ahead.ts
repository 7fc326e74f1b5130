import { tf } from './tf.ts';

/** What tfjs's graphics backends offer for compiling without running; each has its own flag. */
interface Compiler {
  /** WebGPU's pipelines by their keys: promises while they are being compiled. */
  pipelineCache?: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  checkCompileCompletionAsync(): Promise<unknown>;
  /** WebGL's only. */
  getUniformLocations?(): void;
}

/**
 * Compiles all shaders that some work needs, side by side, without running any of it; its results are disposed of. Else each would
 * be compiled when first met, one after the other.
 * @param work what will be done later, on inputs of the same shapes; reads nothing back
 * @param onProgress gets how many of how many are compiled, where the backend knows
 */
export async function compileAhead(work: () => void, onProgress: (done: number, total: number) => void): Promise<void> {
  const compiler = tf.backend() as unknown as Compiler;
  const flag = tf.getBackend() === 'webgpu' ? 'WEBGPU_ENGINE_COMPILE_ONLY' : 'ENGINE_COMPILE_ONLY';
  tf.env().set(flag, true);
  try {
    tf.tidy(work);
    const pipelines = Object.values(compiler.pipelineCache ?? {}).filter((pipeline) => pipeline instanceof Promise);
    let done = 0;
    for (const pipeline of pipelines)
      void pipeline.then(() => onProgress(++done, pipelines.length)).catch(() => undefined);
    await compiler.checkCompileCompletionAsync();
    compiler.getUniformLocations?.();
  } finally {
    tf.env().set(flag, false);
  }
}
