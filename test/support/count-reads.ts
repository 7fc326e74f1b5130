import type { DBCore, DBCoreTable } from 'dexie';
import { onTestFinished } from 'vitest';
import { db } from '../../src/store/database.ts';

/** Rows read since the last call, by table: what each was found by. */
export type TakeReads = () => Record<string, string[]>;

/**
 * Counts the rows whose values this origin's database hands out on this page, until the test ends. Looking at an index reads no row.
 * Open what is to be watched only after this.
 */
export async function countReads(): Promise<TakeReads> {
  let reads: Record<string, string[]> = {};
  const note = (table: DBCoreTable, rows: readonly unknown[]): void => {
    for (const row of rows) {
      if (row === undefined) continue;
      (reads[table.name] ??= []).push(String(table.schema.primaryKey.extractKey?.(row)));
    }
  };
  const wrap = (table: DBCoreTable): DBCoreTable => ({
    ...table,
    async get(request) {
      const row: unknown = await table.get(request);
      note(table, [row]);
      return row;
    },
    async getMany(request) {
      const rows: unknown[] = await table.getMany(request);
      note(table, rows);
      return rows;
    },
    async query(request) {
      const answer = await table.query(request);
      if (request.values) note(table, answer.result as unknown[]);
      return answer;
    },
    async openCursor(request) {
      const cursor = await table.openCursor(request);
      if (cursor && request.values) note(table, [cursor.value]);
      return cursor;
    },
  });
  db.close({ disableAutoOpen: false });
  db.use({
    stack: 'dbcore',
    name: 'count-reads',
    create: (core: DBCore) => ({ ...core, table: (name) => wrap(core.table(name)) }),
  });
  await db.open();
  onTestFinished(async () => {
    db.close({ disableAutoOpen: false });
    db.unuse({ stack: 'dbcore', name: 'count-reads' });
    await db.open();
  });
  return () => {
    const taken = reads;
    reads = {};
    return taken;
  };
}
