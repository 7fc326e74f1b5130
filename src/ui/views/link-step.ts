import { trainingView } from '../../api/dataset.ts';
import type { Look } from '../../api/look.ts';
import { printable } from '../../core/dataset/names.ts';
import { REVIEWED } from '../../core/dataset/types.ts';
import { nextStep, sayNoise, sayRun } from '../../core/views/link-steps.ts';
import type { SharedLink, SharedNoise } from '../../core/views/share-link.ts';
import { formatCount, formatPlural } from '../kit/format.ts';

/** What is to be done next, in words, and what does it. */
export interface Step {
  text: string;
  button: string;
  act: () => Promise<unknown>;
}

/** What a link needs next in the data set that is open, which is the link's; null where nothing is missing. */
export function stepOf(look: Look, link: SharedLink): Step | null {
  const { session } = look;
  const step = session.table && nextStep(link, session.table, session.runs, session);
  switch (step?.kind) {
    case undefined:
      return null;
    case 'inject':
      return {
        text: `It is about labels with ${sayNoise(step.noise)}.${sayInjection(look, step.noise)}`,
        button: `Inject ${sayNoise(step.noise)}`,
        act: () => look.perturb(step.noise),
      };
    case 'take-back': {
      const { noise } = link;
      const about = noise ? `labels with ${sayNoise(noise)}` : 'labels without injected noise';
      return {
        text: `Here stands “${step.standing}”, and it is about ${about}.`,
        button: 'Take that back',
        act: () => look.undoNoise(),
      };
    }
    case 'rank':
      return {
        text: `It goes by label-error probabilities, which “${printable(step.run.name)}” does not have yet.`,
        button: 'Find label mistakes',
        act: () => look.findSuspects({ run: step.run.name }),
      };
    case 'make-run': {
      const { run } = step;
      if (run.source === 'probe') {
        return {
          text: 'It goes by a ranking of these labels by the pretrained backbone, which is not there yet.',
          button: 'Rank by the backbone',
          act: () => look.findSuspects({ probe: {} }),
        };
      }
      const { recipe, epochs, batch, seed } = run;
      return {
        text: `It goes by a network (${sayRun(run)}) that has not learned these labels here yet.`,
        button: `Train: ${sayRun(run)}`,
        act: () => look.findSuspects({ train: { recipe, epochs, batch, seed } }),
      };
    }
  }
}

/** What is to be known before noise is injected. */
function sayInjection(look: Look, { samples }: SharedNoise): string {
  const { dataset, table } = look.session;
  const over = trainingView(dataset!).count();
  const decided = table!.reviewed.reduce((count, decision) => count + Number(decision !== REVIEWED.no), 0);
  const other = ` There it went over ${formatPlural(samples, 'sample')} and here over ${formatCount(over)}, so other labels will be wrong.`;
  const above = ` It may change labels among the ${formatPlural(decided, 'sample')} that were decided about here; undo takes it back.`;
  return (over === samples ? '' : other) + (decided > 0 ? above : '');
}
