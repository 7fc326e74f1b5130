import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Dataset } from '../../api/dataset.ts';
import type { Look } from '../../api/look.ts';
import { lacksFeatures } from '../../api/similarity.ts';
import { isCancelled, sentenceOf } from '../../core/errors.ts';
import { memoEach } from '../../core/memo.ts';
import { similaritySortOf } from '../../core/views/edit-stages.ts';
import { similarityKey, similarityOf, type SimilarityStage } from '../../core/views/similarity.ts';
import '../kit/error-note.ts';
import { formatDuration, formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { noticeStyles } from './notice-styles.ts';

/** What is known of a comparison that has not come out. */
interface Standing {
  dataset: Dataset;
  key: string;
  /** 'lacking': there is nothing to compare by yet. */
  state: 'busy' | 'lacking' | 'cancelled' | 'failed';
  /** Why it failed. */
  error?: string;
  /** How long computing features is likely to take, milliseconds, once that is known. */
  costMs?: number;
}

const countWithout = memoEach((values: Float32Array): number => values.filter(Number.isNaN).length);

/**
 * Has the pictures compared where the view is in order of similarity, however it came to be so, and says where that cannot be: that there is
 * nothing to compare by yet, which a button changes, or why it failed. Until then the view has the order that it had. The job shows in the status bar.
 */
@customElement('look-similar-notice')
export class LookSimilarNotice extends LitElement {
  static override styles = [
    base,
    noticeStyles,
    css`
      look-error-note {
        flex: 1;
      }
    `,
  ];

  private readonly session = new SessionController(this);

  @state() private standing: Standing | null = null;
  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    this.session.follow(this.look.session);
    const asked = this.asked();
    if (!asked) return;
    const { dataset, stage } = asked;
    const known = this.standing?.dataset === dataset && this.standing.key === similarityKey(stage);
    if (!known && !similarityOf(dataset.table, stage)) this.compare(dataset, stage);
  }

  /** What the view shown is in order of. */
  private asked(): { dataset: Dataset; stage: SimilarityStage } | null {
    const { dataset, view } = this.look.session;
    const stage = view && similaritySortOf(view.stages);
    return dataset && stage ? { dataset, stage } : null;
  }

  private compare(dataset: Dataset, stage: SimilarityStage, featuresFirst = false): void {
    const { similarity } = this.look;
    const own: Standing = { dataset, key: similarityKey(stage), state: 'busy' };
    this.standing = own;
    const tell = (change: Partial<Standing>): void => {
      if (this.standing?.dataset === dataset && this.standing.key === own.key) this.standing = { ...own, ...change };
    };
    const work = async (): Promise<void> => {
      if (featuresFirst) await similarity.computeFeatures(dataset, stage);
      await similarity.settle(dataset, stage);
      if (this.standing?.key === own.key) this.standing = null;
    };
    work().catch((error: unknown) => {
      if (isCancelled(error)) return tell({ state: 'cancelled' });
      this.dismiss(sentenceOf(error));
      if (!lacksFeatures(error)) return tell({ state: 'failed', error: sentenceOf(error) });
      tell({ state: 'lacking' });
      similarity.cost(dataset).then(
        (costMs) => tell({ state: 'lacking', costMs }),
        () => {},
      );
    });
  }

  /** What is told here is not told by the list of jobs too. */
  private dismiss(error: string): void {
    const { jobs } = this.look.session;
    const failed = jobs.list.find((job) => job.kind === 'similar' && job.status === 'failed' && job.error === error);
    if (failed) jobs.dismiss(failed.id);
  }

  override render() {
    const asked = this.asked();
    if (!asked || this.standing?.state === 'busy') return nothing;
    const values = similarityOf(asked.dataset.table, asked.stage);
    if (values) return this.renderWithout(asked, countWithout(values));
    switch (this.standing?.state) {
      case 'lacking':
        return this.renderLacking(asked, this.standing.costMs);
      case 'cancelled':
        return this.renderNotice('The samples were not compared.', this.renderButton('Compare', asked));
      case 'failed':
        return html`<div class="notice">
          <look-error-note .message="The samples were not compared: ${this.standing.error!}"></look-error-note>
          ${this.renderButton('Try again', asked)}
        </div>`;
      default:
        return nothing;
    }
  }

  private renderLacking(asked: { dataset: Dataset; stage: SimilarityStage }, costMs: number | undefined) {
    const long = costMs === undefined ? '' : `: about ${formatDuration(Math.max(1000, costMs))}, or less`;
    return this.renderNotice(
      `To compare the ${formatPlural(asked.dataset.info.sampleCount, 'sample')}, a pretrained network has to look at them once${long}.`,
      this.renderButton('Start', asked, true),
    );
  }

  private renderWithout(asked: { dataset: Dataset; stage: SimilarityStage }, without: number) {
    if (without === 0) return nothing;
    return this.renderNotice(
      `${formatPlural(without, 'sample')} could not be compared, since nothing has looked at ${without === 1 ? 'it' : 'them'} yet, and ${without === 1 ? 'comes' : 'come'} last.`,
      this.renderButton(without === 1 ? 'Look at it' : 'Look at them', asked, true),
    );
  }

  private renderNotice(text: string, button: TemplateResult) {
    return html`<div class="notice" role="status">
      <p class="num">${text}</p>
      ${button}
    </div>`;
  }

  private renderButton(text: string, { dataset, stage }: { dataset: Dataset; stage: SimilarityStage }, first = false) {
    return html`<button class="button small primary" type="button" @click=${() => this.compare(dataset, stage, first)}>
      ${text}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-similar-notice': LookSimilarNotice;
  }
}
