import { beforeEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Look } from '../../../src/api/look.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let stage: LookExploreStage;

beforeEach(async () => {
  await emptyDatabase();
  const info = await storeTinyDataset(50);
  look = await startLook();
  await look.session.open(info.id);
  await look.keep([1, 2, 3, 4]);
  const rows = ['train/1,frog', 'train/2,cat', 'train/3,cat', 'train/4,cat', 'train/9,dog'];
  const other = await look.compareReviewer(new File([`name,label\n${rows.join('\n')}\n`], 'bob.csv'));
  look.session.view = other.disagreements();
  look.session.selected = look.session.view.indices[0];
  stage = Object.assign(document.createElement('look-explore-stage'), { look });
  stage.style.cssText = 'display: grid; height: 600px; width: 1100px';
  await mount(stage);
  await expect.poll(said).toContain('you: dog / they: frog');
});

const notice = () => deepQuery(stage, 'look-other-notice')!;
const said = (): string => {
  const found = deepQuery(stage, 'look-other-notice');
  return found ? textOf(found) : '';
};
const labelOf = (i: number): string => look.dataset.info.classes[look.dataset.table.current[i]];

it('shows both decisions of the sample looked at, and one key each says whose stands and goes on', async () => {
  expect(said()).toContain('3 here to settle with bob.csv');
  await expectAccessible();
  await userEvent.keyboard('.');
  await expect.poll(said).toContain('you: frog / they: cat');
  expect(labelOf(1)).toBe('frog');
  await userEvent.keyboard(',');
  await expect.poll(said).toContain('you: dog / they: cat');
  expect(labelOf(2)).toBe('frog');
  expect(said()).toContain('1 here to settle');
  await look.undo();
  await expect.poll(said).toContain('2 here to settle');
  expect(labelOf(1)).toBe('dog');
});

it('its buttons do the same, for all that are picked where some are', async () => {
  look.session.selection.replace([1, 4]);
  await expect.poll(said).toContain('2 samples picked');
  await clickButton(stage, 'Take theirs .');
  await expect.poll(() => labelOf(4)).toBe('cat');
  expect(labelOf(1)).toBe('frog');
  expect(labelOf(2)).toBe('frog');
  expect(look.session.selection.size).toBe(0);
  expect(look.session.journal.at(-1)!.title).toBe('adopt decisions about 2 samples from bob.csv');
});

it('the tiles say what each decided', async () => {
  const grid = deepQuery<HTMLElementTagNameMap['look-grid']>(stage, 'look-grid')!;
  const lines = (index: number): string[] => grid.beside.map((read) => read(index));
  expect(lines(1)).toEqual(['you: dog', 'they: frog']);
  expect(lines(9)).toEqual(['you: undecided', 'they: dog']);
  expect(lines(3)).toEqual(['', '']);
});

it('works in the review of one after another', async () => {
  await userEvent.keyboard('z');
  await expect.poll(() => deepQuery(stage, 'look-review-mode look-other-notice')).not.toBeNull();
  await userEvent.keyboard('.');
  await expect.poll(() => labelOf(1)).toBe('frog');
  expect(look.session.selected).toBe(2);
});

it('is left with its queue', async () => {
  await clickButton(notice(), 'Leave');
  await expect.poll(said).toBe('');
  expect(look.session.view!.stages).toEqual([]);
  await userEvent.keyboard('.');
  expect(labelOf(1)).toBe('dog');
  expect(buttonNamed(stage, 'Take theirs .')).toBeNull();
});
