import { describe, expect, it } from 'vitest';
import type { HubSource, HuggingFaceOffer } from '../../../src/contracts/importer.ts';
import { UserError } from '../../../src/core/errors.ts';
import type { HubName } from '../../../src/core/formats/hugging-face.ts';
import '../../../src/ui/data/hugging-face.ts';
import type { LookUp } from '../../../src/ui/data/hugging-face.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, textOf } from '../../support/elements.ts';

const split = (name: string, ...bytes: number[]) => ({
  name,
  partial: false,
  files: bytes.map((size, i) => ({ path: `${name}/${i}.parquet`, bytes: size })),
});

const OFFER: Omit<HuggingFaceOffer, 'hub' | 'repository'> = {
  revision: 'refs/convert/parquet',
  commit: 'c0ffee'.repeat(7).slice(2),
  configs: [
    { name: 'plain_text', splits: [split('train', 100e6, 19.7e6), split('test', 23.9e6), split('unsupervised', 5e9)] },
    { name: 'small', splits: [split('train', 1000)] },
  ],
};

async function dialog() {
  const asked: HubName[] = [];
  const element = document.createElement('look-hugging-face');
  const lookUp: LookUp = (_signal, name) => {
    asked.push(name);
    if (name.repository === 'no/one') return Promise.reject(new UserError('import', 'There is no such data set.'));
    return Promise.resolve({ ...name, ...OFFER });
  };
  element.lookUp = lookUp;
  await mount(element);
  const type = async (id: string, text: string): Promise<void> => {
    const input = deepQuery<HTMLInputElement>(element, `#${id}`)!;
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await element.updateComplete;
  };
  return { element, asked, type };
}

describe('a data set of Hugging Face by name', () => {
  it('asks the hub for nothing before a click that names it, and then says what would come', async () => {
    const { element, asked, type } = await dialog();
    await type('name', 'uoft-cs/cifar10');
    expect(asked).toEqual([]);
    await expectAccessible();
    await clickButton(element, 'Look it up at huggingface.co');
    await expect.poll(() => textOf(element)).toContain('2 files, 120 MB');
    expect(asked).toEqual([{ hub: 'https://huggingface.co', repository: 'uoft-cs/cifar10', revision: '' }]);
    expect(buttonNamed(element, 'Import 144 MB from huggingface.co')).not.toBeNull();
    await expectAccessible();
  });

  it('hands on the splits that were chosen', async () => {
    const { element, type } = await dialog();
    const sources: HubSource[] = [];
    element.addEventListener('look-hub-source', (event) => sources.push(event.detail));
    await type('name', 'https://hub.example/datasets/a/b');
    await type('revision', 'v2');
    await clickButton(element, 'Look it up at hub.example');
    await expect.poll(() => textOf(element)).toContain('plain_text');
    deepQuery<HTMLInputElement>(element, '.split input')!.click();
    await clickButton(element, 'Import 23.9 MB from hub.example');
    expect(sources).toEqual([
      {
        kind: 'hugging-face',
        hub: 'https://hub.example',
        repository: 'a/b',
        ...OFFER,
        config: 'plain_text',
        splits: ['test'],
      },
    ]);
  });

  it('forgets what was offered when another name is typed', async () => {
    const { element, type } = await dialog();
    await type('name', 'a/b');
    await clickButton(element, 'Look it up at huggingface.co');
    await expect.poll(() => textOf(element)).toContain('Import 144 MB');
    await type('name', 'a/c');
    expect(textOf(element)).not.toContain('Import');
    expect(buttonNamed(element, 'Look it up at huggingface.co')).not.toBeNull();
  });

  it('says what is no name, and what went wrong', async () => {
    const { element, type } = await dialog();
    await type('name', 'a/b/c');
    expect(textOf(element)).toContain('This is no name of a data set');
    expect(buttonNamed(element, 'Look it up at huggingface.co')!.disabled).toBe(true);
    await type('name', 'no/one');
    await clickButton(element, 'Look it up at huggingface.co');
    await expect.poll(() => textOf(element)).toContain('There is no such data set.');
  });
});
