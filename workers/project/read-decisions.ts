import type { ProjectKeeper } from '../../src/contracts/projects.ts';
import { damaged } from '../../src/core/project/project-error.ts';
import { ProjectReader } from '../../src/core/project/read-project.ts';
import { verifyDataset, verifyJournal } from '../../src/core/project/verify-dataset.ts';

/** See ProjectKeeper. */
export const readDecisions: ProjectKeeper['decisions'] = async (signal, file, name) => {
  const project = await ProjectReader.open(file, name, signal);
  const [dataset] = await project.all('dataset');
  if (dataset === undefined) throw damaged('dataset', 'has no row');
  const columns = await project.all('columns');
  verifyDataset(dataset, columns);
  verifyJournal(await project.all('journal'), columns, dataset);
  const column = (wanted: string): unknown => columns.find((one) => one.name === wanted)!.data;
  return {
    fingerprint: project.manifest.dataset.fingerprint,
    dataset: dataset.name,
    ...{ classes: dataset.classes, retired: dataset.retired },
    current: column('current') as Uint16Array,
    reviewed: column('reviewed') as Uint8Array,
    excluded: column('excluded') as Uint8Array,
  };
};
