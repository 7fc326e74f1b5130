import { expect, it } from 'vitest';
import { splitColumn } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { exportSet, exportTable, planOf } from './support.ts';

const COUNT = 1_000_000;
/** What is held of the file at once, at most. */
const MOST_CHUNK_BYTES = 2 ** 20;

it('a million labels leave row by row, in small parts', async () => {
  const splits = [{ name: 'train', start: 0, count: COUNT }];
  const given = Uint16Array.from({ length: COUNT }, (_, i) => i % 3);
  const table = exportTable({
    ...{ count: COUNT, splits, split: splitColumn(splits, COUNT), given, current: given },
    ...{ truth: new Uint16Array(COUNT).fill(NO_LABEL), tagBits: new Uint32Array(COUNT) },
    ...{ excluded: new Uint8Array(COUNT), reviewed: new Uint8Array(COUNT), predicted: null, confidence: null },
    ...{ fields: new Map(), scores: new Map() },
  });
  const plan = planOf('labels-csv', exportSet(table, { decisions: new Map() }));
  const { bytes: expected } = await plan.size();
  const decoder = new TextDecoder();
  let [rows, bytes, largest, last] = [0, 0, 0, ''];
  for await (const chunk of plan.write(() => undefined)) {
    const text = decoder.decode(chunk);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) rows += 1;
    [bytes, largest, last] = [bytes + chunk.length, Math.max(largest, chunk.length), text];
  }
  expect(rows).toBe(COUNT + 1);
  expect(last).toMatch(/\r\n999999,train,cat,cat,[^\r]*\r\n$/);
  expect(largest).toBeLessThan(MOST_CHUNK_BYTES);
  expect(Math.abs(bytes / expected - 1)).toBeLessThan(0.2);
});
