import { NO_LABEL } from '../core/dataset/types.ts';
import { LABEL_COLUMNS, type LabelColumn } from './columns.ts';
import { db } from './database.ts';
import type { JournalRow, LabelColumnName, Patch } from './records.ts';

/** An edit before it has a number. */
export type Edit = Omit<JournalRow, 'seq'>;

/** A cell change that an edit asks for; what was there before is read in the transaction itself. */
export interface Change {
  column: LabelColumnName;
  indices: Uint32Array;
  /** One value an index. */
  values: ArrayLike<number>;
}

const tables = () => [db.journal, db.columns, db.datasets] as const;

/**
 * Appends an edit and applies it to the label columns, in one transaction: the journal is the truth, the columns are
 * its cache. Cells that already hold the wanted value are left out of the record.
 * @param plan reads the columns as they stand inside the transaction and says what to change
 * @returns the journal row, or undefined where nothing changes (nothing is written then)
 */
export async function appendEdit(
  edit: Omit<Edit, 'patches'>,
  plan: (columns: LabelColumns) => Change[],
): Promise<JournalRow | undefined> {
  return db.transaction('rw', [...tables()], async () => {
    const columns = await readLabelColumns(edit.datasetId);
    const patches = plan(columns)
      .map((change) => toPatch(columns[change.column], change))
      .filter((patch) => patch.indices.length > 0);
    if (patches.length === 0) return undefined;
    return write({ ...edit, patches }, columns);
  });
}

/** What an undo did. */
export interface UndoResult {
  /** Cells set back. */
  restored: number;
  /** Samples whose current label a later edit had changed: that label stays. */
  kept: number;
}

/**
 * Takes edit `seq` back by appending its reverse. A cell that has changed since keeps its value.
 * @throws Error where the edit is unknown or was taken back already
 */
export async function undoEdit(seq: number, now: number): Promise<UndoResult> {
  return db.transaction('rw', [...tables()], async () => {
    const target = await db.journal.get(seq);
    if (!target) throw new Error(`there is no edit ${seq}`);
    if (undoneEdits(await listEdits(target.datasetId)).has(seq)) throw new Error(`edit ${seq} was taken back already`);
    const columns = await readLabelColumns(target.datasetId);
    let kept = 0;
    const patches = target.patches.map((patch) => {
      const reverse = reversePatch(patch, columns[patch.column]);
      if (patch.column === 'current') kept = patch.indices.length - reverse.indices.length;
      return reverse;
    });
    await write(
      {
        datasetId: target.datasetId,
        at: now,
        kind: 'undo',
        title: `undo: ${target.title}`,
        details: { kept },
        patches: patches.filter((patch) => patch.indices.length > 0),
        undoes: seq,
      },
      columns,
    );
    return { restored: patches.reduce((sum, patch) => sum + patch.indices.length, 0), kept };
  });
}

/** A data set's edits, oldest first. */
export function listEdits(datasetId: number): Promise<JournalRow[]> {
  return db.journal.where('datasetId').equals(datasetId).sortBy('seq');
}

/**
 * Numbers of the edits that are taken back; an undo that was itself undone counts no more.
 * @param edits a data set's, oldest first
 */
export function undoneEdits(edits: readonly JournalRow[]): Set<number> {
  const undone = new Set<number>();
  for (const row of edits.toReversed()) {
    if (row.undoes !== undefined && !undone.has(row.seq)) undone.add(row.undoes);
  }
  return undone;
}

/** The label columns of one data set. */
export type LabelColumns = Record<LabelColumnName, LabelColumn>;

/** Adds the journal up again from the labels as imported: what the label columns must equal. */
export async function replayJournal(datasetId: number): Promise<LabelColumns> {
  return db.transaction('r', [...tables()], async () => {
    const imported = (await db.columns.get([datasetId, 'imported']))?.data as Uint16Array;
    const columns: LabelColumns = {
      given: imported.slice(),
      current: imported.slice(),
      true: new Uint16Array(imported.length).fill(NO_LABEL),
      tags: new Uint32Array(imported.length),
      excluded: new Uint8Array(imported.length),
      reviewed: new Uint8Array(imported.length),
    };
    for (const row of await listEdits(datasetId)) applyPatches(columns, row.patches);
    return columns;
  });
}

/**
 * The bit of tag `name` in the tags column, given to it on first use. Call it inside the edit's transaction or before.
 * @throws Error when all 32 tags are taken
 */
export async function tagBit(datasetId: number, name: string): Promise<number> {
  return db.transaction('rw', db.datasets, async () => {
    const row = await db.datasets.get(datasetId);
    if (!row) throw new Error(`there is no data set ${datasetId}`);
    const at = row.tags.indexOf(name);
    if (at >= 0) return at;
    if (row.tags.length >= 32) throw new Error(`“${name}” would be tag 33; a data set has at most 32 tags`);
    await db.datasets.update(datasetId, { tags: [...row.tags, name] });
    return row.tags.length;
  });
}

async function readLabelColumns(datasetId: number): Promise<LabelColumns> {
  const rows = await db.columns.bulkGet(LABEL_COLUMNS.map((name) => [datasetId, name]));
  const entries = rows.map((row, j) => {
    if (!row) throw new Error(`data set ${datasetId} has no column ${LABEL_COLUMNS[j]}: it was deleted`);
    return [row.name, row.data];
  });
  return Object.fromEntries(entries) as LabelColumns;
}

function toPatch(column: LabelColumn, change: Change): Patch {
  const places: number[] = [];
  for (let j = 0; j < change.indices.length; j++) if (column[change.indices[j]] !== change.values[j]) places.push(j);
  return {
    column: change.column,
    indices: Uint32Array.from(places, (j) => change.indices[j]),
    before: Uint32Array.from(places, (j) => column[change.indices[j]]),
    after: Uint32Array.from(places, (j) => change.values[j]),
  };
}

function reversePatch(patch: Patch, column: LabelColumn): Patch {
  // Tags are single bits: take back just the bits this edit flipped, whatever else was tagged since.
  if (patch.column === 'tags') {
    const now = Uint32Array.from(patch.indices, (i) => column[i]);
    const then = now.map((bits, j) => {
      const flipped = patch.before[j] ^ patch.after[j];
      return (bits & ~flipped) | (patch.before[j] & flipped);
    });
    return toPatch(column, { column: 'tags', indices: patch.indices, values: then });
  }
  const places: number[] = [];
  for (let j = 0; j < patch.indices.length; j++) if (column[patch.indices[j]] === patch.after[j]) places.push(j);
  return {
    column: patch.column,
    indices: Uint32Array.from(places, (j) => patch.indices[j]),
    before: Uint32Array.from(places, (j) => patch.after[j]),
    after: Uint32Array.from(places, (j) => patch.before[j]),
  };
}

async function write(edit: Edit, columns: LabelColumns): Promise<JournalRow> {
  const seq = (await db.journal.add(edit as JournalRow)) as number;
  applyPatches(columns, edit.patches);
  await writeLabelColumns(edit.datasetId, columns, new Set(edit.patches.map((patch) => patch.column)));
  return { ...edit, seq };
}

function applyPatches(columns: LabelColumns, patches: Patch[]): void {
  for (const { column, indices, after } of patches) {
    const cells = columns[column];
    for (let j = 0; j < indices.length; j++) cells[indices[j]] = after[j];
  }
}

async function writeLabelColumns(datasetId: number, columns: LabelColumns, only?: Set<LabelColumnName>): Promise<void> {
  const names = (Object.keys(columns) as LabelColumnName[]).filter((name) => !only || only.has(name));
  await db.columns.bulkPut(names.map((name) => ({ datasetId, name, data: columns[name] })));
}
