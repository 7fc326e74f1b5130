import { describe, expect, it } from 'vitest';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import {
  linkFromText,
  linkToText,
  withClassNames,
  withClassNumbers,
  type SharedLink,
} from '../../../src/core/views/share-link.ts';
import type { ViewStage } from '../../../src/core/views/stages.ts';

const CLASSES = ['cat', 'grüner Hund', '</script>'];
const STAGES: ViewStage[] = [
  { stage: 'matchSplits', splits: ['train'] },
  { stage: 'matchLabels', field: 'given', classes: [1, NO_LABEL] },
  { stage: 'sortBy', field: 'insights.suspicion', reverse: true },
];

const link = (changes: Partial<SharedLink> = {}): SharedLink => ({
  dataset: { kind: 'own', name: 'Bilder „Köln“', samples: 50, fingerprint: 'abc' },
  noise: { kind: 'asymmetric', rate: 0.2, seed: 7, samples: 50, map: { cat: 'dog' } },
  run: { source: 'trained', recipe: 'standard', epochs: 14, batch: 128, seed: 3 },
  view: withClassNames(STAGES, CLASSES),
  ...changes,
});

const withUrl = (url: string): unknown => ({
  ...link(),
  dataset: { kind: 'url', name: 'x', samples: 1, url, fingerprint: 'f' },
});

const written = (value: unknown): string => linkToText(value as SharedLink);

describe('a link', () => {
  it.each<[string, Partial<SharedLink>]>([
    ['files of the person’s own', {}],
    [
      'the demo, with nothing else',
      { dataset: { kind: 'demo', name: 'Emoji-32', samples: 9 }, noise: null, run: null },
    ],
    [
      'an address',
      { dataset: { kind: 'url', name: 'x', samples: 1, url: 'https://example.org/a.tar.gz', fingerprint: 'f' } },
    ],
    [
      'Hugging Face, ranked by the backbone',
      {
        dataset: {
          kind: 'hub',
          name: 'x',
          samples: 1,
          repository: 'a/b',
          revision: 'main',
          splits: ['train'],
          fingerprint: 'f',
        },
        run: { source: 'probe' },
      },
    ],
  ])('comes back as it was: %s', (_, changes) => {
    const text = linkToText(link(changes));
    expect(text).toMatch(/^[\w-]+$/);
    expect(linkFromText(text)).toEqual({ ...link(changes), leftOut: [] });
  });

  it('has classes by name, so that a data set that numbers them otherwise shows the same ones', () => {
    const { view } = linkFromText(linkToText(link()))!;
    const there = { classes: ['grüner Hund', 'x', 'cat'], retired: [] };
    expect(withClassNumbers(view, there)).toEqual({
      stages: [STAGES[0], { ...STAGES[1], classes: [0, NO_LABEL] }, STAGES[2]],
      unknown: [],
    });
  });

  it('names the classes that are not there, merged ones among them', () => {
    const there = { classes: ['cat', 'grüner Hund'], retired: [{ label: 1, into: 0 }] };
    const { stages, unknown } = withClassNumbers(link().view, there);
    expect(unknown).toEqual(['grüner Hund']);
    expect(stages[1]).toMatchObject({ classes: [NO_LABEL] });
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['no data set', { ...link(), dataset: undefined }],
    ['no web address', withUrl('javascript:alert(1)')],
    ['an address with a password', withUrl('https://me:secret@example.org/a.zip')],
    ['an address with a query, which may be secret', withUrl('https://example.org/a.zip?token=secret')],
    [
      'another hub',
      {
        ...link(),
        dataset: {
          kind: 'hub',
          name: 'x',
          samples: 1,
          repository: '../../etc',
          revision: 'x',
          splits: [],
          fingerprint: 'f',
        },
      },
    ],
    ['a fingerprint as a number', { ...link(), dataset: { kind: 'own', name: 'x', samples: 1, fingerprint: 7 } }],
  ])('that holds %s is none', (_, value) => {
    expect(linkFromText(written(value))).toBeNull();
  });

  it.each<[string, string, unknown]>([
    ['too many epochs', 'the run', { ...link(), run: { ...link().run, epochs: 1e9 } }],
    ['a recipe of no name', 'the run', { ...link(), run: { ...link().run, recipe: 'constructor' } }],
    ['a rate beyond all', 'the label noise', { ...link(), noise: { ...link().noise, rate: 7 } }],
    [
      'a class that is no name',
      'the view',
      { ...link(), view: [{ stage: 'matchLabels', field: 'given', classes: [{}] }] },
    ],
    ['a stage that runs something', 'the view', { ...link(), view: [{ stage: 'match', test: 'alert(1)' }] }],
  ])('that holds %s leaves %s out, and says so', (_, part, value) => {
    expect(linkFromText(written(value))?.leftOut).toEqual([part]);
  });

  it('leaves a filter out that has no class which is there', () => {
    const only = withClassNames([{ stage: 'matchLabels', field: 'given', classes: [0] }, STAGES[0]], ['lynx']);
    expect(withClassNumbers(only, { classes: ['cat'], retired: [] })).toEqual({
      stages: [STAGES[0]],
      unknown: ['lynx'],
    });
  });

  it('that is cut off, or no base64, is none', () => {
    const text = linkToText(link());
    expect(linkFromText(text.slice(0, -9))).toBeNull();
    expect(linkFromText('%%%')).toBeNull();
    expect(linkFromText('')).toBeNull();
    expect(linkFromText('A'.repeat(20_000))).toBeNull();
  });

  it('takes nothing over that it does not know', () => {
    const read = linkFromText(written({ ...link(), labels: [1, 2], run: { ...link().run, backend: 'x' } }));
    expect(read).toEqual({ ...link(), leftOut: [] });
  });
});
