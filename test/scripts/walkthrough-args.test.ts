import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../scripts/walkthrough/arguments.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-arguments-'));
writeFileSync(path.join(folder, 'cifar.tar.gz'), '');
writeFileSync(path.join(folder, 'labels.csv'), 'index,label\n');
afterAll(() => rmSync(folder, { recursive: true }));

const read = (...args: string[]) => readArguments(args, folder);

describe('what is not said', () => {
  it('is the demo, all of train, 20 % symmetric noise, the standard recipe, seed 1', () => {
    expect(read()).toEqual({
      data: undefined,
      size: undefined,
      take: undefined,
      split: undefined,
      noise: 0.2,
      noiseKind: 'symmetric',
      labels: undefined,
      opinion: 'both',
      backboneSide: undefined,
      recipe: 'standard',
      network: undefined,
      epochs: undefined,
      batch: undefined,
      seed: 1,
      backend: 'auto',
      workers: undefined,
      exports: [],
      out: path.join(folder, 'out'),
      json: false,
    });
    expect(read('demo').data).toBeUndefined();
    expect(read('.', '--size', '64')).toMatchObject({ data: folder, size: 64 });
  });

  it('is no noise where labels come from a file, unless noise is asked for too', () => {
    expect(read('--labels', 'labels.csv')).toMatchObject({ noise: 0, labels: path.join(folder, 'labels.csv') });
    expect(read('--labels', 'labels.csv', '--noise', '0.1').noise).toBe(0.1);
  });
});

it('every choice is read, and paths start in the folder given', () => {
  const line =
    'cifar.tar.gz --take 5000 --split test --noise .4 --noise-kind asymmetric --recipe fiftyone-2020 --network medium ' +
    '--epochs 5 --batch 512 --seed 7 --backend wasm --workers 2 --opinion trained ' +
    '--export folders-zip,npz,npz --out results --json';
  expect(read(...line.split(' '))).toEqual({
    data: path.join(folder, 'cifar.tar.gz'),
    take: 5000,
    split: 'test',
    noise: 0.4,
    noiseKind: 'asymmetric',
    labels: undefined,
    opinion: 'trained',
    backboneSide: undefined,
    recipe: 'fiftyone-2020',
    network: 'medium',
    epochs: 5,
    batch: 512,
    seed: 7,
    backend: 'wasm',
    workers: 2,
    exports: ['folders-zip', 'npz'],
    out: path.join(folder, 'results'),
    json: true,
  });
});

it('the recipe for large data sets has the backbone see them at 128 pixels, unless another side is asked for', () => {
  expect(read('--recipe', 'thorough')).toMatchObject({ recipe: 'thorough', backboneSide: 128 });
  expect(read('--recipe', 'thorough', '--backbone-side', '96').backboneSide).toBe(96);
  expect(read('--backbone-side', '224').backboneSide).toBe(224);
});

describe('a bad argument is one line that names it', () => {
  it.each([
    ['missing.tar.gz', /no file .*missing\.tar\.gz/],
    ['--size 4', /8 to 128/],
    ['demo other.tar.gz', /“other\.tar\.gz” is one too many/],
    ['--colour red', /no option --colour; there are --take,/],
    ['-x', /no option -x/],
    ['--take', /--take needs a value/],
    ['--take -5', /--take needs a value/],
    ['--take 0', /--take must be a whole number, 1 or more, not “0”/],
    ['--take 1e3', /--take .*not “1e3”/],
    ['--take 2.5', /--take .*not “2.5”/],
    ['--noise 1.5', /--noise must be a share from 0 to 1/],
    ['--noise 20%', /--noise .*not “20%”/],
    ['--noise-kind pair', /--noise-kind must be one of symmetric, asymmetric, not “pair”/],
    ['--backbone-side 100', /--backbone-side must be one of 64, 96, 128, 160, 224, not “100”/],
    ['--backbone-side 96 --opinion trained', /--backbone-side .* --opinion trained asks none/],
    ['--recipe fast', /--recipe must be one of quick, standard, thorough, fiftyone-2020/],
    ['--network huge', /--network must be one of small, medium, fiftyone-2020/],
    ['--backend cpu', /--backend must be one of auto, webgpu, webgl, wasm/],
    ['--epochs zero', /--epochs/],
    ['--batch 0', /--batch/],
    ['--seed -1', /--seed/],
    ['--seed 4294967296', /--seed must be a whole number, 0 to 4294967295/],
    ['--workers 0', /--workers/],
    ['--labels none.csv', /--labels: there is no file .*none\.csv/],
    ['--export folders', /--export must be one of labels-csv, .*, not “folders”/],
    ['--out labels.csv', /--out: .* is not a folder/],
    ['--json=yes', /--json takes no value/],
  ])('%s', (line, message) => {
    let told = '';
    try {
      read(...line.split(' '));
    } catch (error) {
      expect((error as Error).name).toBe('UsageError');
      told = (error as Error).message;
    }
    expect(told).toMatch(message);
    expect(told).not.toContain('\n');
  });
});
