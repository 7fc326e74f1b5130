/** Columns from which they are taken for annotators': two may as well be before and after, or truth and prediction. */
const FEWEST = 3;

/** Of the words of the column that has fewer, those that two columns share at least. */
const SHARED = 0.5;

/** Cohen's kappa from which two columns agree by more than chance: they are of the same question. */
const AGREES = 0.3;

/**
 * Columns that hold the same words and mostly agree, row by row, as those of annotators do who labelled the same pictures. Three or more; none
 * where fewer do.
 * @param columns cells of each, in the same order of rows; '' or undefined for none
 * @returns their places, ascending
 * @see J. Cohen (1960), A coefficient of agreement for nominal scales
 */
export function agreeingColumns(columns: readonly (readonly (string | undefined)[])[]): number[] {
  for (const first of columns.keys()) {
    const group = [...columns.keys()].filter(
      (at) => at === first || (at > first && isOfOneQuestion(columns[first], columns[at])),
    );
    if (group.length >= FEWEST) return group;
  }
  return [];
}

function isOfOneQuestion(one: readonly (string | undefined)[], other: readonly (string | undefined)[]): boolean {
  const [counts, otherCounts] = [new Map<string, number>(), new Map<string, number>()];
  let [rows, same] = [0, 0];
  one.forEach((cell, row) => {
    const [a, b] = [cell?.toLowerCase(), other[row]?.toLowerCase()];
    if (!a || !b) return;
    rows += 1;
    same += Number(a === b);
    counts.set(a, (counts.get(a) ?? 0) + 1);
    otherCounts.set(b, (otherCounts.get(b) ?? 0) + 1);
  });
  const shared = [...counts.keys()].filter((word) => otherCounts.has(word));
  if (shared.length < 2 || shared.length < SHARED * Math.min(counts.size, otherCounts.size)) return false;
  const agreed = same / rows;
  const chance = shared.reduce((sum, word) => sum + (counts.get(word)! / rows) * (otherCounts.get(word)! / rows), 0);
  return (agreed - chance) / (1 - chance) >= AGREES;
}
