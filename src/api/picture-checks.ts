import { QUALITIES, faultyOf, type Quality } from '../core/quality/qualities.ts';
import { readQualities } from '../store/picture-quality.ts';
import { askForFolder } from '../tasks/pixels.ts';
import { analyst } from '../tasks/workers.ts';
import type { PictureCalls } from './calls/insights.ts';
import type { Session } from './session.ts';

/** Measures the pictures of the open data set, as a job. */
export class PictureChecks implements PictureCalls {
  constructor(private readonly session: Session) {}

  async checkPictures(): Promise<Record<Quality, number>> {
    const dataset = this.session.opened;
    const { id, originals } = dataset.info;
    if (originals === 'folder') await askForFolder(id);
    await this.session.jobs.run(
      'quality',
      'Checking the pictures',
      (signal, onProgress) => analyst.measurePictures(signal, id, onProgress),
      { datasetId: id },
    );
    if (this.session.isOpen(dataset)) await this.session.catchUp();
    const qualities = await readQualities(id);
    const counts = QUALITIES.map((quality) => {
      const values = qualities?.get(quality);
      return [quality, values ? faultyOf(quality, values).length : 0] as const;
    });
    return Object.fromEntries(counts) as Record<Quality, number>;
  }
}
