import type { ExportSet } from '../exports/export-set.ts';
import { TAG_MISTAKE } from '../dataset/types.ts';
import { formatMoment, formatPlural } from '../format.ts';
import { sayMistakes } from '../insights/say-expected.ts';
import { NOT_RANKED, readFacts, type Facts } from './facts.ts';
import { budgetSection, classSection, confusionSection, dataSection } from './labels-sections.ts';
import type { Report } from './report.ts';
import { decidedSection, sayDecided, suspectSection } from './review-sections.ts';
import { gainOf, madeSection } from './run-sections.ts';

/**
 * Writes a report on a data set's labels: what it is, how many are likely wrong, the suspects, what was decided, what that was worth, and how
 * it was made. What is not there is said in a sentence.
 * @param version of the product @param now milliseconds since the epoch
 */
export async function writeReport(set: ExportSet, version: string, now: number): Promise<Report> {
  const facts = await readFacts(set);
  const gain = await gainOf(facts);
  return {
    title: `Labels of ${set.name}`,
    made: `Made by Second Look ${version} on ${formatMoment(now)}.`,
    summary: [
      sayEstimate(facts),
      ...sayInjected(facts),
      ...sayChanged(facts),
      sayDecided(facts),
      ...(gain.said ? [gain.said] : []),
    ],
    sections: [
      dataSection(facts),
      classSection(facts),
      budgetSection(facts),
      confusionSection(facts),
      await suspectSection(facts),
      await decidedSection(facts),
      { title: 'Before and after', blocks: gain.blocks },
      madeSection(facts),
    ],
  };
}

const sayEstimate = ({ ranking, set }: Facts): string =>
  ranking ? sayMistakes(ranking.figures, set.table) : NOT_RANKED;

/** Labels that were made wrong on purpose are no fault of the data. */
function sayInjected({ injected, set }: Facts): string[] {
  const { tags, tagBits } = set.table;
  const bit = tags.indexOf(TAG_MISTAKE);
  if (!injected || bit < 0) return [];
  const wrong = tagBits.reduce((count, bits) => count + ((bits >>> bit) & 1), 0);
  return [`${formatPlural(wrong, 'label was', 'labels were')} made wrong on purpose: ${injected}.`];
}

/** What is said of the ranking is of the labels that it was made of. */
function sayChanged({ ranking }: Facts): string[] {
  if (!ranking || ranking.changed === 0) return [];
  return [
    `${formatPlural(ranking.changed, 'label has', 'labels have')} changed since without a decision: the numbers are of those before, until they are ranked again.`,
  ];
}
