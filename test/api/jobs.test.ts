import { expect, it } from 'vitest';
import { Jobs } from '../../src/api/jobs.ts';

/** Work that ends when it is told to. */
function work() {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { end: () => end(), run: () => ended };
}

const stati = (jobs: Jobs) => jobs.list.map(({ title, status }) => `${title} ${status}`);

it('refuses a second job of a kind, unless that one waits: then they run one after the other', async () => {
  const jobs = new Jobs(() => {});
  const [first, second] = [work(), work()];
  const one = jobs.run('score', 'first', first.run);
  await expect(jobs.run('score', 'refused', first.run)).rejects.toMatchObject({ code: 'busy' });
  const begun: string[] = [];
  const two = jobs.run('score', 'second', () => (begun.push('second'), second.run()), { waits: true });
  const three = jobs.run('score', 'third', () => Promise.resolve(begun.push('third')), { waits: true });
  expect(stati(jobs)).toEqual(['first running', 'second waiting', 'third waiting']);
  first.end();
  await one;
  // Nothing comes between the end of one and the start of the next.
  await expect(jobs.run('score', 'refused', first.run)).rejects.toMatchObject({ code: 'busy' });
  await expect.poll(() => begun).toEqual(['second']);
  second.end();
  await Promise.all([two, three]);
  expect(begun).toEqual(['second', 'third']);
});

it('goes on with the next where one failed, and leaves out one that was cancelled while it waited', async () => {
  const jobs = new Jobs(() => {});
  const first = jobs.run('score', 'first', () => Promise.reject(new Error('No.')));
  const begun: string[] = [];
  const second = jobs.run('score', 'second', () => Promise.resolve(begun.push('second')), { waits: true });
  const third = jobs.run('score', 'third', () => Promise.resolve(begun.push('third')), { waits: true });
  const cancelled = expect(second).rejects.toMatchObject({ name: 'AbortError' });
  jobs.list.find(({ title }) => title === 'second')!.cancel();
  await expect(first).rejects.toThrow('No.');
  await Promise.all([cancelled, third]);
  expect(begun).toEqual(['third']);
});

it('does not make work of another kind wait', async () => {
  const jobs = new Jobs(() => {});
  const first = work();
  const one = jobs.run('score', 'first', first.run);
  await jobs.run('predict', 'other', () => Promise.resolve(), { waits: true });
  first.end();
  await one;
});
