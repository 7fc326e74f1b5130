import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { appendEdit } from '../../../src/store/journal.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import '../../../src/ui/noise/noise-stage.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let info: DatasetInfo;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(50);
});

async function noiseStage(classes?: string[]) {
  if (classes) info = await storeTinyDataset(50, classes);
  const look = await startLook();
  await look.session.open(info.id);
  const stage = document.createElement('look-noise-stage');
  stage.look = look;
  await mount(stage);
  return { look, stage };
}

/** Sets a control's value as a person does. */
function enter(control: HTMLInputElement | HTMLSelectElement, value: string): void {
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

function choose(stage: Element, value: string): void {
  deepQuery<HTMLInputElement>(stage, `input[type=radio][value="${value}"]`)!.click();
}

const relabel = (index: number, label: number) =>
  appendEdit({ datasetId: info.id, at: 2, kind: 'relabel', title: 'relabel', details: {} }, () => [
    { column: 'current', indices: Uint32Array.of(index), values: [label] },
  ]);

describe('before injecting', () => {
  it('says how many labels will change, and injecting changes that many', async () => {
    const { look, stage } = await noiseStage();
    expect(textOf(stage)).toContain('8 labels 20.0 % of the 40 samples of train split');
    enter(deepQuery<HTMLInputElement>(stage, '#rate')!, '50');
    await expect.poll(() => textOf(stage)).toContain('20 labels 50.0 % of the 40 samples');
    await clickButton(stage, 'Inject label noise');
    await expect.poll(() => textOf(stage)).toContain('20 wrong labels');
    const { given, truth } = look.dataset.table;
    expect([...given.keys()].filter((i) => truth[i] < 3 && truth[i] !== given[i])).toHaveLength(20);
  });

  it('takes no share beyond 0 to 100 %, and says which it takes instead', async () => {
    const { stage } = await noiseStage();
    const rate = deepQuery<HTMLInputElement>(stage, '#rate')!;
    enter(rate, '150');
    await expect.poll(() => textOf(stage)).toContain('From 0 to 100 %: 100 % is taken.');
    expect(rate.value).toBe('100');
    expect(textOf(stage)).toContain('40 labels 100.0 % of the 40 samples');
    enter(rate, '-3');
    await expect.poll(() => textOf(stage)).toContain('From 0 to 100 %: 0 % is taken.');
    enter(rate, '12.5');
    await expect.poll(() => textOf(stage)).not.toContain('is taken');
    expect(textOf(stage)).toContain('5 labels 12.5 % of the 40 samples');
    enter(rate, '');
    await expect.poll(() => textOf(stage)).toContain('12.5 % is taken.');
    expect(rate.value).toBe('12.5');
  });

  it('previews exactly the changes that injecting makes', async () => {
    const { stage } = await noiseStage();
    const cells = () => [...deepQuery(stage, 'look-change-map')!.shadowRoot!.querySelectorAll('tbody td')].map(textOf);
    const previewed = cells();
    expect(previewed.reduce((sum, cell) => sum + (Number(cell) || 0), 0)).toBe(8);
    await clickButton(stage, 'Inject label noise');
    await expect.poll(() => textOf(stage)).toContain('8 wrong labels');
    expect(cells()).toEqual(previewed);
  });

  it('shows which class becomes which where the noise is asymmetric, and that the rate is per mapped class', async () => {
    const { stage } = await noiseStage();
    choose(stage, 'asymmetric');
    await expect.poll(() => textOf(stage)).toContain('cat → dog');
    expect(textOf(stage)).toContain('of the samples of each mapped class');
    expect(textOf(stage)).not.toContain('CIFAR-10’s usual confusions');
  });

  it('offers CIFAR-10’s usual confusions where its classes exist', async () => {
    const { stage } = await noiseStage(['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'horse', 'truck']);
    choose(stage, 'asymmetric');
    await expect.poll(() => textOf(stage)).toContain('CIFAR-10’s usual confusions');
    expect(textOf(stage)).toContain('truck → automobile');
    expect(textOf(stage)).not.toContain('airplane → automobile');
  });

  it('offers the current view once there is one', async () => {
    const { look, stage } = await noiseStage();
    expect(textOf(stage)).not.toContain('current view');
    look.session.view = look.dataset.view().limit(10);
    await expect.poll(() => textOf(stage)).toContain('current view 10 samples');
    choose(stage, 'view');
    await expect.poll(() => textOf(stage)).toContain('2 labels 20.0 % of the 10 samples of current view');
  });

  it('leads on without noise where the labels are to be used as they are', async () => {
    const { stage } = await noiseStage();
    const asked: string[] = [];
    stage.addEventListener('look-go', (event) => asked.push(event.detail.stage));
    await clickButton(stage, 'Skip: use the labels as they are');
    expect(asked).toEqual(['train']);
  });
});

describe('injected noise', () => {
  it('is undone by one click, which says how many labels came back and how many a person had set', async () => {
    const { look, stage } = await noiseStage();
    await clickButton(stage, 'Inject label noise');
    await expect.poll(() => buttonNamed(stage, 'Undo the noise')).not.toBeNull();
    const { given, truth } = look.dataset.table;
    const wrong = [...given.keys()].find((i) => truth[i] < 3 && truth[i] !== given[i])!;
    await relabel(wrong, truth[wrong]);
    await expect.poll(() => textOf(stage)).toContain('Relabelled since 1 label');
    await clickButton(stage, 'Undo the noise');
    await expect
      .poll(() => textOf(stage))
      .toContain('7 labels restored; 1 that a person had set since stays as it is.');
    expect(buttonNamed(stage, 'Inject label noise')).not.toBeNull();
  });

  it('is not injected upon, and the page says why', async () => {
    const { stage } = await noiseStage();
    await clickButton(stage, 'Inject label noise');
    await expect.poll(() => textOf(stage)).toContain('More can be injected after an undo');
    expect(buttonNamed(stage, 'Inject label noise')).toBeNull();
  });

  it('has an accessible page, before and after', async () => {
    const { stage } = await noiseStage();
    await expectAccessible();
    await clickButton(stage, 'Inject label noise');
    await expect.poll(() => textOf(stage)).toContain('Noise is injected');
    await expectAccessible();
  });
});

describe('labels from a file', () => {
  async function add(stage: Element, csv: string, role: string): Promise<Element> {
    await clickButton(stage, 'Add a table');
    const dialog = document.querySelector('look-add-table')!;
    onTestFinished(() => dialog.remove());
    const find = <E extends Element>(selector: string) => deepQuery<E>(dialog, selector);
    await expect.poll(() => find('input[type=file]')).not.toBeNull();
    const files = new DataTransfer();
    files.items.add(new File([csv], 'labels.csv'));
    const input = find<HTMLInputElement>('input[type=file]')!;
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await expect.poll(() => find(`input[value=${role}]`)).not.toBeNull();
    find<HTMLInputElement>(`input[value=${role}]`)!.click();
    return dialog;
  }

  it('replace given labels; those that differ count as wrong', async () => {
    const { look, stage } = await noiseStage();
    const dialog = await add(stage, 'index,label\n0,dog\n1,dog\n', 'given');
    await expect.poll(() => buttonNamed(dialog, 'Set 2 given labels')).not.toBeNull();
    await clickButton(dialog, 'Set 2 given labels');
    await expect.poll(() => textOf(stage)).toContain('Labels are replaced 1 wrong label');
    expect(look.dataset.table.given[0]).toBe(1);
    expect(look.dataset.table.truth[0]).toBe(0);
  });

  it('that are no classes are asked about, and nothing changes', async () => {
    const { look, stage } = await noiseStage();
    const dialog = await add(stage, 'index,label\n0,zebra\n', 'given');
    await expect.poll(() => textOf(dialog)).toContain('“zebra” is no class of this data set');
    const button = deepQuery<HTMLButtonElement>(dialog, 'button.primary')!;
    expect(textOf(button)).toContain('question');
    button.click();
    expect(look.session.journal).toEqual([]);
  });
});

it('without a data set it leads to where one is opened', async () => {
  await emptyDatabase();
  const stage = document.createElement('look-noise-stage');
  stage.look = await startLook();
  const asked: string[] = [];
  stage.addEventListener('look-go', (event) => asked.push(event.detail.stage));
  onTestFinished(() => stage.remove());
  await mount(stage);
  await clickButton(stage, 'Open a data set');
  expect(asked).toEqual(['data']);
});
