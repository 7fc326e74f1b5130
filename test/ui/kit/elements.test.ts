import { describe, expect, it, vi } from 'vitest';
import type { Job } from '../../../src/api/jobs.ts';
import '../../../src/ui/kit/empty.ts';
import '../../../src/ui/kit/error-note.ts';
import '../../../src/ui/kit/job-bar.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { clickButton, deepQuery, mount, textOf } from '../../support/elements.ts';

const JOB: Job = {
  id: 1,
  kind: 'import',
  title: 'Importing cifar-10-binary.tar.gz',
  status: 'running',
  progress: {
    activity: 'reading data_batch_3.bin',
    done: 24_000,
    total: 60_000,
    unit: 'samples',
    perSecond: 8000.4,
    etaMs: 4500,
  },
  startedAt: 0,
  cancel: () => {},
};

function jobBar(job: Job) {
  const bar = document.createElement('look-job-bar');
  bar.job = job;
  return mount(bar);
}

describe('a job bar', () => {
  it('says what runs, how far it is, how fast and how long still', async () => {
    const bar = await jobBar(JOB);
    expect(textOf(bar)).toBe(
      'Importing cifar-10-binary.tar.gz reading data_batch_3.bin 24,000 of 60,000 samples · 8,000 samples/s · 5 s left Cancel',
    );
    const progress = deepQuery<HTMLProgressElement>(bar, 'progress')!;
    expect(progress.position).toBeCloseTo(0.4);
    await expectAccessible();
  });

  it('shows that something goes on while nothing is known', async () => {
    const bar = await jobBar({ ...JOB, progress: null });
    expect(textOf(bar)).toBe('Importing cifar-10-binary.tar.gz starting Cancel');
    expect(deepQuery<HTMLProgressElement>(bar, 'progress')!.position).toBe(-1);
  });

  it('names the data set that it is about, once', async () => {
    const ofTiny = { ...JOB, title: 'Training “quick”', dataset: 'Tiny' };
    expect(textOf(await jobBar(ofTiny))).toContain('Training “quick” · “Tiny”');
    const named = await jobBar({ ...JOB, title: 'Judging the labels of “Tiny”', dataset: 'Tiny' });
    expect(textOf(named).split('Tiny')).toHaveLength(2);
  });

  it('cancels its job', async () => {
    const cancel = vi.fn();
    await clickButton(await jobBar({ ...JOB, cancel }), 'Cancel');
    expect(cancel).toHaveBeenCalledOnce();
  });
});

it('an error note is announced, and gone without a message', async () => {
  const note = document.createElement('look-error-note');
  note.message = 'data_batch_3.bin looks cut off. Nothing was imported.';
  note.dismissible = true;
  await mount(note);
  expect(deepQuery(note, '[role=alert]')).not.toBeNull();
  await expectAccessible();
  const dismissed = vi.fn();
  note.addEventListener('look-dismiss', dismissed);
  await clickButton(note, 'Dismiss');
  expect(dismissed).toHaveBeenCalledOnce();
  note.message = '';
  await note.updateComplete;
  expect(textOf(note)).toBe('');
});

it('an empty place says why and what to do', async () => {
  const empty = document.createElement('look-empty');
  Object.assign(empty, { heading: 'No scores yet', text: 'Train a network first.' });
  await mount(empty);
  expect(textOf(empty)).toBe('No scores yet Train a network first.');
  await expectAccessible();
});
