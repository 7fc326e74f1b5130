import { getDataset } from '../../src/store/datasets.ts';
import { relabel } from '../../src/tasks/edit-labels.ts';

// A worker has its own connection to the database and hears of changes as another tab does, over a channel.
onmessage = async ({ data }: MessageEvent<{ datasetId: number; index: number; label: number }>) => {
  const info = (await getDataset(data.datasetId))!;
  await relabel(info, Uint32Array.of(data.index), data.label, { by: 'person' });
  postMessage('done');
};
