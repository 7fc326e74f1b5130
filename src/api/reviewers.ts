import { printable } from '../core/dataset/names.ts';
import type { Table } from '../core/dataset/table.ts';
import { numberOf } from '../core/edits/class-edits.ts';
import { projectError } from '../core/project/project-error.ts';
import { compareReviewers, translateLabels, type Decisions } from '../core/review/reviewers.ts';
import { readDecisions } from '../tasks/projects.ts';
import type { OtherReviewer, ReviewerCalls } from './calls/reviewers.ts';
import type { Dataset } from './dataset.ts';
import { indicesOf, type Edits } from './edits.ts';
import type { Projects } from './projects.ts';
import type { Session } from './session.ts';

/** Compares two persons' decisions. */
export class Reviewers implements ReviewerCalls {
  constructor(
    private readonly session: Session,
    private readonly projects: Projects,
    private readonly edits: Edits,
  ) {}

  async compareReviewer(file: Blob): Promise<OtherReviewer> {
    const dataset = this.session.opened;
    const name = file instanceof File ? file.name : 'The project';
    const theirs = await readDecisions(new AbortController().signal, file, name);
    if (theirs.fingerprint !== (await this.projects.fingerprint())) {
      throw projectError(
        `${printable(name)} has decisions about “${printable(theirs.dataset)}”, which is another data set than “${printable(dataset.info.name)}”: ` +
          'its pictures, names, labels or choices at import differ.',
      );
    }
    const { labels, missing } = translateLabels(theirs.current, theirs, dataset.info, this.session.journal);
    if (missing.length > 0) {
      const names = missing.map((one) => `“${printable(one)}”`).join(', ');
      throw projectError(`${printable(name)} has labels of classes that are not here: add ${names} first.`);
    }
    const { reviewed, excluded } = theirs;
    return this.reviewer(dataset, name, { current: labels, reviewed, excluded });
  }

  private reviewer(dataset: Dataset, name: string, theirs: Decisions): OtherReviewer {
    const compare = () => compareReviewers(ownOf(dataset.table), theirs);
    return {
      name,
      compare,
      disagreements: () => dataset.view().select([...compare().disagreements]),
      adopt: ({ classes, onlyTheirs = false, samples } = {}) => {
        const found = compare();
        const open = onlyTheirs ? found.onlyTheirs : [];
        const wanted = classes && new Set(classes.map((one) => numberOf(dataset.info, one)));
        const known = new Set([...found.disagreements, ...found.onlyTheirs]);
        const all = samples ? [...samples].filter((i) => known.has(i)) : [...found.disagreements, ...open];
        const indices = indicesOf(all.filter((i) => !wanted || (!theirs.excluded[i] && wanted.has(theirs.current[i]))));
        return this.edits.adopt(name, indices, theirs);
      },
    };
  }
}

const ownOf = ({ current, reviewed, excluded }: Table): Decisions => ({ current, reviewed, excluded });
