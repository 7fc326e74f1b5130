import type { BackendName } from '../../src/core/training/recipe.ts';

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
