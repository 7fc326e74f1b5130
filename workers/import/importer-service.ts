import type { ImportResult, Importer } from '../../src/contracts/importer.ts';
import { isDiskFull, UserError } from '../../src/core/errors.ts';
import { PICTURE } from '../../src/core/formats/batch.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import { spaceNeeded } from '../../src/core/formats/need.ts';
import { readDataset } from '../../src/core/formats/read-dataset.ts';
import type { Source } from '../../src/core/formats/source.ts';
import { unlessAborted } from '../../src/core/unless-aborted.ts';
import { finishImport, holdImport } from '../../src/store/datasets.ts';
import { SHARD_SAMPLES, writeShard } from '../../src/store/shards.ts';
import { ensureSpace } from '../../src/store/space.ts';
import { estimateDownload, estimateImages } from './estimate.ts';
import { ProgressMeter } from './progress-meter.ts';
import { fileSource, urlSource } from './sources.ts';

/** Reads CIFAR archives and batches into the store, as a stream. */
export const importer: Pick<Importer, 'importFiles' | 'importUrl'> = {
  importFiles: (signal, files, onProgress) =>
    inWords(signal, files, async () => {
      const images = await unlessAborted(signal, estimateImages(files));
      const meter = new ProgressMeter(onProgress, images, () => performance.now());
      const origin = files.map((file) => file.name).join(', ');
      return importSources(signal, files.map(fileSource), origin, meter);
    }),

  async importUrl(signal, url, onProgress) {
    const source = await urlSource(url, signal);
    return inWords(signal, [source], async () => {
      await unlessAborted(signal, ensureSpace(spaceNeeded([source])));
      const meter = new ProgressMeter(onProgress, estimateDownload(source), () => performance.now());
      return importSources(signal, [source], url, meter);
    });
  },
};

function importSources(
  signal: AbortSignal,
  sources: Source[],
  origin: string,
  meter: ProgressMeter,
): Promise<ImportResult> {
  return holdImport(signal, async (datasetId) => {
    const sink = {
      blockSamples: SHARD_SAMPLES,
      async write(bytes: Uint8Array, path: string): Promise<number> {
        signal.throwIfAborted();
        const id = await writeShard(datasetId, bytes);
        meter.add(bytes.length / PICTURE, path.slice(path.lastIndexOf('/') + 1));
        return id;
      },
    };
    const { dataset, notes } = await readDataset(sources, sink, signal);
    signal.throwIfAborted();
    await finishImport(datasetId, { ...dataset, source: origin }, Date.now());
    meter.finish();
    return { datasetId, sampleCount: dataset.sampleCount, elapsedMs: meter.elapsedMs, notes };
  });
}

/** Rewords what no person should read. */
async function inWords<T>(
  signal: AbortSignal,
  files: readonly { name: string; size: number }[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError) throw error;
    if (isDiskFull(error)) {
      const needed = Math.ceil(spaceNeeded(files) / 1e6).toLocaleString('en');
      throw new UserError(
        'no-space',
        `The disk is full, or the browser lets this page store no more: this import needs about ${needed} MB. ` +
          'Delete a data set here, or free disk space. Nothing was imported.',
      );
    }
    const names = files.map((file) => file.name).join(', ');
    throw importError(
      `${names} could not be read (${String(error)}). This is a fault of Second Look, not of the file.`,
    );
  }
}
