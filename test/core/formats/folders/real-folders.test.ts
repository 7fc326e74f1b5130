import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeArchive } from '../../../../scripts/test-archives.mjs';
import { guessed, open } from './support.ts';

describe('CIFAR-10 as folders of JPEGs', () => {
  it('is read from its archive with splits, classes and sizes', async ({ skip }) => {
    const path = makeArchive('cifar-10-folders.tar.gz', { train: 500, test: 100 });
    if (!path) return skip('the pictures for test archives are missing');
    const reader = await open({ [basename(path)]: new Uint8Array(readFileSync(path)) });
    const { label, split } = guessed(reader) as { label: string[]; split: string[] };
    expect(reader.rows).toBe(600);
    expect(split.filter((name) => name === 'train')).toHaveLength(500);
    expect(split.filter((name) => name === 'test')).toHaveLength(100);
    expect([...new Set(label)].sort()).toEqual([
      'airplane',
      'automobile',
      'bird',
      'cat',
      'deer',
      'dog',
      'frog',
      'horse',
      'ship',
      'truck',
    ]);
    reader.names!.forEach((name, row) => expect(name.startsWith(`${split[row]}/${label[row]}/`)).toBe(true));
    expect(new Set(reader.sizes)).toEqual(new Set([32]));
    expect(reader).toMatchObject({ unreadable: [], strangers: [], notes: [], root: '' });
  });
});
