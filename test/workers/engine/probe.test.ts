import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { probeBackend } from '../../../workers/engine/probe.ts';
import { tf } from '../../../workers/engine/tf.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('says of a backend that does not even say its name that it did not answer', async () => {
  vi.spyOn(tf.env(), 'getAsync').mockReturnValue(new Promise(() => undefined));
  const report = probeBackend('wasm', false);
  await vi.advanceTimersByTimeAsync(3000);
  expect(await report).toEqual({ backend: 'wasm', status: 'slow', detail: 'WASM did not answer within 3 s.' });
});

it('gives the step all of its time, however late the backend said its name', async () => {
  let sayName = (_: boolean): void => undefined;
  vi.spyOn(tf.env(), 'getAsync').mockReturnValueOnce(new Promise((resolve) => (sayName = resolve)));
  const report = probeBackend('wasm', false);
  await vi.advanceTimersByTimeAsync(2900);
  sayName(true);
  await vi.advanceTimersByTimeAsync(200);
  expect(await report).toMatchObject({ status: 'ready', detail: 'WebAssembly with SIMD' });
});
