import { userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Look } from '../../../src/api/look.ts';
import { REVIEWED } from '../../../src/core/dataset/types.ts';
import { UNDECIDED } from '../../../src/core/views/decided.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { focusedElement } from '../../../src/ui/kit/focused.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, textOf } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let stage: LookExploreStage;

/** Where a person was before: a link that led here has the keyboard. */
async function arrive(): Promise<void> {
  const link = document.createElement('a');
  link.href = '#/explore';
  link.textContent = 'Explore';
  document.body.append(link);
  onTestFinished(() => link.remove());
  link.focus();
  stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '640px';
  await mount(stage);
  await expect.poll(() => deepQuery(stage, '.scroller')?.clientWidth).toBeGreaterThan(0);
}

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  const info = await storeTinyDataset(60);
  const run = await storeRun(info);
  await storePredictions(info, run, (i) => (i % 9 === 0 ? 1 : i % 3));
  look = new Look();
  onTestFinished(() => look.session.close());
  await look.session.open(info.id);
  await look.computeScores(look.dataset.view(), run.name, [{ key: 'self_confidence', method: 'self_confidence' }]);
  look.session.view = look.dataset.view().sortBy('insights.self_confidence').add(UNDECIDED);
});

const shown = (): number[] => [...look.session.view!.indices];
const fixBar = () => deepQuery(stage, 'look-fix-bar')!;
const toolbar = () => stage.renderRoot.querySelector('look-explore-toolbar')!;
const reviewed = (index: number): number => look.dataset.table.reviewed[index];

describe('a way into the explorer, with a ranking', () => {
  it('looks at the first open sample, and the keys decide at once', async () => {
    const [first, second] = shown();
    await arrive();
    await expect.poll(() => look.session.selected).toBe(first);
    await expect.poll(() => focusedElement()?.getAttribute('role')).toBe('grid');
    await userEvent.keyboard('k');
    await expect.poll(() => reviewed(first)).toBe(REVIEWED.kept);
    await expect.poll(() => look.session.selected).toBe(second);
  });

  it('says that a ranking is worked on, as long as it is on screen', async () => {
    const [{ id }] = look.session.runs;
    await look.session.chooseRun(id);
    const run = await storeRun(look.dataset.info, 4, { name: 'other' });
    await storePredictions(look.dataset.info, run, () => 1);
    await look.session.catchUpRuns();
    await arrive();
    await expect.poll(() => look.session.selected).not.toBeNull();
    await look.session.showOrOffer(run.id);
    expect([look.session.run!.name, look.session.offeredRun?.name]).toEqual(['walkthrough', 'other']);
    stage.remove();
    await look.session.showOrOffer(run.id);
    expect(look.session.run!.name).toBe('other');
  });

  it('goes on behind what was skipped in an earlier visit, and comes back to that once nothing else is left', async () => {
    const [first, second, third] = shown();
    await arrive();
    await expect.poll(() => look.session.selected).toBe(first);
    await userEvent.keyboard('s');
    await expect.poll(() => look.session.selected).toBe(second);
    await userEvent.keyboard('k');
    await expect.poll(() => reviewed(second)).toBe(REVIEWED.kept);
    const { id } = look.dataset.info;
    stage.remove();
    look.session.close();
    look = new Look();
    await look.session.open(id);
    const inOrder = look.dataset.view().sortBy('insights.self_confidence');
    look.session.view = inOrder.add(UNDECIDED);
    await arrive();
    await expect.poll(() => look.session.selected).toBe(third);
    await look.keep([...inOrder.indices].filter((index) => index !== first));
    look.session.view = inOrder.add(UNDECIDED);
    await expect.poll(() => look.session.selected).toBe(first);
  });

  it('moves nothing under the hand, and goes on where it stopped when one comes again', async () => {
    const before = shown();
    await arrive();
    await expect.poll(() => look.session.selected).toBe(before[0]);
    for (const key of ['k', 'n', 'x']) {
      const at = look.session.selected!;
      await userEvent.keyboard(key);
      await expect.poll(() => reviewed(at)).not.toBe(REVIEWED.no);
    }
    expect(shown()).toEqual(before);
    stage.remove();
    await arrive();
    await expect.poll(shown).toEqual(before.slice(3));
    await expect.poll(() => look.session.selected).toBe(before[3]);
    // All are counted nevertheless.
    await expect.poll(() => textOf(deepQuery(fixBar(), '.facts')!)).toContain('3 of 60 reviewed');
    // What is taken back comes again, and is looked at.
    await userEvent.keyboard('u');
    await expect.poll(shown).toEqual(before.slice(2));
    await expect.poll(() => look.session.selected).toBe(before[2]);
  });

  it('shows what is decided on request, and leaves it out again', async () => {
    await look.keep([5, 9]);
    await arrive();
    await expect.poll(() => shown().length).toBe(58);
    await expectAccessible();
    await clickButton(fixBar(), 'Show decided 2');
    await expect.poll(() => shown().length).toBe(60);
    await clickButton(fixBar(), 'Hide decided 2');
    await expect.poll(() => shown().length).toBe(58);
    expect(look.session.view!.stages.at(-1)).toEqual(UNDECIDED);
  });

  it('moves through the grid from a button that has the keyboard, but not from a text field', async () => {
    await arrive();
    const before = shown();
    await expect.poll(() => look.session.selected).toBe(before[0]);
    buttonNamed(toolbar(), 'Pick several')!.focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(() => look.session.selected).toBe(before[1]);
    deepQuery<HTMLInputElement>(deepQuery(stage, 'look-jump-field')!, 'input')!.focus();
    await userEvent.keyboard('k');
    expect(look.session.journal.filter(({ kind }) => kind === 'keep')).toEqual([]);
  });

  it('leaves a sample that was chosen as it is', async () => {
    look.session.selected = 17;
    await arrive();
    await stage.updateComplete;
    expect(look.session.selected).toBe(17);
  });
});
