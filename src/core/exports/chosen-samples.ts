import { formatPlural } from '../format.ts';
import type { Table } from '../dataset/table.ts';
import type { ExportOptions } from './export-format.ts';

/** Whether a sample's label is another than the one it came with, or it was excluded. */
const isChanged = ({ given, current, excluded }: Table, index: number): boolean =>
  given[index] !== current[index] || excluded[index] === 1;

/** Samples that go out by the choices of `excluded` and `onlyChanges`, ascending, and a sentence about those that do not. */
export function chosenSamples(
  table: Table,
  { excluded, onlyChanges = false }: ExportOptions,
): { indices: Uint32Array; notes: string[] } {
  const chosen: number[] = [];
  let leftOut = 0;
  for (let i = 0; i < table.count; i++) {
    if (onlyChanges && !isChanged(table, i)) continue;
    if (excluded === 'left-out' && table.excluded[i]) leftOut += 1;
    else chosen.push(i);
  }
  const notes =
    leftOut > 0
      ? [`${formatPlural(leftOut, 'sample')} left out, because you excluded ${leftOut === 1 ? 'it' : 'them'}.`]
      : [];
  return { indices: Uint32Array.from(chosen), notes };
}
