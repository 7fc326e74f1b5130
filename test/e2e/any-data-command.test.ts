import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../scripts/setup.mjs';
import { storyFolder } from './support/real-folder.ts';

const { folder, remove } = storyFolder();
const COLOURS = { circles: '#c03030', squares: '#3050c0', rings: '#30a050' };
const EACH = 24;

beforeAll(async () => {
  for (const [name, background] of Object.entries(COLOURS)) {
    mkdirSync(path.join(folder, 'photos', name), { recursive: true });
    for (let k = 0; k < EACH; k++) {
      const noise = { type: 'gaussian' as const, mean: 128, sigma: 20 };
      const grain = await sharp({ create: { width: 90 + k, height: 70, channels: 3, background, noise } })
        .png()
        .toBuffer();
      await sharp({ create: { width: 90 + k, height: 70, channels: 3, background } })
        .composite([{ input: grain, blend: 'overlay' }])
        .jpeg()
        .toFile(path.join(folder, 'photos', name, `${k}.jpg`));
    }
  }
});
afterAll(remove);

/** Runs the command as npm does; paths are relative to the story's folder. */
function walkthrough(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', '--prefix', ROOT, 'walkthrough', '--', ...args], {
      cwd: folder,
      shell: process.platform === 'win32',
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (data: Buffer) => (said.out += data));
    child.stderr.on('data', (data: Buffer) => (said.err += data));
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

const JOB = 'photos --size 64 --epochs 1 --backend wasm --workers 1 --batch 16'.split(' ');

/** Rows of scores.csv by their columns' names, where no cell holds a comma. */
function scores(): Record<string, string>[] {
  const lines = readFileSync(path.join(folder, 'out/scores.csv'), 'utf8').trim().split(/\r?\n/);
  const [head, ...rows] = lines.map((line) => line.split(','));
  return rows.map((cells) => Object.fromEntries(head.map((name, k) => [name, cells[k]])));
}

it('the command takes a folder of photos at a size, and says on the error stream what it guessed', async () => {
  const { code, out, err } = await walkthrough(...JOB, '--json');
  expect(code, err).toBe(0);
  expect(err).toMatch(/^photos: .*72 samples\. Taken: label “.+”, split “none”, 64×64, (crop|pad|squeeze)\.$/im);
  expect(JSON.parse(out.trim().split('\n').at(-1)!)).toMatchObject({ samples: 72, taken: 72, workers: 1 });
  const rows = scores();
  expect(rows.map(({ name }) => name)).toContain('rings/7.jpg');
  expect(rows.every(({ name, true: label }) => name.startsWith(`${label}/`))).toBe(true);
});

it('ends with 2 and the question where the labels of a table beside it are in doubt', async () => {
  const rows = scores().map(({ true: label }, k) => `${k + 1},${label}`);
  writeFileSync(path.join(folder, 'labels.csv'), ['index,label', ...rows].join('\n'));
  const { code, out, err } = await walkthrough(...JOB, '--labels', 'labels.csv');
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err.trim().split('\n').at(-1)).toMatch(/labels\.csv: .*If the file counted samples from 1/);
});
