import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { ACTIONS, type Action } from '../../../src/api/actions.ts';
import type { Look } from '../../../src/api/look.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { KEY_HELP } from '../../../src/ui/explore/key-help.ts';
import { clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

/** As many classes as there are digits, so that each of them is a class. */
const CLASSES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

describe('the table of actions', () => {
  it('has an id, a key, a title and a line of help for each, and does something by it', () => {
    for (const { id, keys, title, help, one, many, step, show } of ACTIONS) {
      expect(keys.length, id).toBeGreaterThan(0);
      for (const text of [id, title, help, ...keys]) expect(text.trim(), id).not.toBe('');
      expect(one ?? many ?? step ?? show, id).toBeTypeOf('function');
    }
    expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length);
  });

  it('gives no key of the explorer two meanings', () => {
    const keys = [...KEY_HELP.flatMap((line) => line.keys), ...ACTIONS.flatMap(({ otherKeys = [] }) => otherKeys), '?'];
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });
});

describe('in the explorer', () => {
  let look: Look;
  let stage: LookExploreStage;

  beforeEach(async () => {
    localStorage.clear();
    await emptyDatabase();
    const info = await storeTinyDataset(60, CLASSES);
    await storePredictions(info, await storeRun(info), () => 1);
    look = await startLook();
    await look.session.open(info.id);
    stage = document.createElement('look-explore-stage');
    stage.look = look;
    stage.style.height = '640px';
    await mount(stage);
    await expect.poll(() => deepQuery(stage, '.scroller')?.clientWidth).toBeGreaterThan(0);
  });

  it('lists every action in the help, with its keys', async () => {
    await press('?');
    const dialog = () => stage.renderRoot.querySelector('look-keys-dialog')!;
    await expect.poll(() => dialog()?.shadowRoot?.querySelector('dl')).toBeTruthy();
    const shown = [...dialog().shadowRoot!.querySelectorAll('dt')].map((term) => {
      const keys = [...term.querySelectorAll('kbd')].map((key) => key.textContent);
      return { keys: keys.join(' | '), help: textOf(term.nextElementSibling!) };
    });
    for (const { keys, help } of ACTIONS) {
      expect(shown).toContainEqual({ keys: keys.length > 4 ? `${keys[0]} | ${keys.at(-1)}` : keys.join(' | '), help });
    }
  });

  it('has a button for each that says so, which does what its key does', async () => {
    // There is something to take back, and something to do again.
    await look.keep(20);
    await look.keep(21);
    await look.undo();
    look.session.selected = 7;
    await stage.updateComplete;
    const bar = stage.renderRoot.querySelector('look-fix-bar')!;
    for (const action of ACTIONS.filter(({ button, asks }) => button !== undefined && !asks)) {
      const done = stub(action);
      await clickButton(bar, `${action.keys[0]} ${action.title}`);
      await expect.poll(() => done.mock.calls.length, { message: action.id }).toBe(1);
    }
  });

  for (const action of ACTIONS) {
    for (const key of [...action.keys, ...(action.otherKeys ?? [])]) {
      it(`does “${action.id}” by ${key}, to the sample looked at`, async () => {
        look.session.selected = 7;
        const done = stub(action);
        let at: number | null = null;
        done.mockImplementation(async () => {
          at = look.session.selected;
          return null;
        });
        await press(key);
        if (action.asks && !action.valueOfKey) await chooseFirst(action);
        await expect.poll(() => done.mock.calls.length).toBe(1);
        expect(at).toBe(7);
        if (action.step) return;
        if (action.show) return expect([...(done.mock.calls[0][1] as Uint32Array)]).toEqual([7]);
        expect(done.mock.calls[0][0]).toBe(look.review);
        expect(done.mock.calls[0][1]).toEqual(valueOf(action, key));
      });

      it(`does “${action.id}” by ${key}, to the samples picked if it can`, async () => {
        look.session.selected = 7;
        look.session.selection.replace([3, 4]);
        const one = action.one ? vi.spyOn(action, 'one') : null;
        const done = stub(action, 'many');
        await press(key);
        if (action.asks && !action.valueOfKey) await chooseFirst(action);
        if (action.preview) {
          const dialog = () => stage.renderRoot.querySelector('look-bulk-dialog');
          await expect.poll(dialog).toBeTruthy();
          expect(done).not.toHaveBeenCalled();
          await clickButton(dialog()!, 'Do it');
        }
        if (action.many || action.step || action.show) await expect.poll(() => done.mock.calls.length).toBe(1);
        if (action.many || action.show) expect([...(done.mock.calls[0][1] as Uint32Array)]).toEqual([3, 4]);
        if (action.many) expect(done.mock.calls[0][2]).toEqual(valueOf(action, key));
        if (one) expect(one).not.toHaveBeenCalled();
      });
    }
  }

  /** Puts a function of the test in place of what an action does, until the test ends. */
  function stub(action: Action, how: 'one' | 'many' = 'one') {
    const done = vi.fn(async (..._args: unknown[]): Promise<null> => null);
    const name = action.step ? 'step' : action.show ? 'show' : how;
    if (!action[name]) return done;
    const before = action[name];
    Object.assign(action, { [name]: done });
    onTestFinished(() => void Object.assign(action, { [name]: before }));
    return done;
  }

  /** What an action is done with after a key, or after the first choice in its dialog. */
  function valueOf({ asks, valueOfKey }: Action, key: string): string | number {
    if (valueOfKey) return valueOfKey(key, CLASSES.length)!;
    return asks === 'class' ? 0 : asks === 'tag' ? 'blurry' : '';
  }

  async function chooseFirst({ asks }: Action): Promise<void> {
    const input = () =>
      stage.renderRoot.querySelector('look-choice-dialog')?.shadowRoot?.querySelector<HTMLInputElement>('input');
    await expect.poll(input).toBeTruthy();
    const field = input()!;
    field.value = asks === 'tag' ? 'blurry' : '';
    field.dispatchEvent(new InputEvent('input'));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    await stage.updateComplete;
  }

  /** Presses a key as it is named in the table: 'K', 'Ctrl Shift Z'. */
  async function press(name: string): Promise<void> {
    const parts = name.split(' ');
    const shiftKey = parts.includes('Shift');
    const letter = parts.at(-1)!;
    const key = letter.length === 1 && !shiftKey ? letter.toLowerCase() : letter;
    const init = { key, shiftKey, ctrlKey: parts.includes('Ctrl'), bubbles: true, cancelable: true, composed: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', init));
    await stage.updateComplete;
  }
});
