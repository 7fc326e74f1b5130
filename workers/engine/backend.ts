import { UserError } from '../../src/core/errors.ts';
import type { BackendName } from '../../src/core/training/recipe.ts';
import { webglKernels } from './kernels/webgl/kernels.ts';
import type { Kernels } from './kernels/kernels.ts';
import type { Update } from './kernels/update.ts';
import { wasmKernels } from './kernels/wasm.ts';
import { update as webglUpdate } from './kernels/webgl/update.ts';
import { webgpuKernels } from './kernels/webgpu/kernels.ts';
import { update as webgpuUpdate } from './kernels/webgpu/update.ts';
import { tf } from './tf.ts';
import { watchDevice, type DeviceWatch } from './watch-device.ts';

/** A backend that was started. */
export interface StartedBackend extends DeviceWatch {
  /** The operations that it trains with. */
  kernels: Kernels;
  /** How a state that stays on the device is updated there; absent where the device is this thread. */
  update?: Update;
}

const ON_DEVICE = {
  webgpu: { kernels: webgpuKernels, update: webgpuUpdate },
  webgl: { kernels: webglKernels, update: webglUpdate },
};

/** Makes a backend the engine's. @throws UserError where it cannot start */
export async function startBackend(name: BackendName): Promise<StartedBackend> {
  // Loaded when wanted: a worker that helps on WASM needs neither.
  if (name === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  if (name === 'webgl') await import('@tensorflow/tfjs-backend-webgl');
  const started = await tf.setBackend(name).catch(() => false);
  if (!started)
    throw new UserError('no-backend', `The ${name} backend could not start in this browser. Choose another backend.`);
  await tf.ready();
  const parts = name === 'wasm' ? { kernels: await wasmKernels() } : ON_DEVICE[name];
  return { ...parts, ...watchDevice() };
}
