import { afterEach, describe, expect, it, vi } from 'vitest';
import { HeldWorker, WorkerConnection, workerKeptWarm, workerPerCall } from '../../src/contracts/worker-client.ts';
import { UserError } from '../../src/core/errors.ts';
import type { OddService } from './odd-worker.ts';

const start = (): Worker => new Worker(new URL('./odd-worker.ts', import.meta.url), { type: 'module' });
const startNothing = (): Worker => new Worker(new URL('/no-such-worker.js', location.href), { type: 'module' });
const closing: { close(): void }[] = [];

afterEach(() => {
  vi.useRealTimers();
  for (const open of closing.splice(0)) open.close();
});

function closed<T extends { close(): void }>(open: T): T {
  closing.push(open);
  return open;
}

const connect = (worker = start()) => closed(new WorkerConnection<OddService>(worker));
const hold = (starter = start) => closed(new HeldWorker<OddService>(starter));

describe.each([
  ['a worker a call', (starter?: () => Worker) => workerPerCall<OddService>(starter ?? start)],
  ['a worker that is kept warm', (starter?: () => Worker) => workerKeptWarm<OddService>(starter ?? start, 100)],
  ['a held worker', (starter?: () => Worker) => hold(starter).service],
  ['a connection', (starter?: () => Worker) => connect(starter?.()).service],
] as const)('%s', (_, serviceOf) => {
  it('answers, or rejects with the name and message of the service’s error', async () => {
    expect(await serviceOf().count()).toBe(1);
    await expect(serviceOf().refuse()).rejects.toMatchObject({ name: 'RangeError', message: 'not that one' });
  });

  it('rejects with a UserError as the service threw it, its code too', async () => {
    const error = await serviceOf()
      .tellPeople()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      name: 'UserError',
      code: 'name-taken',
      message: 'There is one already.',
      stack: expect.stringContaining('odd-worker'),
    });
  });

  it('tells a full disk from a cancellation, whatever the database names it', async () => {
    const error = await serviceOf()
      .fillDisk()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: 'no-space', message: expect.stringMatching(/^The disk is full/) });
  });

  it('rejects when the worker dies', async () => {
    await expect(serviceOf().die()).rejects.toMatchObject({
      code: 'worker-died',
      message: expect.stringMatching(/^The worker stopped: .*dies on purpose/),
    });
  });

  it('rejects when the worker cannot be loaded', async () => {
    await expect(serviceOf(startNothing).count()).rejects.toMatchObject({
      code: 'worker-died',
      message: 'The worker stopped: it could not be loaded',
    });
  });

  it('lets the service stop cleanly on an abort', async () => {
    const controller = new AbortController();
    const work = serviceOf().obey(controller.signal, () => controller.abort());
    await expect(work).rejects.toThrow('stopped cleanly');
  });

  it('ends a worker that does not stop within five seconds of an abort', async () => {
    const controller = new AbortController();
    const worker = start();
    const terminate = vi.spyOn(worker, 'terminate');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const work = serviceOf(() => worker).ignore(controller.signal);
    controller.abort();
    vi.advanceTimersByTime(4999);
    expect(terminate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(terminate).toHaveBeenCalled();
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is not called with a signal that is aborted already', async () => {
    await expect(serviceOf().ignore(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('can be awaited itself, as any object', async () => {
    const service = serviceOf();
    expect(await Promise.resolve(service)).toBe(service);
  });
});

describe('a worker a call', () => {
  it('is another one each time, ends with the call, and is not started where the signal is aborted already', async () => {
    const started: Worker[] = [];
    const ended: Worker[] = [];
    const service = workerPerCall<OddService>(() => {
      const worker = start();
      started.push(worker);
      vi.spyOn(worker, 'terminate').mockImplementation(() => {
        ended.push(worker);
        Worker.prototype.terminate.call(worker);
      });
      return worker;
    });
    expect([await service.count(), await service.count()]).toEqual([1, 1]);
    await expect(service.ignore(AbortSignal.abort())).rejects.toThrow();
    expect(started).toHaveLength(2);
    expect(ended).toEqual(started);
  });
});

describe('a worker that is kept warm', () => {
  it('stays while it is used, and ends some time after', async () => {
    const started: Worker[] = [];
    const starter = (): Worker => {
      started.push(start());
      return started.at(-1)!;
    };
    const service = workerKeptWarm<OddService>(starter, 200);
    const controller = new AbortController();
    const long = new Promise<unknown>((resolve) => {
      const work = service.obey(controller.signal, () => resolve(undefined));
      work.catch(() => undefined);
    });
    await long;
    // Others that come and go do not end it, however long it takes.
    expect(await service.count()).toBe(1);
    const terminate = vi.spyOn(started[0], 'terminate');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(terminate).not.toHaveBeenCalled();
    expect(await service.count()).toBe(2);
    controller.abort();
    await vi.waitFor(() => expect(terminate).toHaveBeenCalled(), { timeout: 10_000 });
    expect(await service.count()).toBe(1);
    expect(started).toHaveLength(2);
  });
});

describe('a held worker', () => {
  it('stays between calls, until it dies or is closed; the next call starts another', async () => {
    const worker = hold();
    const { service } = worker;
    expect([await service.count(), await service.count()]).toEqual([1, 2]);
    await expect(service.die()).rejects.toThrow();
    expect(await service.count()).toBe(1);
    const call = service.count();
    worker.close();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(await service.count()).toBe(1);
  });

  it('hears no more of a call once that has settled', async () => {
    const { service } = hold();
    const told: string[] = [];
    await service.tell((what) => told.push(what));
    await service.untilLate();
    expect(told).toEqual(['early']);
  });
});

describe('a connection', () => {
  it('rejects every call under way when the worker dies, and all that come later', async () => {
    const { service } = connect();
    const calls = [service.ignore(new AbortController().signal), service.die()];
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.code)).toEqual([
      'worker-died',
      'worker-died',
    ]);
    await expect(service.count()).rejects.toMatchObject({ code: 'worker-died' });
  });
});
