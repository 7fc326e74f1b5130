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

/** What is known of a backend before any step. */
export interface BackendDescription {
  status: 'present' | 'missing' | 'software';
  /** For people: the adapter's name, or what is missing. */
  detail: string;
}

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|software|basic render/i;

/** Whether a backend is there, and whether it is real hardware; starts nothing. */
export async function describeBackend(name: BackendName): Promise<BackendDescription> {
  if (name === 'webgpu') return describeWebGpu();
  if (name === 'webgl') return describeWebGl();
  return { status: 'present', detail: 'WebAssembly with SIMD' };
}

async function describeWebGpu(): Promise<BackendDescription> {
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  if (!adapter) return { status: 'missing', detail: 'This browser has no WebGPU, or no adapter for it.' };
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const detail = [description || vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter';
  return { status: isFallbackAdapter || SOFTWARE.test(detail) ? 'software' : 'present', detail };
}

function describeWebGl(): BackendDescription {
  const gl = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return { status: 'missing', detail: 'This browser has no WebGL 2 in workers.' };
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const detail = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { status: SOFTWARE.test(detail) ? 'software' : 'present', detail };
}

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
