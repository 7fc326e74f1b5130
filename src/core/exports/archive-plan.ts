import type { ArchiveFile } from './archive-file.ts';
import { compressed } from './compress.ts';
import type { ExportPlan } from './export-format.ts';
import type { ExportSet } from './export-set.ts';
import { tarOf } from './tar-writer.ts';
import { zipOf } from './zip-writer.ts';

/** Originals by whose mean size all are told. */
const MEASURED_PICTURES = 24;
/** What a file of an archive takes besides its contents, about: two headers with its path. */
const HEAD_BYTES = 180;

/**
 * The files of an archive, one behind the other.
 * @param tick told of samples that are written
 */
export type Files = (tick: (samples: number) => void) => AsyncIterable<ArchiveFile>;

/** A tar archive, packed by gzip. */
export function tarGzPlan(files: Files, plan: Pick<ExportPlan, 'fileName' | 'count' | 'notes'>): ExportPlan {
  return {
    ...archivePlan(files, plan, (all) => compressed(tarOf(all), 'gzip')),
    type: 'application/gzip',
    size: async () => ({ bytes: await sizeOf(files(() => undefined)), most: true }),
  };
}

/** A zip archive whose files are small or come as a stream: what they hold is counted. */
export function zipPlan(files: Files, plan: Pick<ExportPlan, 'fileName' | 'count' | 'notes'>): ExportPlan {
  return {
    ...archivePlan(files, plan, zipOf),
    type: 'application/zip',
    size: async () => ({ bytes: await sizeOf(files(() => undefined)), most: false }),
  };
}

/** A zip archive of pictures as they came: their size is told from some of them. */
export function picturesPlan(
  set: ExportSet,
  indices: Uint32Array,
  files: Files,
  plan: Pick<ExportPlan, 'fileName' | 'notes'>,
): ExportPlan {
  return {
    ...archivePlan(files, { ...plan, count: indices.length }, zipOf),
    type: 'application/zip',
    size: async () => ({ bytes: indices.length * ((await meanSize(set, indices)) + HEAD_BYTES), most: false }),
  };
}

/** Bytes of a picture as it came, by some out of all; 0 where there is none. */
export async function meanSize(set: ExportSet, indices: Uint32Array): Promise<number> {
  const count = Math.min(MEASURED_PICTURES, indices.length);
  let bytes = 0;
  for (let j = 0; j < count; j++) {
    bytes += (await set.original(indices[Math.floor((j * indices.length) / count)])).bytes.length;
  }
  return count === 0 ? 0 : Math.round(bytes / count);
}

function archivePlan(
  files: Files,
  plan: Pick<ExportPlan, 'fileName' | 'count' | 'notes'>,
  pack: (files: AsyncIterable<ArchiveFile>) => AsyncIterable<Uint8Array>,
): Omit<ExportPlan, 'type' | 'size'> {
  return {
    ...plan,
    async preview(lines) {
      const paths: string[] = [];
      for await (const { path } of files(() => undefined)) {
        if (paths.push(path) === lines) break;
      }
      return paths;
    },
    async *write(onSamples) {
      let done = 0;
      const tick = (count: number): void => onSamples((done += count));
      for await (const chunk of pack(files(tick))) if (chunk.length > 0) yield chunk as Uint8Array<ArrayBuffer>;
    },
  };
}

async function sizeOf(files: AsyncIterable<ArchiveFile>): Promise<number> {
  let bytes = 0;
  for await (const { size } of files) bytes += size + HEAD_BYTES;
  return bytes;
}
