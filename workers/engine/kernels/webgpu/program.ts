import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { tf } from '../../tf.ts';

/** A compute shader of ours. All sizes stand in its code, since a run's shapes never change: dividing by them is cheap then. */
export interface Shader {
  /** Names the shader in counts; shaders of one name differ by their code. */
  name: string;
  /** Names of the inputs in the code, each an array<f32>; at most seven, as WebGPU binds eight buffers with the result. */
  inputs: string[];
  /** Numbers in `result`. */
  size: number;
  /** Threads of a workgroup, in x and y. */
  threads: [number, number];
  /** Workgroups. Where x is more than a dimension may have, the rest goes to y: see FLAT_INDEX. */
  groups: [number, number, number];
  /** WGSL before the entry point: functions, workgroup memory. Tfjs declares the inputs and `result`. */
  functions: string;
  /** WGSL, the entry point's body; tfjs sets `workgroupId`, `localId` and `localIndex`. */
  main: string;
}

/** Threads of a workgroup that handles one number a thread. */
export const THREADS = 256;

/** WGSL: the number of the thread in a dispatch of one number a thread. */
const FLAT_INDEX = `i32((workgroupId.y * numWorkgroups.x + workgroupId.x) * ${THREADS}u + localIndex)`;

/** Workgroups that a dimension may have everywhere. */
const MOST_GROUPS = 65_535;

/** Dispatches a shader through tfjs, which holds buffers and pipelines. @param shape of the result, for its `size` numbers */
export function runShader<T extends tf.Tensor>(shader: Shader, inputs: tf.Tensor[], shape: T['shape']): T {
  const { name, size, threads, functions, main } = shader;
  // WebGPU refuses buffers that the code does not name, and tfjs always binds all inputs and its uniforms.
  const named = ['uniforms', ...shader.inputs].map((input) => `_ = &${input};`).join(' ');
  const code = `${functions}\nfn main() {\n  ${named}\n${main}\n}`;
  const program = {
    variableNames: shader.inputs,
    outputShape: [size],
    workgroupSize: [...threads, 1] as [number, number, number],
    dispatch: spread(shader.groups),
    dispatchLayout: { x: [0], y: [1], z: [2] },
    // The code decides the pipeline: what it says is all that there is to say.
    shaderKey: `${name} ${code}`,
    getUserCode: () => code,
  };
  const backend = tf.backend() as WebGPUBackend;
  const { dataId, dtype } = backend.runWebGPUProgram(program, inputs, 'float32');
  return tf.engine().makeTensorFromTensorInfo({ dataId, dtype, shape }) as T;
}

/** A shader that computes one number a thread: `value(i)` is WGSL for number i. */
export function perNumber(
  name: string,
  inputs: string[],
  size: number,
  value: (i: string) => string,
  functions = '',
): Shader {
  const main = `  let i = ${FLAT_INDEX};
  if (i < ${size}) { result[i] = ${value('i')}; }`;
  const groups: Shader['groups'] = [Math.ceil(size / THREADS), 1, 1];
  return { name, inputs, size, threads: [THREADS, 1], groups, functions, main };
}

function spread([x, y, z]: [number, number, number]): [number, number, number] {
  if (x <= MOST_GROUPS) return [x, y, z];
  const rows = Math.ceil(x / MOST_GROUPS);
  return [Math.ceil(x / rows), rows, z];
}
