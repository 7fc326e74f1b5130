import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { probeBackend } from '../../../workers/engine/probe.ts';

let requestAdapter = vi.fn<() => Promise<unknown>>();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  requestAdapter = vi.fn<() => Promise<unknown>>().mockResolvedValue(null);
  Object.defineProperty(navigator, 'gpu', { value: { requestAdapter }, configurable: true });
});

afterEach(() => {
  vi.useRealTimers();
  Reflect.deleteProperty(navigator, 'gpu');
});

it('says of a graphics driver that does not even say its name that it did not answer', async () => {
  requestAdapter.mockReturnValue(new Promise(() => undefined));
  const report = probeBackend('webgpu', false);
  await vi.advanceTimersByTimeAsync(3000);
  expect(await report).toEqual({ backend: 'webgpu', status: 'slow', detail: 'WebGPU did not answer within 3 s.' });
});

it('gives the step all of its time, however late the driver said its name', async () => {
  let answer = (_: unknown): void => undefined;
  requestAdapter.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const report = probeBackend('webgpu', false);
  await vi.advanceTimersByTimeAsync(2900);
  answer({ info: { vendor: 'late', architecture: 'gpu' } });
  await vi.advanceTimersByTimeAsync(200);
  // There is no such device: what is said is that, and not that the step was slow.
  expect(await report).toMatchObject({
    status: 'failed',
    detail: expect.stringMatching(/^late gpu: .*could not start/),
  });
});
