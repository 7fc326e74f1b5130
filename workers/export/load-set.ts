import { NO_RUN, type RunInsights } from '../../src/store/standing-insights.ts';
import type { Table } from '../../src/core/dataset/table.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import type { Background, ExportSet, OriginalFile } from '../../src/core/exports/export-set.ts';
import { pngOf } from '../../src/core/exports/png-writer.ts';
import { pictureKind, type ReadableKind } from '../../src/core/formats/picture-kind.ts';
import { datedDecisions } from '../../src/core/review/decisions.ts';
import { datasetGone } from '../../src/store/columns.ts';
import { standingNoise, undoneEdits } from '../../src/core/edits/edit-history.ts';
import { compare } from '../../src/store/compare.ts';
import { db } from '../../src/store/database.ts';
import { listEdits } from '../../src/store/journal.ts';
import { LabelMemory } from '../../src/store/label-memory.ts';
import { OriginalsReader } from '../../src/store/originals.ts';
import { listRuns } from '../../src/store/runs.ts';
import { readInsights } from '../../src/store/read-insights.ts';
import { readShard, shardOf } from '../../src/store/shards.ts';
import { ShardCache } from '../shared/shard-cache.ts';

/** Pictures are read in ascending order, so that a few shards are enough. */
const SHARD_BYTES = 16 * 2 ** 20;
/** Bytes by which a picture's kind is told; an SVG may begin with a comment. */
const HEAD_BYTES = 4096;

const ENDINGS: Record<ReadableKind, string> = {
  ...{ JPEG: 'jpg', PNG: 'png', WebP: 'webp', GIF: 'gif', BMP: 'bmp', AVIF: 'avif', TIFF: 'tif', SVG: 'svg' },
};

/**
 * Reads what an export is made of: labels, decisions and what a run says as they are stored now; pictures when they are asked for.
 * @throws UserError 'deleted' where the data set was
 */
export async function loadExportSet(datasetId: number, runId: number | null): Promise<ExportSet> {
  const memory = await LabelMemory.load(datasetId);
  if (!memory) throw datasetGone();
  const insights: RunInsights = runId === null ? NO_RUN : (await readInsights(datasetId, runId)).insights;
  memory.takeInsights(insights);
  const { info, edits, undone } = memory;
  const table = memory.table!;
  const cache = new ShardCache(SHARD_BYTES, readShard);
  const reader = new OriginalsReader(info);
  const size = info.width * info.height * 3;
  const pixels = async (index: number): Promise<Uint8Array> => {
    const shard = shardOf(info, index);
    const at = (index - shard.start) * size;
    return (await cache.get(shard)).subarray(at, at + size);
  };
  const original = async (index: number): Promise<OriginalFile> => {
    if (info.originals === 'shards') return pngFile(await pixels(index), info.width, info.height);
    const picture = await reader.read(index);
    if ('pixels' in picture) return pngFile(picture.pixels, picture.width, picture.height);
    const bytes = picture.bytes ?? new Uint8Array(await picture.file.arrayBuffer());
    const kind = pictureKind(bytes.subarray(0, HEAD_BYTES));
    return { bytes, extension: kind && 'readable' in kind ? ENDINGS[kind.readable] : 'bin' };
  };
  return {
    ...{ name: info.name, format: info.format, width: info.width, height: info.height, table, pixels, original },
    decisions: datedDecisions(edits, undone, table.reviewed),
    background: () => readBackground(info, table),
  };
}

/** What is known of a data set and its runs as they are stored now. */
async function readBackground(info: DatasetInfo, table: Table): Promise<Background> {
  const [row, runs, edits] = await Promise.all([db.datasets.get(info.id), listRuns(info.id), listEdits(info.id)]);
  const noise = standingNoise(edits, undoneEdits(edits));
  return {
    ...{ source: info.source, importedAt: info.createdAt, fingerprint: row?.fingerprint ?? null, runs },
    injected: noise?.kind === 'noise' ? noise.title : null,
    compare: (before, after, indices) => compare(info.id, table, [before, after], indices),
  };
}

const pngFile = async (pixels: Uint8Array, width: number, height: number): Promise<OriginalFile> => ({
  bytes: await pngOf(pixels, width, height),
  extension: 'png',
});
