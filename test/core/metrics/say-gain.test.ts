import { describe, expect, it } from 'vitest';
import { STANDARD } from '../../../src/core/training/presets.ts';
import type { Run } from '../../../src/core/training/run.ts';
import { choosePair, sayGain, sayUnlike } from '../../../src/core/metrics/say-gain.ts';

let id = 0;
const run = (source: Run['source'], name: string, changes: object = {}): Run =>
  ({ id: ++id, name, source, recipe: STANDARD, seed: 1, ...changes }) as Run;

describe('a gain in words', () => {
  it('is none inside its error, a gain or a loss outside', () => {
    expect(sayGain({ gain: 0.003, error: 0.019 }, 400)).toBe(
      'No difference that 400 samples can show: +0.3 ± 1.9 points.',
    );
    expect(sayGain({ gain: 0.04, error: 0.019 }, 400)).toBe(
      'A gain of +4.0 ± 1.9 points (95 %), over 400 samples that neither run learned from.',
    );
    expect(sayGain({ gain: -0.04, error: 0.019 }, 400)).toMatch(/^A loss of −4\.0 ± 1\.9 points/);
  });
});

describe('the runs to compare', () => {
  it('are a network and the one that it repeats, else the last two trained, and rankings of a backbone only where there is nothing else', () => {
    const [backbone, own] = [run('probe', 'backbone'), run('probe', 'mine')];
    const [first, other] = [run('trained', 'first'), run('trained', 'other')];
    const again = run('trained', 'first again', { parent: first.id });
    const names = (...runs: Run[]): string[] => choosePair(runs).map(({ name }) => name);
    expect(names(first, other, again, backbone)).toEqual(['first', 'first again']);
    expect(names(first, backbone, other, own)).toEqual(['first', 'other']);
    expect(names(backbone, own)).toEqual(['backbone', 'mine']);
    expect(names(backbone, first)).toEqual(['backbone', 'first']);
  });

  it('are said to be unlike where they are: rankings of a backbone are no training', () => {
    const [backbone, own] = [run('probe', 'backbone'), run('probe', 'mine')];
    const first = run('trained', 'first');
    expect(sayUnlike(backbone, own)).toContain(
      'Neither was trained here: “backbone” is a pretrained backbone’s first ranking',
    );
    expect(sayUnlike(backbone, first)).toContain('Train, fix labels and train again to compare like with like.');
    expect(sayUnlike(first, run('trained', 'first again'))).toBe('');
    expect(sayUnlike(first, run('trained', 'second', { seed: 2 }))).toContain('differ in the seed too');
  });
});
