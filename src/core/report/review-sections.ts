import { nameOf } from '../dataset/names.ts';
import { isStale } from '../dataset/table.ts';
import { NO_LABEL, REVIEWED } from '../dataset/types.ts';
import type { ExportSet } from '../exports/export-set.ts';
import { pngOf } from '../exports/png-writer.ts';
import { formatCount, formatDecimal, formatPlural } from '../format.ts';
import { sayExpected, sayRange } from '../insights/say-expected.ts';
import { countProgress } from '../review/queue.ts';
import { NOT_RANKED, className, cut, type Facts } from './facts.ts';
import { table as tableBlock, text, type ReportBlock, type ReportPicture, type ReportSection } from './report.ts';

/** Suspects and decisions that are shown with their picture at most. */
const MOST_PICTURES = 24;
/** Kinds of changes that are named at most. */
const MOST_KINDS = 20;

/** “12 labels were corrected, 30 confirmed and 2 excluded.” */
export function sayDecided({ set, all }: Facts): string {
  const { kept, relabelled, unsure } = countProgress(set.table, all);
  const excluded = set.table.excluded.reduce((sum, one) => sum + one, 0);
  if (kept + relabelled + unsure + excluded === 0) return 'Nobody has decided about a label yet.';
  const parts = [
    formatPlural(relabelled, 'label was corrected', 'labels were corrected'),
    `${formatCount(kept)} confirmed`,
    `${formatCount(excluded)} excluded`,
    ...(unsure > 0 ? [`${formatCount(unsure)} left as unsure`] : []),
  ];
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`;
}

/** The likeliest mistakes, with pictures. */
export async function suspectSection({ set, ranking }: Facts): Promise<ReportSection> {
  const { table } = set;
  const title = 'Suspects';
  if (!ranking) return { title, blocks: [text(NOT_RANKED)] };
  const { curve } = ranking;
  const open = Array.from(curve.ranked).filter(
    (i) => table.reviewed[i] === REVIEWED.no && table.excluded[i] === 0 && !isStale(table, curve.key, i),
  );
  const shown = open.slice(0, MOST_PICTURES);
  if (shown.length === 0) return { title, blocks: [text('Every label that was judged is decided about.')] };
  const pictures = await picturesOf(set, shown, (i) => {
    const given = className(set, table.current[i]);
    const predicted = table.predicted?.[i] ?? NO_LABEL;
    const probability = formatDecimal(curve.believed.probabilities[i]);
    const suggested = predicted !== NO_LABEL && predicted !== table.current[i];
    return [suggested ? { old: given, now: className(set, predicted) } : given, probability];
  });
  return {
    title,
    blocks: [
      text(
        `The ${formatCount(shown.length)} likeliest mistakes of the ${formatCount(open.length)} labels that nobody has decided about: label, what is suggested, label-error probability.`,
      ),
      { kind: 'pictures', pictures },
    ],
  };
}

/** What was decided. */
export async function decidedSection(facts: Facts): Promise<ReportSection> {
  const { set, all } = facts;
  const { table, decisions } = set;
  const title = 'Decisions';
  const { left } = countProgress(table, all);
  const blocks: ReportBlock[] = [text(sayDecided(facts))];
  if (left && decisions.size > 0) {
    const mistakes = Math.round(left.expected) === 1 ? 'mistake' : 'mistakes';
    blocks.push(
      text(`Left: ${sayExpected(left)} ${mistakes} among the labels that nobody has decided about, ${sayRange(left)}.`),
    );
  }
  const corrected = [...all].filter((i) => table.given[i] !== table.current[i]);
  if (corrected.length === 0) return { title, blocks };
  const kinds = new Map<string, { from: number; to: number; count: number }>();
  for (const i of corrected) {
    const [from, to] = [table.given[i], table.current[i]];
    const kind = kinds.get(`${from} ${to}`) ?? { from, to, count: 0 };
    kind.count += 1;
    kinds.set(`${from} ${to}`, kind);
  }
  const frequent = [...kinds.values()].sort((a, b) => b.count - a.count);
  const rows = frequent
    .slice(0, MOST_KINDS)
    .map(({ from, to, count }) => [className(set, from), className(set, to), formatCount(count)]);
  blocks.push(
    tableBlock('Labels that are others now', ['Given', 'Now', 'Samples'], rows, 2),
    ...cut(frequent.length, rows.length, 'kind of change', 'kinds of change'),
  );
  const latest = [...corrected]
    .sort((a, b) => (decisions.get(b)?.at ?? 0) - (decisions.get(a)?.at ?? 0))
    .slice(0, MOST_PICTURES);
  const pictures = await picturesOf(set, latest, (i) => [
    { old: className(set, table.given[i]), now: className(set, table.current[i]) },
  ]);
  blocks.push(
    text(
      latest.length === corrected.length
        ? 'All of them:'
        : `The latest ${formatCount(latest.length)} of ${formatCount(corrected.length)}:`,
    ),
    { kind: 'pictures', pictures },
  );
  return { title, blocks };
}

async function picturesOf(
  set: ExportSet,
  samples: readonly number[],
  linesOf: (index: number) => ReportPicture['lines'],
): Promise<ReportPicture[]> {
  const pngs = new Map<number, Uint8Array>();
  // Read in ascending order, which is cheap.
  for (const index of [...samples].sort((a, b) => a - b)) {
    pngs.set(index, await pngOf(await set.pixels(index), set.width, set.height));
  }
  return samples.map((index) => ({ png: pngs.get(index)!, name: nameOf(set.table, index), lines: linesOf(index) }));
}
