import { startBackend } from '../../workers/engine/backend.ts';
import { composedKernels } from '../../workers/engine/kernels/composed.ts';
import { start } from '../../workers/engine/kernels/wasm.ts';
import { tf } from '../../workers/engine/tf.ts';

const BATCH = 64;

/** The small network's convolutions: side, inputs, outputs. */
const CONVOLUTIONS = [
  [32, 3, 16],
  [32, 16, 32],
  [16, 32, 32],
  [16, 32, 64],
  [8, 64, 64],
  [4, 64, 64],
] as const;

const PASSES = ['conv', 'convInputGradient', 'convFilterGradient'] as const;

/** One convolution's speed by each set of kernels. */
export interface KernelRow {
  name: string;
  /** Milliseconds, medians over the repetitions: by tfjs's own kernels, ours with plain and with relaxed SIMD. */
  medianMs: number[];
  /** The fastest of them: what nothing else on the machine disturbed. */
  fastestMs: number[];
  /** 10⁹ multiplications and additions a second of the direct algorithm, which Winograd's needs fewer of, at the fastest. */
  gflops: number[];
}

/** Times the convolutions of a micro-batch, all sets of kernels in turn, so that whatever else runs meets them alike. */
export async function measureKernels(repetitions: number): Promise<KernelRow[]> {
  await startBackend('wasm');
  const sets = [composedKernels, await start('plain'), await start('relaxed')];
  const rows: KernelRow[] = [];
  for (const [side, inputs, outputs] of CONVOLUTIONS) {
    const x = tf.randomUniform([BATCH, side, side, inputs], -1, 1, 'float32', 1) as tf.Tensor4D;
    const filter = tf.randomUniform([3, 3, inputs, outputs], -1, 1, 'float32', 2) as tf.Tensor4D;
    const dy = tf.randomUniform([BATCH, side, side, outputs], -1, 1, 'float32', 3) as tf.Tensor4D;
    const operands = { conv: [x, filter], convInputGradient: [dy, filter], convFilterGradient: [x, dy] } as const;
    for (const pass of PASSES) {
      const times: number[][] = sets.map(() => []);
      for (let i = 0; i <= repetitions; i++) {
        sets.forEach((kernels, k) => {
          const began = performance.now();
          kernels[pass](...operands[pass]).dispose();
          if (i > 0) times[k].push(performance.now() - began);
        });
      }
      for (const ms of times) ms.sort((a, b) => a - b);
      const medianMs = times.map((ms) => ms[ms.length >> 1]);
      const fastestMs = times.map((ms) => ms[0]);
      const operations = 18 * BATCH * side ** 2 * inputs * outputs;
      const name = `${pass} ${side}×${side}, ${inputs} → ${outputs}`;
      rows.push({ name, medianMs, fastestMs, gflops: fastestMs.map((ms) => operations / ms / 1e6) });
    }
    tf.dispose([x, filter, dy]);
  }
  return rows;
}
