import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import { afterAll, describe, expect, it } from 'vitest';
import { makeArchive } from '../../scripts/test-archives.mjs';
import { ROOT } from '../../scripts/setup.mjs';
import { SCORE_METHODS } from '../../src/core/insights/methods.ts';
import { openProfile } from './support/profile.ts';

const SCORES = [...SCORE_METHODS].sort();
const TRAIN = 500;
const TEST = 100;
const archive = makeArchive('cifar-10-binary.tar.gz', { train: TRAIN, test: TEST });
const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-walkthrough-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command as a person does; paths are relative to the temporary folder. */
function walkthrough(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'scripts/walkthrough.mjs'), ...args], { cwd: folder });
    const said = { out: '', err: '' };
    child.stdout.on('data', (data: Buffer) => (said.out += data));
    child.stderr.on('data', (data: Buffer) => (said.err += data));
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

const rowsOf = (csv: string) =>
  csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));

describe.skipIf(!archive)(
  'a walkthrough on a real archive (skipped where the pictures for test archives are missing)',
  () => {
    it('ends with all its figures as JSON and a row a sample in scores.csv', async () => {
      const line = `${archive} --take 200 --epochs 1 --backend wasm --workers 1 --batch 32 --out results --json`;
      const { code, out, err } = await walkthrough(...line.split(' '));
      expect(err).toMatch(/Importing[\s\S]*Training[\s\S]*Predicting/);
      expect(code).toBe(0);
      const summary = JSON.parse(out.trim().split('\n').at(-1)!);
      expect(summary).toMatchObject({
        samples: TRAIN + TEST,
        taken: 200,
        wrong: 40,
        backend: 'wasm',
        workers: 1,
        parameters: 153_872,
      });
      for (const key of [
        'import_s',
        'backbone_s',
        'train_s',
        'train_images_per_s',
        'pipeline_images_per_s',
        'predict_images_per_s',
      ]) {
        expect(summary[key], key).toBeGreaterThan(0);
      }
      expect(summary.test_accuracy).toBeGreaterThanOrEqual(0);
      expect(Object.keys(summary.scores).sort()).toEqual(SCORES);
      for (const quality of Object.values<Record<string, number>>(summary.scores)) {
        expect(Object.keys(quality)).toEqual(['auroc', 'ap', 'precision_at_100', 'recall_at_n']);
        for (const figure of Object.values(quality)) expect(figure >= 0 && figure <= 1).toBe(true);
      }
      const [head, ...rows] = rowsOf(readFileSync(path.join(folder, 'results/scores.csv'), 'utf8'));
      expect(head.slice(0, 6)).toEqual(['index', 'split', 'given', 'true', 'predicted', 'tags']);
      expect(head.slice(6).sort()).toEqual(SCORES);
      expect(rows.map((row) => Number(row[0]))).toEqual(Array.from({ length: 200 }, (_, index) => index));
      expect(rows.filter((row) => row[2] !== row[3])).toHaveLength(40);
    });

    it('asks the backbone alone, at the side that is given: nothing is trained, and no score is of epochs', async () => {
      const line = `${archive} --take 100 --opinion backbone --backbone-side 64 --json`;
      const { code, out } = await walkthrough(...line.split(' '));
      expect(code).toBe(0);
      const { train_s, backbone_s, backend, scores } = JSON.parse(out.trim().split('\n').at(-1)!);
      expect([train_s, backend]).toEqual([0, null]);
      expect(backbone_s).toBeGreaterThan(0);
      expect(Object.keys(scores).sort()).toEqual(SCORES);
      expect(scores.suspicion.ap).toBeGreaterThan(0);
      expect(scores.area_under_margin).toEqual({ auroc: null, ap: null, precision_at_100: null, recall_at_n: null });
    });

    it('exports the whole data set as it stands after the review: fewer labels of the archive are wrong', async () => {
      const line =
        `${archive} --take 200 --opinion backbone --seed 3 --review 60 --export cifar-binary,labels-csv,issues-table,folders-zip,project ` +
        '--out exports --json';
      const { code, out, err } = await walkthrough(...line.split(' '));
      expect(code, err).toBe(0);
      const { after_review: review } = JSON.parse(out.trim().split('\n').at(-1)!);
      const read = async (file: string) =>
        (await unpackTar(gunzipSync(readFileSync(file))))
          .filter(({ header }) => header.name.endsWith('.bin'))
          .sort((a, b) => (a.header.name < b.header.name ? -1 : 1))
          .map(({ data }) => data!);
      const records = (files: readonly Uint8Array[]) =>
        files.flatMap((data) =>
          Array.from({ length: data.length / 3073 }, (_, i) => data.subarray(i * 3073, (i + 1) * 3073)),
        );
      const before = records(await read(archive!));
      const after = records(await read(path.join(folder, 'exports/cifar-10-binary.tar.gz')));
      expect(after).toHaveLength(TRAIN + TEST);
      expect(after.every((record, i) => Buffer.compare(record.subarray(1), before[i].subarray(1)) === 0)).toBe(true);
      const wrong = after.filter((record, i) => record[0] !== before[i][0]).length;
      expect(wrong).toBe(review.wrong_left);
      expect(wrong).toBeLessThan(40);
      const labels = rowsOf(readFileSync(path.join(folder, 'exports/labels.csv'), 'utf8'));
      expect(labels).toHaveLength(1 + TRAIN + TEST);
      expect(readFileSync(path.join(folder, 'exports/issues.csv'), 'utf8')).toMatch(
        /^index,split,is_label_issue,label_score,/,
      );
      expect(readFileSync(path.join(folder, 'exports/folders.zip')).subarray(0, 2).toString()).toBe('PK');
    });

    it('its project opens in the page, with its decisions', async () => {
      const profile = await openProfile();
      try {
        const { page } = profile;
        await page.locator('#look-files').setInputFiles(path.join(folder, 'exports/project.second-look'));
        await page.waitForFunction(() => window.look.session.run && window.look.session.table?.scores.has('suspicion'));
        const opened = await page.evaluate(() => {
          const { dataset, session } = window.look;
          const { current, classes, reviewed } = dataset.table;
          const labels = Array.from(current, (label) => classes[label]);
          return { labels, decided: reviewed.filter((one) => one !== 0).length, edits: session.journal.length };
        });
        const [head, ...rows] = rowsOf(readFileSync(path.join(folder, 'exports/labels.csv'), 'utf8'));
        expect(opened.labels).toEqual(rows.map((row) => row[head.indexOf('current')]));
        expect(opened.decided).toBe(60);
        expect(opened.edits).toBeGreaterThan(60);
        expect(profile.troubles).toEqual([]);
      } finally {
        await profile.close();
      }
    });

    it('takes given labels from a file, with no noise unless it is asked for', async () => {
      writeFileSync(path.join(folder, 'labels.csv'), 'index,label\n0,ship\n1,3\n2,cat\n');
      const line = `${archive} --take 100 --epochs 1 --backend wasm --workers 1 --labels labels.csv`;
      const { code, out } = await walkthrough(...line.split(' '));
      expect(code).toBe(0);
      expect(out).toMatch(/^600 samples, 100 taken, [123] with a wrong label$/m);
      const rows = rowsOf(readFileSync(path.join(folder, 'out/scores.csv'), 'utf8'));
      expect(rows.slice(1, 4).map((row) => row[2])).toEqual(['ship', 'cat', 'cat']);
    });

    it('takes labels of another case and says so, and ends with 2 where labels are in doubt', async () => {
      writeFileSync(path.join(folder, 'cased.csv'), 'index,label\n0,SHIP\n1,truck\n');
      const common = `${archive} --take 100 --epochs 1 --backend wasm --workers 1`;
      const taken = await walkthrough(...`${common} --labels cased.csv --label-role corrections`.split(' '));
      expect(taken.code).toBe(0);
      expect(taken.err).toMatch(/cased\.csv: .*“SHIP” for “ship”.*Taken: Yes, take them/);
      expect(taken.err).toMatch(/cased\.csv: 2 of 2 rows matched by number/);
      const rows = rowsOf(readFileSync(path.join(folder, 'out/scores.csv'), 'utf8')).slice(1);
      const shifted = rows.map((row, i) => `${i + 1},${row[2]}`);
      writeFileSync(path.join(folder, 'shifted.csv'), ['index,label', ...shifted].join('\n'));
      const doubted = await walkthrough(...`${common} --labels shifted.csv`.split(' '));
      expect(doubted.code).toBe(2);
      expect(doubted.err.trim().split('\n').at(-1)).toMatch(/shifted\.csv: .*If the file counted samples from 1/);
    });

    it('keeps the archive’s labels as true where noise comes on top of labels from a file', async () => {
      const line = `${archive} --take 100 --epochs 1 --backend wasm --workers 1 --labels labels.csv --noise 0.1 --json`;
      const { code, out } = await walkthrough(...line.split(' '));
      expect(code).toBe(0);
      expect(JSON.parse(out).wrong).toBeGreaterThanOrEqual(10);
    });

    it('says in one line that a split does not exist, and ends with 2', async () => {
      const answer = await walkthrough(archive!, '--split', 'validation');
      expect(answer.code).toBe(2);
      expect(answer.err.trim().split('\n').at(-1)).toMatch(/no split “validation”.*train, test/);
    });
  },
);

it('an export that there is not is told in one line, with exit code 2', async () => {
  const { code, out, err } = await walkthrough('--export', 'nothing');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/--export must be one of labels-csv, /);
});

it('a file that is no archive is told in one line, with exit code 2', async () => {
  writeFileSync(path.join(folder, 'notes.tar.gz'), 'these are notes, not pictures');
  const { code, out, err } = await walkthrough('notes.tar.gz');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.trim().split('\n').at(-1)).toMatch(/notes\.tar\.gz/);
});
