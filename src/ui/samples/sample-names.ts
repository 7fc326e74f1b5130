import { nameOf, printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';

/** What a sample is called on screen: its name where the data set has names, else “sample 17”. */
export function sampleTitle(table: Table, index: number): string {
  return table.names ? printable(nameOf(table, index)) : `sample ${index}`;
}

/** A class's name as it can be shown; “no label” for a number that is of none. */
export function classTitle(classes: readonly string[], label: number): string {
  const name = classes[label] as string | undefined;
  return name === undefined ? 'no label' : printable(name);
}

/** The same where a line begins with it: “Sample 17”. */
export function sampleHeading(table: Table, index: number): string {
  return table.names ? sampleTitle(table, index) : `Sample ${index}`;
}

/** What an edit of one sample begins with, as the journal has it. */
const OF_ONE = /^((?:undo: )?(?:relabel|keep|confirm|unsure of|exclude|take in again|tag|untag)) sample (\d+)/;

/** An edit's title as it can be shown, a sample in it by its name where the data set has names. */
export function editTitle(title: string, table: Table): string {
  return printable(title).replace(
    OF_ONE,
    (_, verb: string, index: string) => `${verb} ${sampleTitle(table, Number(index))}`,
  );
}
