import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { Look } from '../../../src/api/look.ts';
import { ViewAddress } from '../../../src/ui/app/view-address.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let problems: string[];

/** The explorer's address, followed, over a data set of fifty samples. */
async function follow(hash: string): Promise<void> {
  location.hash = hash;
  const address = new ViewAddress(look.session, (sentence) => problems.push(sentence));
  address.start();
  onTestFinished(() => address.stop());
}

beforeEach(async () => {
  problems = [];
  await emptyDatabase();
  const { id } = await storeTinyDataset(50);
  look = new Look();
  const before = location.hash;
  onTestFinished(() => {
    look.session.close();
    history.replaceState(null, '', before || '#');
  });
  await look.session.open(id);
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

it('a view shows in the address, and that address shows the view', async () => {
  await follow('#/explore');
  look.session.view = look.dataset.view().matchSplit('test').limit(4);
  await settled();
  const link = location.hash;
  expect(link).toContain('view=');
  look.session.view = look.dataset.view();
  await settled();
  location.hash = link;
  await settled();
  expect([...look.session.view!.indices]).toEqual([40, 41, 42, 43]);
});

it('a changed view is a step of the history, and Back goes to the one before', async () => {
  await follow('#/explore');
  const push = vi.spyOn(history, 'pushState');
  onTestFinished(() => push.mockRestore());
  await settled();
  look.session.view = look.dataset.view().matchSplit('test');
  await settled();
  expect(look.session.view.count()).toBe(10);
  expect(push).toHaveBeenCalledOnce();
  // What the browser does on Back; a real one may leave the page of all tests.
  history.replaceState(null, '', '#/explore?view=all');
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(look.session.view.count()).toBe(50);
});

it('a filter turned round is a step of the history as well, and an address shows it again', async () => {
  await follow('#/explore');
  look.session.view = look.dataset.view().matchLabel('given', 'cat', { not: true });
  await settled();
  const link = location.hash;
  history.replaceState(null, '', '#/explore?view=all');
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(look.session.view.count()).toBe(50);
  location.hash = link;
  await settled();
  expect(new Set([...look.session.view!].map(({ given }) => given))).toEqual(new Set(['dog', 'frog']));
});

it('an address that holds no view says so and shows everything', async () => {
  await follow('#/explore?view=%5B%7B%22stage%22%3A%22steal%22%7D%5D');
  expect(problems).toHaveLength(1);
  expect(look.session.view!.count()).toBe(50);
});

it('another stage’s address is left alone', async () => {
  await follow('#/train');
  look.session.view = look.dataset.view().limit(3);
  await settled();
  expect(location.hash).toBe('#/train');
});

it('an address of another data set shows nothing of it, and adds no step to the history', async () => {
  await follow('#/explore');
  await settled();
  const push = vi.spyOn(history, 'pushState');
  onTestFinished(() => push.mockRestore());
  location.hash = '#/explore?view=%5B%7B%22stage%22%3A%22limit%22%2C%22count%22%3A4%7D%5D&of=Other';
  await settled();
  expect(look.session.view!.count()).toBe(50);
  expect(problems).toEqual([expect.stringContaining('a view of “Other”')]);
  expect(location.hash).toContain('of=Tiny');
  expect(push).not.toHaveBeenCalled();
});

it('a link in the address is left for the page to take', async () => {
  await follow('#/explore');
  await settled();
  location.hash = '#/explore?link=abc';
  await settled();
  look.session.view = look.dataset.view().matchSplit('test');
  await settled();
  expect(location.hash).toBe('#/explore?link=abc');
});
