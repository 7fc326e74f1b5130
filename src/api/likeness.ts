import { UserError } from '../core/errors.ts';
import type { DuplicateGroup } from '../core/insights/duplicates.ts';
import type { MapMethod } from '../core/insights/map-points.ts';
import { NEAR_DUPLICATE, NEAR_FLOOR } from '../core/insights/near-duplicates.ts';
import { computeMap, computeNeighbours } from '../tasks/compute-map.ts';
import { analyst } from '../tasks/workers.ts';
import type { LikenessCalls } from './calls/insights.ts';
import type { Duplicates } from './duplicates.ts';
import type { Maps } from './maps.ts';
import type { Session } from './session.ts';

/** Searches neighbours and duplicates and lays out maps, each as a job. */
export class Likeness implements Omit<LikenessCalls, 'findSimilar'> {
  /** @param maps takes maps in; @param duplicates takes in what is found of duplicates */
  constructor(
    private readonly session: Session,
    private readonly maps: Maps,
    private readonly duplicates: Duplicates,
  ) {}

  async computeNeighbours(run: string): Promise<void> {
    const { id } = this.session.runNamed(run);
    const { info } = this.session.opened;
    await this.session.jobs.run(
      'neighbours',
      `Searching neighbours by “${run}”`,
      (signal, onProgress) => computeNeighbours(signal, info, id, onProgress),
      { runId: id, datasetId: info.id },
    );
  }

  async computeMap(run: string, method: MapMethod = 'umap', options: { seed?: number } = {}): Promise<void> {
    const { id } = this.session.runNamed(run);
    const { info } = this.session.opened;
    const { maps } = this;
    const title = `Mapping “${run}” by ${method === 'umap' ? 'UMAP' : 'its principal components'}`;
    const work = this.session.jobs.run(
      'map',
      title,
      (signal, onProgress) =>
        computeMap(signal, info, id, method, options.seed ?? 1, onProgress, (indices, points) =>
          maps.unfold(id, method, indices, points),
        ),
      { runId: id, datasetId: info.id },
    );
    await work.finally(() => maps.load(id, method));
  }

  async findDuplicates(): Promise<DuplicateGroup[]> {
    const dataset = this.session.opened;
    const groups = await this.session.jobs.run(
      'duplicates',
      'Searching exact duplicates',
      (signal, onProgress) => analyst.findDuplicates(signal, dataset.info.id, onProgress),
      { datasetId: dataset.info.id },
    );
    this.duplicates.keep(dataset.info.id, groups, null);
    return this.duplicates.exact ?? [];
  }

  async findNearDuplicates(options: { similarity?: number } = {}): Promise<DuplicateGroup[]> {
    const { similarity = NEAR_DUPLICATE } = options;
    if (!(similarity >= NEAR_FLOOR && similarity <= 1)) {
      throw new UserError('bad-input', `the similarity must lie in ${NEAR_FLOOR} … 1, and is ${similarity}`);
    }
    const { info } = this.session.opened;
    const { exact, pairs } = await this.session.jobs.run(
      'duplicates',
      'Searching near duplicates',
      (signal, onProgress) => analyst.findNearDuplicates(signal, info.id, onProgress),
      { datasetId: info.id },
    );
    this.duplicates.keep(info.id, exact, pairs);
    return this.duplicates.near(similarity) ?? [];
  }
}
