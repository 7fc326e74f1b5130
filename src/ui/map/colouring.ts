import { standingClasses } from '../../core/dataset/classes.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { NO_LABEL, REVIEWED, TAG_PROCESSED } from '../../core/dataset/types.ts';
import { catalogue } from '../../core/insights/catalogue.ts';
import { fieldAt, labelField, type LabelField } from '../../core/views/fields.ts';
import { fieldTitle, valueTitle } from '../samples/field-titles.ts';
import { classColour, mix, scaleColour, type Rgb, type Theme } from './map-colours.ts';

/** What dots can be coloured by: a label, a score or confidence (`insights.<key>`, `confidence`), what was found, a tag (`tags.<name>`). */
export interface ColourChoice {
  path: string;
  title: string;
}

/** One entry of a legend that can be turned off. */
export interface LegendEntry {
  code: number;
  name: string;
  colour: Rgb;
}

/** How every sample is coloured. */
export interface Colouring {
  /** Code of the legend's entry that sample i belongs to; all 0 on a scale. */
  codeOf: (index: number) => number;
  colourOf: (index: number) => Rgb;
  /** The entries, or none where a scale is shown. */
  entries: LegendEntry[];
  /** The scale's ends. */
  scale: { low: number; high: number; reversed: boolean } | null;
}

const LABELS: readonly LabelField[] = ['given', 'current', 'predicted', 'true'];

/** Everything that a table's samples can be coloured by, in the order to offer it. */
export function colourChoices(table: Table): ColourChoice[] {
  const told = (field: LabelField): boolean =>
    field === 'true' ? table.truth.some((label) => label !== NO_LABEL) : field !== 'predicted' || !!table.predicted;
  const numbers = [...table.scores.keys()].map((key) => `insights.${key}`);
  if (table.confidence) numbers.push('confidence');
  const found = [
    ...(told('true') ? [{ path: 'wrong', title: 'Known wrong' }] : []),
    ...(table.reviewed.some((decision) => decision !== REVIEWED.no) ? [{ path: 'reviewed', title: 'Reviewed' }] : []),
  ];
  return [
    ...LABELS.filter(told).map((path) => ({ path, title: fieldTitle(table, path) })),
    ...numbers.map((path) => ({ path, title: fieldTitle(table, path) })),
    ...found,
    ...table.tags.filter((tag) => tag !== TAG_PROCESSED).map((tag) => ({ path: `tags.${tag}`, title: `Tag: ${tag}` })),
  ];
}

/** Colours by a path of `colourChoices`; by the given label where the table has no such path any more. */
export function colouring(table: Table, path: string, theme: Theme, neutral: Rgb): Colouring {
  if (path.startsWith('tags.')) {
    const bit = table.tags.indexOf(path.slice('tags.'.length));
    if (bit >= 0) return byTag(table, bit, theme, neutral);
  }
  const score = table.scores.get(path.replace(/^insights\./, ''));
  if (score) {
    const reversed = catalogue[score.method].suspectWhen === 'low';
    return byNumber(score.values, reversed, theme, neutral);
  }
  if (path === 'confidence' && table.confidence) return byNumber(table.confidence, true, theme, neutral);
  if (path === 'wrong') return byTruth(table, theme, neutral);
  if (path === 'reviewed') return byReview(table, theme, neutral);
  const label = LABELS.includes(path as LabelField) ? (path as LabelField) : 'given';
  return byLabel(table, label, theme, neutral);
}

function byLabel(table: Table, label: LabelField, theme: Theme, neutral: Rgb): Colouring {
  const { values } = labelField(table, label);
  const none = table.classes.length;
  const colours = table.classes.map((_, code) => classColour(code, theme));
  const entries = standingClasses(table).map((code) => {
    return { code, name: printable(table.classes[code]), colour: colours[code] };
  });
  if (Array.prototype.includes.call(values, NO_LABEL)) entries.push({ code: none, name: 'no label', colour: neutral });
  const codeOf = (index: number): number => (values[index] === NO_LABEL ? none : values[index]);
  return { codeOf, colourOf: (index) => colours[codeOf(index)] ?? neutral, entries, scale: null };
}

function byTag(table: Table, bit: number, theme: Theme, neutral: Rgb): Colouring {
  const entries = [
    { code: 0, name: `not ${table.tags[bit]}`, colour: mix(neutral, classColour(0, theme), 0.25) },
    { code: 1, name: table.tags[bit], colour: classColour(1, theme) },
  ];
  const codeOf = (index: number): number => (table.tagBits[index] >>> bit) & 1;
  return { codeOf, colourOf: (index) => entries[codeOf(index)].colour, entries, scale: null };
}

/** Whether the current label is the true one, where that is known. */
function byTruth({ current, truth }: Table, theme: Theme, neutral: Rgb): Colouring {
  const entries = [
    { code: 0, name: 'label right', colour: classColour(0, theme) },
    { code: 1, name: 'label wrong', colour: classColour(1, theme) },
    { code: 2, name: 'truth not known', colour: neutral },
  ];
  const codeOf = (index: number): number => (truth[index] === NO_LABEL ? 2 : Number(current[index] !== truth[index]));
  return { codeOf, colourOf: (index) => entries[codeOf(index)].colour, entries, scale: null };
}

/** What a person decided. */
function byReview(table: Table, theme: Theme, neutral: Rgb): Colouring {
  const { names, values } = fieldAt(table, 'reviewed');
  const entries = names.map((name, code) => {
    return {
      code,
      name: valueTitle('reviewed', name),
      colour: code === REVIEWED.no ? neutral : classColour(code - 1, theme),
    };
  });
  return { codeOf: (index) => values[index], colourOf: (index) => entries[values[index]].colour, entries, scale: null };
}

/** On a scale of 256 steps; the suspect end has the most contrast. Samples without a value are neutral. */
function byNumber(values: Float32Array, reversed: boolean, theme: Theme, neutral: Rgb): Colouring {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const steps = Array.from({ length: 256 }, (_, step) => scaleColour(step / 255, theme));
  const colourOf = (index: number): Rgb => {
    const value = values[index];
    if (Number.isNaN(value)) return neutral;
    const share = high > low ? (value - low) / (high - low) : 0;
    return steps[Math.round((reversed ? 1 - share : share) * 255)];
  };
  const known = high >= low;
  return { codeOf: () => 0, colourOf, entries: [], scale: known ? { low, high, reversed } : null };
}
