import type { OpenedProject, ProjectKeeper } from '../../src/contracts/projects.ts';
import { printable } from '../../src/core/dataset/names.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import type { Manifest } from '../../src/core/project/manifest.ts';
import { damaged, projectError } from '../../src/core/project/project-error.ts';
import { ProjectReader } from '../../src/core/project/read-project.ts';
import { verifyDataset, verifyJournal } from '../../src/core/project/verify-dataset.ts';
import { PictureCheck, RUN_TABLES, verifyRunRow, verifyRuns } from '../../src/core/project/verify-runs.ts';
import { readOriginals, readShards } from '../../src/store/all-pictures.ts';
import { holdImport, listDatasets } from '../../src/store/datasets.ts';
import { readFingerprint } from '../../src/store/fingerprint.ts';
import { readFolder } from '../../src/store/folders.ts';
import { ProjectStore } from '../../src/store/open-project.ts';
import { ensureSpace } from '../../src/store/space.ts';
import { atMostTenASecond } from '../shared/pace.ts';

/** What is told while the files of a project are taken in. */
const OPENING = 'opening the project';

/** See ProjectKeeper. */
export const openProject: ProjectKeeper['open'] = async (signal, file, name, onProgress) => {
  const project = await ProjectReader.open(file, name, signal);
  const { manifest } = project;
  const tell = (activity: string, total: number) => {
    const due = atMostTenASecond(() => performance.now());
    return (done: number): void => {
      if (due()) onProgress({ activity, done, total, unit: activity === OPENING ? 'files' : 'samples' });
    };
  };
  const from = manifest.pictures ? null : await sameDataset(manifest, signal, tell);
  await ensureSpace(file.size);
  const tellFiles = tell(OPENING, project.progress.total);
  return holdImport(signal, async (datasetId): Promise<OpenedProject> => {
    const store = new ProjectStore(datasetId);
    const [dataset, ...others] = await project.all('dataset');
    if (dataset === undefined || others.length > 0) throw damaged('dataset', 'has not one row');
    const columns = await project.all('columns');
    const journal = await project.all('journal');
    const views = await project.all('views');
    const runs = await project.all('runs');
    verifyDataset(dataset, columns);
    verifyJournal(journal, columns, dataset);
    verifyRuns(runs, dataset, columns);
    await store.runs(runs);
    for (const table of RUN_TABLES) {
      for await (const row of project.rows(table)) {
        verifyRunRow(table, row, runs, dataset.sampleCount);
        await store.runRow(table, row);
        // Every part of the predictions has features, be there none of them.
        if (table === 'logits' && !manifest.features) {
          const { runId, part } = row as { runId: number; part: number };
          await store.runRow('features', { runId, part, features: new Float32Array(0) });
        }
        tellFiles(project.progress.done);
      }
    }
    for await (const row of project.rows('embeddings')) await store.embedding(row);
    const check = new PictureCheck(dataset);
    const shards = from ? readShards(from) : project.rows('shards');
    for await (const row of shards) {
      check.shard(row);
      await store.shard(row);
      tellFiles(project.progress.done);
    }
    const folder = from?.originals === 'folder' ? await readFolder(from.id) : undefined;
    if (folder) await store.sameFolder(folder);
    for await (const row of from ? (folder ? [] : readOriginals(from)) : project.rows('originals')) {
      check.block(row);
      await store.block(row);
      tellFiles(project.progress.done);
    }
    if (from) await nothingOf(project);
    check.finish();
    project.finish();
    const { info, lastSeq } = await store.finish(dataset, columns, journal, views);
    return { datasetId, sampleCount: info.sampleCount, lastSeq, from: from?.name ?? null };
  });
};

/** Sees to it that a project without pictures has none. */
async function nothingOf(project: ProjectReader): Promise<void> {
  const rows = [...(await project.all('shards')), ...(await project.all('originals'))];
  if (rows.length > 0) throw damaged('shards', 'are there, though the manifest says that they are not');
}

/**
 * The data set of this browser that a project without pictures is about.
 * @throws UserError 'project' that names it where it is not here
 */
async function sameDataset(
  { dataset }: Manifest,
  signal: AbortSignal,
  tell: (stage: string, total: number) => (done: number) => void,
): Promise<DatasetInfo> {
  const { sampleCount, width, height } = dataset;
  const named = `“${printable(dataset.name)}”`;
  const known = (await listDatasets()).filter(
    (one) => one.sampleCount === sampleCount && one.width === width && one.height === height,
  );
  for (const one of known) {
    const looked = tell(`comparing with ${one.name}`, sampleCount);
    if ((await readFingerprint(one, signal, looked)) === dataset.fingerprint) return one;
  }
  const namesake = (await listDatasets()).some(({ name }) => name === dataset.name);
  throw projectError(
    `This project has the decisions about ${named} (${sampleCount.toLocaleString('en')} pictures at ${width} × ${height}) without its pictures. ` +
      (namesake
        ? `The data set of that name in this browser is another one: its pictures, names, labels or choices at import differ. `
        : `That data set is not in this browser. `) +
      `Import ${named} as it was imported there, then open this project again. Nothing was opened.`,
  );
}
