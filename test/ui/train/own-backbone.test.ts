import { beforeEach, expect, it, vi } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import { ownChoice } from '../../../src/tasks/own-backbone.ts';
import { settleProbe } from '../../../src/tasks/probe-run.ts';
import '../../../src/ui/train/backbone-card.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';
import { onnxModel } from '../../support/tiny-models.ts';

let look: Look;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  const info = await storeTinyDataset(60);
  look = await startLook();
  await look.session.open(info.id);
});

async function card() {
  const element = document.createElement('look-backbone-card');
  element.look = look;
  element.view = look.dataset.view();
  return mount(element);
}

async function chooseFiles(element: Element, ...files: File[]): Promise<void> {
  const picker = (): HTMLInputElement | null => deepQuery<HTMLInputElement>(element, 'input[type=file]');
  await expect.poll(picker).not.toBeNull();
  const input = picker()!;
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change'));
}

it('a model from files shows what was guessed, is tried and kept, and then is a choice that can be deleted', async () => {
  const element = await card();
  await clickButton(element, 'Use another backbone …');
  await expectAccessible();
  await chooseFiles(element, onnxModel());
  await expect.poll(() => textOf(element), { timeout: 30_000 }).toContain('an ONNX model');
  expect(textOf(element)).toContain('any × 3 × 16 × 16');
  expect(deepQuery<HTMLSelectElement>(element, '#scaling')!.value).toBe('imagenet');
  await expectAccessible();
  await clickButton(element, 'Try it on ten samples');
  await expect.poll(() => textOf(element), { timeout: 30_000 }).toMatch(/10 samples tried: 4 features each/);

  // What was tried does not say what other settings would give.
  const scaling = deepQuery<HTMLSelectElement>(element, '#scaling')!;
  scaling.value = 'zero-one';
  scaling.dispatchEvent(new Event('change'));
  await expect.poll(() => buttonNamed(element, 'Keep it')).toBeNull();
  await clickButton(element, 'Try it on ten samples');
  await expect.poll(() => buttonNamed(element, 'Keep it'), { timeout: 30_000 }).not.toBeNull();
  expect(await look.backbones()).toEqual([]);
  await clickButton(element, 'Keep it');

  const choice = (): HTMLSelectElement | null => deepQuery<HTMLSelectElement>(element, '#backbone');
  await expect.poll(() => choice()?.selectedOptions[0].textContent).toBe('tiny');
  expect((await look.backbones())[0].settings.scaling).toBe('zero-one');
  expect(textOf(element)).toMatch(/4 features of 60 samples at 16 × 16\s+pixels by ONNX Runtime/);
  const asked = vi.spyOn(look, 'findSuspects').mockReturnValue(new Promise(() => {}));
  await clickButton(element, 'Judge the labels');
  expect(asked).toHaveBeenCalledWith(expect.objectContaining({ probe: { backbone: 'tiny' } }));

  asked.mockRestore();

  // Whoever comes back finds the one that judged last.
  const { dataset } = look;
  await settleProbe(dataset.info, dataset.view().indices, 60, await ownChoice('tiny'), 'tiny');
  await expect.poll(() => look.session.runs.length).toBe(1);
  element.remove();
  const again = await card();
  await expect
    .poll(() => deepQuery<HTMLSelectElement>(again, '#backbone')?.selectedOptions[0].textContent)
    .toBe('tiny');
  again.remove();
  await mount(element);

  await clickButton(element, 'Delete it');
  await clickButton(element, 'Keep');
  expect(await look.backbones()).toHaveLength(1);
});

it('what is no model is told where it was chosen, and another can be', async () => {
  const element = await card();
  await clickButton(element, 'Use another backbone …');
  await chooseFiles(element, new File(['x'], 'photo.jpg'));
  await expect.poll(() => textOf(element), { timeout: 30_000 }).toContain('photo.jpg is no model that is taken here');
  expect(deepQuery(element, 'input[type=file]')).not.toBeNull();
  expect(look.session.jobs.list.filter(({ status }) => status === 'failed')).toEqual([]);
});

it('an address names the host before it is asked, and how much would be fetched', async () => {
  const asked: string[] = [];
  const lookUp = (url: string) => {
    asked.push(url);
    return Promise.resolve({ url, files: [{ name: 'm.onnx', url, bytes: 14_200_000 }] });
  };
  const element = document.createElement('look-model-source');
  element.lookUp = lookUp;
  await mount(element);
  const sources: unknown[] = [];
  element.addEventListener('look-model-source', ({ detail }) => sources.push(detail));
  const type = async (text: string): Promise<void> => {
    const input = deepQuery<HTMLInputElement>(element, '#address')!;
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await element.updateComplete;
  };
  await type('models.example');
  expect(textOf(element)).toContain('An address begins with https://');
  await type('https://models.example/m.onnx');
  expect(asked).toEqual([]);
  await clickButton(element, 'Look it up at models.example');
  await expect.poll(() => buttonNamed(element, 'Fetch 14.2 MB from models.example')).not.toBeNull();
  expect(sources).toEqual([]);
  await expectAccessible();
  await clickButton(element, 'Fetch 14.2 MB from models.example');
  expect(sources).toHaveLength(1);
});
