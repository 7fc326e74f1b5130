import { tf } from './tf.ts';

/** Milliseconds that a device's own error may arrive after the rejection of a command. */
const GRACE_MS = 500;

/** Makes sure that nothing read from a failed device is taken for a result: tfjs would go on with wrong numbers. */
export interface DeviceWatch {
  /** A tensor's numbers. @throws Error 'the graphics device failed: …' once it is lost or has refused a command */
  read(tensor: tf.Tensor): Promise<Float32Array>;
  /** Rejects with the device's own error where it failed, else with `error`, which ended work on it. */
  blame(error: unknown): Promise<never>;
}

/** Watches the device of the backend that is set; WASM has none, and is only read. */
export function watchDevice(): DeviceWatch {
  const { device, gpgpu } = tf.backend() as unknown as { device?: GPUDevice; gpgpu?: { gl: WebGL2RenderingContext } };
  const failure = new Promise<never>((_, reject) => {
    const fail = (what: string): void => reject(new Error(`the graphics device failed: ${what}`));
    void device?.lost.then(({ message }) => fail(message || 'it was lost'));
    device?.addEventListener('uncapturederror', ({ error }) => fail(error.message.split('\n')[0]));
    gpgpu?.gl.canvas.addEventListener('webglcontextlost', () => fail('its context was lost'));
  });
  failure.catch(() => undefined);
  const blame = (error: unknown): Promise<never> => {
    const silent = new Promise<never>((_, reject) => setTimeout(() => reject(error), device || gpgpu ? GRACE_MS : 0));
    return Promise.race([failure, silent]);
  };
  return {
    blame,
    async read(tensor) {
      const numbers = await Promise.race([tensor.data() as Promise<Float32Array>, failure]).catch(blame);
      // A lost context reads as zeros before its event comes.
      if (gpgpu?.gl.isContextLost()) return blame(new Error('the graphics device failed: its context was lost'));
      return numbers;
    },
  };
}
