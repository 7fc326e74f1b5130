import type { Look } from '../../api/look.ts';
import { previewExclude, previewRelabel, relabelTitle, samplesTitle } from '../../core/edits/edit-preview.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
import type { Edit } from '../../core/edits/edit.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import type { FixAction } from './fix-keys.ts';

/** A change to many samples at once, to be looked at before it is made. */
export interface BulkPlan {
  /** “Relabel 214 samples cat → dog”. */
  title: string;
  /** What it comes to, line by line. */
  lines: string[];
  /** Samples that would change; with 0 there is nothing to do. */
  changed: number;
  carryOut: () => Promise<Edit | null>;
}

/** What an action would do to the picked samples. @returns null where it is none for many */
export function planBulk(look: Look, indices: Uint32Array, action: FixAction): BulkPlan | null {
  const { classes, predicted } = look.session.table!;
  switch (action.do) {
    case 'set-class':
      return planRelabel(look, indices, action.label, () => look.relabel(indices, classes[action.label]));
    case 'accept': {
      if (!predicted) throw new Error('Nothing is suggested yet: train a network and predict with it first.');
      const known = indices.filter((i) => predicted[i] !== NO_LABEL);
      const labels = Uint16Array.from(known, (i) => predicted[i]);
      return planRelabel(look, known, labels, () => look.relabelAsPredicted(known));
    }
    case 'keep':
      return {
        title: `Keep ${samplesTitle(indices.length)} as labelled`,
        lines: ['Their labels stay, and they count as reviewed.'],
        changed: indices.length,
        carryOut: () => look.keep(indices),
      };
    case 'exclude': {
      const { changed, already } = previewExclude(look.session.table!, indices, true);
      return {
        title: `Exclude ${samplesTitle(changed)} from training`,
        lines: [
          'Nothing is deleted: the next training leaves them out.',
          ...(already > 0 ? [`${formatCount(already)} of those picked are excluded already.`] : []),
        ],
        changed,
        carryOut: () => look.exclude(indices),
      };
    }
    default:
      return null;
  }
}

function planRelabel(
  look: Look,
  indices: Uint32Array,
  labels: number | Uint16Array,
  carryOut: BulkPlan['carryOut'],
): BulkPlan {
  const table = look.session.table!;
  const preview = previewRelabel(table, indices, labels);
  const title = relabelTitle(preview, table.classes);
  const name = (label: number): string => (label === NO_LABEL ? 'no label' : table.classes[label]);
  const side = (word: string, counts: typeof preview.from): string[] =>
    counts.length < 2 ? [] : [`${word}: ${counts.map((c) => `${name(c.label)} ${formatCount(c.count)}`).join(', ')}`];
  return {
    title: title.charAt(0).toUpperCase() + title.slice(1),
    lines: [
      ...side('Labels now', preview.from),
      ...side('Labels then', preview.to),
      ...(preview.already > 0
        ? [
            `${formatPlural(preview.already, 'sample has', 'samples have')} that label already and ${preview.already === 1 ? 'counts' : 'count'} as kept.`,
          ]
        : []),
      ...(preview.excluded > 0
        ? [
            `${formatPlural(preview.excluded, 'sample is', 'samples are')} excluded and ${preview.excluded === 1 ? 'stays' : 'stay'} so.`,
          ]
        : []),
    ],
    changed: preview.total,
    carryOut,
  };
}
