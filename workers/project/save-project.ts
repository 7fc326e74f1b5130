import type { ProjectKeeper } from '../../src/contracts/projects.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { UserError } from '../../src/core/errors.ts';
import { PROJECT_TYPE } from '../../src/core/project/manifest.ts';
import { RUN_TABLES } from '../../src/core/project/verify-runs.ts';
import { ProjectWriter } from '../../src/core/project/write-project.ts';
import { readOriginals, readShards } from '../../src/store/all-pictures.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { datasetGone } from '../../src/store/columns.ts';
import { readFingerprint } from '../../src/store/fingerprint.ts';
import {
  changedMeanwhile,
  readEmbeddingRows,
  readProjectState,
  readRunRows,
  readRunStamp,
} from '../../src/store/project-state.ts';
import { openTarget } from '../shared/target.ts';
import { atMostTenASecond } from '../shared/pace.ts';

/** See ProjectKeeper. */
export const fingerprint: ProjectKeeper['fingerprint'] = async (signal, datasetId, onProgress) => {
  const info = await getDataset(datasetId);
  if (!info) throw datasetGone();
  return readFingerprint(info, signal, lookingAt(info.sampleCount, onProgress));
};

function lookingAt(total: number, onProgress: OnProgress): (done: number) => void {
  const due = atMostTenASecond(() => performance.now());
  return (done) => {
    if (due()) onProgress({ activity: 'looking at the pictures', done, total, unit: 'samples' });
  };
}

/** How often a project is begun again where a run was computed anew while it was being written. */
const MOST_TRIES = 3;

/** See ProjectKeeper. */
export const saveProject: ProjectKeeper['save'] = async (...args) => {
  for (let tries = 1; ; tries++) {
    try {
      return await saveOnce(...args);
    } catch (error) {
      if (tries === MOST_TRIES || !(error instanceof UserError && error.code === 'busy')) throw error;
    }
  }
};

const saveOnce: ProjectKeeper['save'] = async (signal, datasetId, contents, app, to, onProgress) => {
  const target = await openTarget(to, PROJECT_TYPE);
  try {
    const state = await readProjectState(datasetId);
    const { row, dataset, keys } = state;
    const print = await readFingerprint(row, signal, lookingAt(row.sampleCount, onProgress));
    const writer = new ProjectWriter(
      new WritableStream<Uint8Array<ArrayBuffer>>({ write: (chunk) => target.write(chunk) }),
      signal,
    );
    const total = RUN_TABLES.reduce((sum, name) => sum + keys[name].length, row.shards.length);
    let done = 0;
    const due = atMostTenASecond(() => performance.now());
    const told = async function* <T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
      for await (const one of rows) {
        yield one;
        done += 1;
        if (due()) onProgress({ activity: 'writing the project', done, total, unit: 'files' });
      }
    };
    await writer.table('dataset', [dataset]);
    await writer.table('columns', state.columns);
    await writer.table('journal', state.journal);
    await writer.table('views', state.views);
    await writer.table('runs', state.runs);
    for (const name of RUN_TABLES) {
      const wanted = name !== 'features' || contents.features;
      await writer.table(name, wanted ? told(readRunRows(name, state)) : []);
    }
    await writer.table('embeddings', contents.features ? readEmbeddingRows(state) : []);
    if ((await readRunStamp(datasetId)) !== state.stamp) throw changedMeanwhile();
    await writer.table('shards', contents.pictures ? told(readShards(row)) : []);
    await writer.table('originals', contents.pictures ? readOriginals(row) : []);
    const { name, sampleCount, width, height } = row;
    await writer.finish({
      app,
      savedAt: Date.now(),
      dataset: { name, sampleCount, width, height, fingerprint: print },
      ...contents,
    });
    const file = (await target.finish()) ?? (await to!.getFile());
    return { file, lastSeq: state.lastSeq };
  } catch (error) {
    await target.discard();
    signal.throwIfAborted();
    throw error;
  }
};
