import { tf } from '../../workers/engine/tf.ts';

/** What some work asked of a graphics backend. */
export interface Counts {
  dispatches: number;
  /** Of tensors; a dispatch's own sizes are not counted. */
  bytesUploaded: number;
  bytesRead: number;
  /** Times that something was read. */
  reads: number;
  /** Dispatches of each kernel, and threads in all of them, by its name. */
  kernels: Record<string, { dispatches: number; threads: number }>;
}

interface Program {
  shaderKey?: string;
  outputShape: number[];
  dispatch?: number[];
  workgroupSize?: number[];
  packedOutput?: boolean;
}

/** The parts of tfjs's two graphics backends through which every command goes. */
interface Backend {
  runWebGPUProgram?(program: Program, ...rest: unknown[]): unknown;
  runWebGLProgram?(program: Program, ...rest: unknown[]): unknown;
  uploadToGPU(dataId: object): void;
  read(dataId: object): Promise<ArrayLike<number>>;
  tensorMap?: Map<object, Data>;
  texData?: Map<object, Data>;
}

interface Data {
  values: ArrayLike<number> | null;
  resource?: unknown;
  texture?: unknown;
  shape: number[];
}

/** Counts all commands of some work on the backend that is set. */
export async function count(work: () => Promise<unknown>): Promise<Counts> {
  const backend = tf.backend() as unknown as Backend;
  const counts: Counts = { dispatches: 0, bytesUploaded: 0, bytesRead: 0, reads: 0, kernels: {} };
  const { runWebGPUProgram, runWebGLProgram, uploadToGPU, read } = backend;
  const dataOf = (dataId: object): Data => (backend.tensorMap ?? backend.texData)!.get(dataId)!;
  const note = (program: Program, threads: number): void => {
    const made = program.constructor.name;
    const name = made === 'Object' ? (program.shaderKey?.split('\n')[0].trim() ?? 'of ours') : made;
    const kernel = (counts.kernels[name] ??= { dispatches: 0, threads: 0 });
    kernel.dispatches += 1;
    kernel.threads += threads;
    counts.dispatches += 1;
  };
  const product = (numbers: number[]): number => numbers.reduce((a, b) => a * b, 1);
  if (runWebGPUProgram) {
    backend.runWebGPUProgram = function (program, ...rest) {
      note(
        { ...program, constructor: program.constructor } as Program,
        product(program.dispatch!) * product(program.workgroupSize!),
      );
      return runWebGPUProgram.call(this, program, ...rest);
    };
  }
  if (runWebGLProgram) {
    backend.runWebGLProgram = function (program, ...rest) {
      note(program, product(program.outputShape) / (program.packedOutput ? 4 : 1));
      return runWebGLProgram.call(this, program, ...rest);
    };
  }
  backend.uploadToGPU = function (dataId) {
    const { values, resource, texture, shape } = dataOf(dataId);
    if (values && !resource && !texture) counts.bytesUploaded += 4 * product(shape);
    return uploadToGPU.call(this, dataId);
  };
  backend.read = function (dataId) {
    const { values, shape } = dataOf(dataId);
    if (!values) {
      counts.bytesRead += 4 * product(shape);
      counts.reads += 1;
    }
    return read.call(this, dataId);
  };
  try {
    await work();
  } finally {
    Object.assign(backend, { runWebGPUProgram, runWebGLProgram, uploadToGPU, read });
  }
  return counts;
}
