import type { ImportResult } from '../../src/contracts/importer.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { NormalisationSums } from '../../src/core/dataset/normalisation.ts';
import { PICTURE } from '../../src/core/formats/cifar/batch.ts';
import { readDataset } from '../../src/core/formats/cifar/read-dataset.ts';
import { finishImport, holdImport } from '../../src/store/datasets.ts';
import { SHARD_SAMPLES, writeShard } from '../../src/store/shards.ts';
import type { OpenedArchive } from './open-source.ts';
import { ProgressMeter } from './progress-meter.ts';

/** Reads an archive of CIFAR's layouts straight into shards, as a stream. */
export async function storeArchive(
  { source, origin, images }: OpenedArchive,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<ImportResult> {
  const meter = new ProgressMeter(onProgress, images, () => performance.now());
  return holdImport(signal, async (datasetId) => {
    const colours = new NormalisationSums();
    const sink = {
      blockSamples: SHARD_SAMPLES,
      async write(bytes: Uint8Array, path: string): Promise<number> {
        signal.throwIfAborted();
        colours.add(bytes);
        const id = await writeShard(datasetId, bytes);
        meter.add(bytes.length / PICTURE, path.slice(path.lastIndexOf('/') + 1));
        return id;
      },
    };
    const { dataset, notes } = await readDataset([source], sink, signal);
    signal.throwIfAborted();
    await finishImport(datasetId, { ...dataset, normalisation: colours.result(), source: origin }, Date.now());
    meter.finish();
    return { datasetId, sampleCount: dataset.sampleCount, elapsedMs: meter.elapsedMs, notes };
  });
}
