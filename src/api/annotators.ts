import { consensus } from '../core/dataset/annotators.ts';
import { NO_LABEL } from '../core/dataset/types.ts';
import { annotationsOf, consensusOf } from '../tasks/annotators.ts';
import type { AnnotatorCalls, AnnotatorFigures } from './calls/annotators.ts';
import type { Edits } from './edits.ts';
import type { Session } from './session.ts';

/** What annotators said, and what is made of it. */
export class Annotators implements AnnotatorCalls {
  constructor(
    private readonly session: Session,
    private readonly edits: Edits,
  ) {}

  readonly consensus: AnnotatorCalls['consensus'] = async ({ method = 'majority' } = {}) => {
    const { info, table } = this.session.opened;
    const annotations = annotationsOf(info, table.fields, this.session.journal);
    const { run } = this.session;
    return this.edits.giveConsensus(method, await consensusOf(method, info, annotations, run), run?.id ?? null);
  };

  readonly annotators: AnnotatorCalls['annotators'] = async ({ method = 'majority' } = {}) => {
    const { info, table } = this.session.opened;
    const annotations = annotationsOf(info, table.fields, this.session.journal);
    const found = await consensusOf(method, info, annotations, this.session.run);
    const { quality } = consensus(annotations, found.labels);
    return info.annotators.map((name, a): AnnotatorFigures => {
      const samples = annotations[a].reduce((count, label) => count + Number(label !== NO_LABEL), 0);
      return { name, samples, agreement: quality[a], quality: found.quality[a] };
    });
  };
}
