import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeArchive } from '../../../scripts/test-archives.mjs';

/** A folder for the files of a story, and how it goes. */
export function storyFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-files-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Unpacks real CIFAR pictures into `folder`: `train/CLASS/00017.jpg`, `test/CLASS/50003.jpg`.
 * @returns whether it could: false where the pictures that real archives are made of are missing
 */
export function unpackCifar(folder: string, counts: { train: number; test: number }): boolean {
  const archive = makeArchive('cifar-10-folders.tar.gz', counts);
  if (!archive) return false;
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  return true;
}

/** Paths of all files in a folder, with slashes, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
