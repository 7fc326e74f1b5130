import { openAt, readExactly, type ByteSource } from '../byte-source.ts';
import { planes, type PictureLayout } from '../arrays/picture-array.ts';

/** Sides of pictures that records are looked for with, the likeliest first. */
const SIDES = [32, 96, 64, 48, 28, 128, 16, 84, 112, 224, 256, 24, 20, 8];
/** Records whose labels are looked at to tell how long a record is. */
const LOOKED_AT = 256;
/** Labels above these are none where no file names classes: of pictures, bytes of all sizes would stand there. */
const MOST = { labels: 100, coarse: 20 };

/** How the records of a binary batch are made: one or two labels, then a picture in planes. */
export interface RecordShape {
  /** Bytes of labels before the picture. */
  head: 1 | 2;
  layout: PictureLayout;
  /** Bytes of a record. */
  record: number;
}

/** Records that divide the size of a file, the likeliest first. */
export function recordShapes(size: number, preferTwo: boolean): RecordShape[] {
  const heads = preferTwo ? ([2, 1] as const) : ([1, 2] as const);
  return SIDES.flatMap((side) =>
    ([3, 1] as const).flatMap((channels) =>
      heads.map((head) => ({ head, layout: planes(side, side, channels), record: head + channels * side * side })),
    ),
  ).filter(({ record }) => size > 0 && size % record === 0);
}

/** Whether the labels at the beginning and the end of a file can be labels. */
export async function arePlausible(
  source: ByteSource,
  size: number,
  { head, record }: RecordShape,
  classes: number | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const total = size / record;
  const most = { labels: classes ?? MOST.labels, coarse: MOST.coarse };
  const coarseOf = new Map<number, number>();
  const first = Math.max(0, total - LOOKED_AT);
  for (const start of first > LOOKED_AT ? [0, first] : [0]) {
    for await (const { label, coarse } of labelsOf(
      source,
      start,
      Math.min(total, start + LOOKED_AT),
      head,
      record,
      signal,
    )) {
      if (label >= most.labels) return false;
      if (coarse === undefined) continue;
      if (coarse >= most.coarse || (coarseOf.get(label) ?? coarse) !== coarse) return false;
      coarseOf.set(label, coarse);
    }
  }
  return true;
}

/** All labels of a batch, and its coarse ones where it has two a record. */
export async function readLabels(
  source: ByteSource,
  total: number,
  { head, record }: RecordShape,
  signal: AbortSignal,
): Promise<{ labels: Uint8Array; coarse?: Uint8Array }> {
  const labels = new Uint8Array(total);
  const coarse = head === 2 ? new Uint8Array(total) : undefined;
  let at = 0;
  for await (const found of labelsOf(source, 0, total, head, record, signal)) {
    labels[at] = found.label;
    if (coarse) coarse[at] = found.coarse!;
    at += 1;
  }
  return { labels, ...(coarse && { coarse }) };
}

async function* labelsOf(
  source: ByteSource,
  start: number,
  end: number,
  head: 1 | 2,
  record: number,
  signal: AbortSignal,
): AsyncGenerator<{ label: number; coarse?: number }> {
  const reader = await openAt(source, start * record, signal);
  const bytes = new Uint8Array(head);
  try {
    for (let i = start; i < end; i++) {
      await readExactly(reader, bytes, source.name);
      await reader.skip(record - head);
      yield head === 2 ? { coarse: bytes[0], label: bytes[1] } : { label: bytes[0] };
    }
  } finally {
    reader.cancel();
  }
}
