import type { Edit, UndoResult } from '../core/edits/edit.ts';
import { editUnlessAborted } from '../store/journal.ts';
import type { NoiseOptions } from '../tasks/options.ts';
import { perturb, undoNoise } from '../tasks/perturb.ts';
import type { NoiseCalls } from './calls/labels.ts';
import { trainingView, type Dataset } from './dataset.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Injects label noise and takes it back, each as a job. */
export class Noise implements NoiseCalls {
  constructor(private readonly session: Session) {}

  async perturb(options: NoiseOptions, view: View = trainingView(this.session.opened)): Promise<Edit> {
    return this.run('Injecting label noise', ({ info }) => perturb(info, view.indices, options));
  }

  async undoNoise(): Promise<UndoResult> {
    return this.run('Taking the noise back', ({ info }) => undoNoise(info.id));
  }

  private async run<T>(title: string, work: (dataset: Dataset) => Promise<T>): Promise<T> {
    const dataset = this.session.opened;
    const result = await this.session.jobs.run(
      'noise',
      title,
      (signal) => editUnlessAborted(signal, () => work(dataset)),
      { datasetId: dataset.info.id },
    );
    if (this.session.isOpen(dataset)) await this.session.catchUp();
    return result;
  }
}
