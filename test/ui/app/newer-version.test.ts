import { expect, it } from 'vitest';
import '../../../src/ui/app/newer-version.ts';
import { deferred } from '../../../src/core/deferred.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, mount, startLook, textOf } from '../../support/elements.ts';

/** What a browser would hold: the worker that waits, and those that are told of it. */
class Registration extends EventTarget {
  installing: Worker | null = null;
  waiting: Worker | null = null;
}

class Worker extends EventTarget {
  state = 'installing';
  readonly told: unknown[] = [];
  postMessage(message: unknown): void {
    this.told.push(message);
  }
}

async function open(waiting = new Worker() as Worker | null) {
  const registration = Object.assign(new Registration(), { waiting });
  const workers = Object.assign(new EventTarget(), { ready: Promise.resolve(registration) });
  const look = await startLook();
  let reloads = 0;
  const element = Object.assign(document.createElement('look-newer-version'), {
    look,
    workers: workers as unknown as ServiceWorkerContainer,
    reload: () => (reloads += 1),
  });
  await mount(element);
  await workers.ready;
  await element.updateComplete;
  return { element, look, registration, workers, waiting, reloads: () => reloads };
}

it('nothing is said as long as no newer version waits; once one does, it is offered and not taken', async () => {
  const { element, registration, reloads } = await open(null);
  expect(textOf(element)).toBe('');
  const newer = new Worker();
  registration.installing = newer;
  registration.dispatchEvent(new Event('updatefound'));
  newer.state = 'installed';
  newer.dispatchEvent(new Event('statechange'));
  await expect.poll(() => textOf(element)).toContain('A newer version of Second Look is ready.');
  expect([newer.told, reloads()]).toEqual([[], 0]);
  await expectAccessible();
});

it('asked for, it is told to begin, and the page is loaded anew once it has', async () => {
  const { element, waiting, workers, reloads } = await open();
  buttonNamed(element, 'Reload with it')!.click();
  await expect.poll(() => waiting!.told).toEqual([{ type: 'SKIP_WAITING' }]);
  expect(reloads()).toBe(0);
  workers.dispatchEvent(new Event('controllerchange'));
  expect(reloads()).toBe(1);
});

it('while a job runs it is not offered', async () => {
  const { element, look } = await open();
  const work = deferred<void>();
  const job = look.session.jobs.run('score', 'Scores', () => work.promise);
  await expect.poll(() => buttonNamed(element, 'Reload with it')!.disabled).toBe(true);
  expect(textOf(element)).toContain('once no job runs');
  work.resolve();
  await job;
  await expect.poll(() => buttonNamed(element, 'Reload with it')!.disabled).toBe(false);
});

it('while another tab shows the page, its files are not taken away', async () => {
  const { element, waiting } = await open();
  const other = document.createElement('look-newer-version');
  await mount(Object.assign(other, { look: await startLook(), workers: undefined }));
  await expect
    .poll(async () => (await navigator.locks.query()).held!.filter(({ name }) => name === 'second-look-tabs').length)
    .toBe(2);
  buttonNamed(element, 'Reload with it')!.click();
  await expect.poll(() => textOf(element)).toContain('Other tabs still use the one that is here: close them first.');
  expect(waiting!.told).toEqual([]);
  other.remove();
  await expect
    .poll(async () => (await navigator.locks.query()).held!.filter(({ name }) => name === 'second-look-tabs').length)
    .toBe(1);
  buttonNamed(element, 'Reload with it')!.click();
  await expect.poll(() => waiting!.told).toHaveLength(1);
});

it('put off, it says no more', async () => {
  const { element } = await open();
  buttonNamed(element, 'Later')!.click();
  await expect.poll(() => textOf(element)).toBe('');
});
