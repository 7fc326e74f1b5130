import { afterEach, describe, expect, it } from 'vitest';
import type { HubSource, HuggingFaceOffer } from '../../../src/contracts/importer.ts';
import type { Progress } from '../../../src/contracts/progress.ts';
import { configsOf, HUGGING_FACE, parseHubName } from '../../../src/core/formats/hugging-face.ts';
import { fetchSplits, lookUp } from '../../../workers/import/hugging-face.ts';
import { startHub, type HubDatasets, type HubServer, type HubTrouble } from '../../support/hub-server.ts';
import { never } from './support.ts';

const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);

describe('What names a data set on Hugging Face', () => {
  it.each([
    ['uoft-cs/cifar10', HUGGING_FACE, 'uoft-cs/cifar10', ''],
    [' mnist ', HUGGING_FACE, 'mnist', ''],
    ['uoft-cs/cifar10@v1.0', HUGGING_FACE, 'uoft-cs/cifar10', 'v1.0'],
    ['hf://datasets/uoft-cs/cifar10@refs/convert/parquet', HUGGING_FACE, 'uoft-cs/cifar10', 'refs/convert/parquet'],
    ['https://huggingface.co/datasets/uoft-cs/cifar10', HUGGING_FACE, 'uoft-cs/cifar10', ''],
    ['https://huggingface.co/datasets/mnist/tree/main', HUGGING_FACE, 'mnist', 'main'],
    ['https://huggingface.co/datasets/a/b/viewer/plain_text/train?row=3', HUGGING_FACE, 'a/b', ''],
    [
      'https://huggingface.co/datasets/a/b/tree/refs%2Fconvert%2Fparquet/plain_text',
      HUGGING_FACE,
      'a/b',
      'refs/convert/parquet',
    ],
    ['https://hub.example:8080/datasets/a/b/resolve/1f2e/x.parquet', 'https://hub.example:8080', 'a/b', '1f2e'],
  ])('%s', (text, hub, repository, revision) => {
    expect(parseHubName(text)).toEqual({ hub, repository, revision });
  });

  it.each(['', 'a/b/c', '../etc', 'a/..', 'https://huggingface.co/google/vit', 'a b', 'a@b@c', 'javascript:alert(1)'])(
    'and what does not: %s',
    (text) => expect(parseHubName(text)).toBeNull(),
  );

  it('has configurations and splits by the paths of its files', () => {
    const files = [
      'fine/train/0000.parquet',
      'fine/train/0001.parquet',
      'fine/test/0000.parquet',
      'coarse/partial-train/0000.parquet',
    ].map((path) => ({ path, bytes: 7 }));
    const [fine, coarse] = configsOf(files);
    expect(fine).toMatchObject({ name: 'fine', splits: [{ name: 'train', partial: false }, { name: 'test' }] });
    expect(fine.splits[0].files).toHaveLength(2);
    expect(coarse).toMatchObject({ name: 'coarse', splits: [{ name: 'train', partial: true }] });
  });
});

describe('A data set of Hugging Face', () => {
  let hub: HubServer | undefined;
  let datasets: HubDatasets;
  afterEach(() => hub?.close());

  const files = {
    'plain_text/train/0000.parquet': filled(70_000, 1),
    'plain_text/train/0001.parquet': filled(50, 2),
    'plain_text/test/0000.parquet': filled(30, 3),
    'README.md': filled(5, 0),
  };
  const sourceOf = (offer: HuggingFaceOffer, split: string): HubSource => ({
    ...{ kind: 'hugging-face', ...offer, config: 'plain_text', splits: [split] },
  });
  const start = async (trouble?: HubTrouble, pageSize?: number) => {
    datasets = {
      'uoft-cs/cifar10': { 'refs/convert/parquet': files, main: {} },
      'me/own': { main: { 'data/train.parquet': filled(9, 9) } },
      'me/many': {
        main: Object.fromEntries(Array.from({ length: 102 }, (_, i) => [`${i}.parquet`, filled(1, i)])),
      },
    };
    hub = await startHub(datasets, trouble && { 'uoft-cs/cifar10': trouble }, pageSize);
    return { hub: hub.url, repository: 'uoft-cs/cifar10', revision: '' };
  };

  it('is listed first, then fetched split by split', async () => {
    const name = await start();
    const offer = await lookUp(never(), name);
    expect(offer).toMatchObject({ revision: 'refs/convert/parquet', configs: [{ name: 'plain_text' }] });
    expect(offer.configs[0].splits.map((split) => [split.name, split.files.map(({ bytes }) => bytes)])).toEqual([
      ['train', [70_000, 50]],
      ['test', [30]],
    ]);
    expect(offer.commit).toMatch(/^[0-9a-f]{40}$/);
    expect(hub!.asked).toEqual([
      '/api/datasets/uoft-cs/cifar10/revision/refs%2Fconvert%2Fparquet',
      `/api/datasets/uoft-cs/cifar10/tree/${offer.commit}`,
    ]);

    const told: Progress[] = [];
    const fetched = await fetchSplits(never(), sourceOf(offer, 'train'), (progress) => told.push(progress));
    expect(fetched.map(({ path, size }) => [path, size])).toEqual([
      ['plain_text/train/0000.parquet', 70_000],
      ['plain_text/train/0001.parquet', 50],
    ]);
    expect(new Uint8Array(await (await fetched[0].blob()).arrayBuffer())).toEqual(filled(70_000, 1));
    expect(told.at(-1)).toMatchObject({ done: 70_050, total: 70_050, unit: 'bytes' });
  });

  it('is listed to its last page', async () => {
    const offer = await lookUp(never(), await start(undefined, 1));
    expect(offer.configs[0].splits.flatMap((split) => split.files)).toHaveLength(3);
  });

  it('is refused where the list is longer than can be read, rather than cut', async () => {
    const name = { ...(await start(undefined, 1)), repository: 'me/many' };
    await expect(lookUp(never(), name)).rejects.toThrow(/^“me\/many” has more files than can be listed \(100,000\)/);
  });

  it('is fetched as it was offered, though the branch has moved on since', async () => {
    const offer = await lookUp(never(), await start());
    datasets['uoft-cs/cifar10']['refs/convert/parquet'] = { 'plain_text/test/0000.parquet': filled(30, 99) };
    const [fetched] = await fetchSplits(never(), sourceOf(offer, 'test'), () => {});
    expect(new Uint8Array(await (await fetched.blob()).arrayBuffer())).toEqual(filled(30, 3));
  });

  it('comes from its main revision where the hub has not converted it', async () => {
    const offer = await lookUp(never(), { ...(await start()), repository: 'me/own' });
    expect(offer).toMatchObject({ revision: 'main', configs: [{ name: 'default', splits: [{ name: 'train' }] }] });
  });

  it.each<[string, HubTrouble | undefined, object, RegExp]>([
    [
      'that is not there',
      undefined,
      { repository: 'no/one' },
      /^127\.0\.0\.1:\d+ has no data set “no\/one” that everyone may read/,
    ],
    ['of no such revision', undefined, { revision: 'v9' }, /^“uoft-cs\/cifar10” has no revision “v9”/],
    ['without Parquet', undefined, { revision: 'main' }, /has no Parquet files in revision “main”/],
    ['when it is asked too often', 'busy', {}, /has been asked too often/],
    ['behind a page for signing in', 'signs in', {}, /answers with no list of files/],
  ])('%s is refused with a sentence', async (_, trouble, other, sentence) => {
    await expect(lookUp(never(), { ...(await start(trouble)), ...other })).rejects.toMatchObject({
      code: 'import',
      message: expect.stringMatching(sentence) as string,
    });
  });

  it.each<[HubTrouble, RegExp]>([
    ['gated', /^“uoft-cs\/cifar10” is gated: 127/],
    ['breaks off', /^plain_text\/test\/0000\.parquet: the connection broke after 15 of 30 bytes\. Try again\./],
  ])('that is or does this ends in a sentence when fetched: %s', async (trouble, sentence) => {
    const name = await start(trouble);
    const source = sourceOf(await lookUp(never(), name), 'test');
    await expect(fetchSplits(never(), source, () => {})).rejects.toThrow(sentence);
  });

  it('is not fetched to the end once cancelled', async () => {
    const name = await start();
    const cancel = new AbortController();
    const source = sourceOf(await lookUp(never(), name), 'train');
    const fetching = fetchSplits(cancel.signal, source, () => cancel.abort());
    await expect(fetching).rejects.toMatchObject({ name: 'AbortError' });
    expect(hub!.asked.some((path) => path.includes('0001'))).toBe(false);
  });

  it('says so where nothing answers', async () => {
    const name = await start();
    await hub!.close();
    await expect(lookUp(never(), name)).rejects.toThrow(/could not be reached/);
  });
});
