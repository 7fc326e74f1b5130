import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Dataset } from '../../api/dataset.ts';
import { isDemo } from '../../api/datasets.ts';
import type { Look } from '../../api/look.ts';
import type { ImportSource } from '../../contracts/importer.ts';
import { printable } from '../../core/dataset/names.ts';
import type { DatasetInfo } from '../../core/dataset/types.ts';
import { UserError } from '../../core/errors.ts';
import { HUGGING_FACE, type HubConfig } from '../../core/formats/hugging-face.ts';
import { findRun } from '../../core/views/link-steps.ts';
import { withClassNumbers, type ReadLink, type SharedDataset } from '../../core/views/share-link.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stageParts } from '../styles/shared.ts';
import { stepOf, type Step } from './link-step.ts';

type HubDataset = Extract<SharedDataset, { kind: 'hub' }>;

/**
 * Leads to what a link shows: to its data set first, which is never taken for another one, then to what is missing there, one button each.
 * Nothing is fetched, opened or computed by itself.
 * @fires look-close - it was put away, or is through
 */
@customElement('look-link-note')
export class LookLinkNote extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      :host {
        display: block;
      }
      .card {
        border-color: var(--look-accent);
        box-shadow: var(--look-shadow);
      }
      h2 {
        overflow-wrap: anywhere;
      }
      .row {
        margin-top: var(--look-space-3);
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  /** Fingerprints of data sets that the link may be about, by their number. */
  private readonly fingerprints = new Map<number, string>();

  /** Whether the view is on its way, so that it is shown once. */
  private showing = false;

  /** What of the view could not be taken over, or that it is shown; empty before. */
  @state() private said = '';
  /** Whether the view is shown. */
  @state() private shown = false;
  /** Whether work of others was under way when nothing was missing any more: then a person says when to show the view. */
  @state() private late = false;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) link!: ReadLink;

  override willUpdate(): void {
    this.session.follow(this.look.session);
    const { jobs } = this.look.session;
    if (!this.isOpen || this.showing || this.shown || this.late || this.action.busy || this.step !== null) return;
    if (jobs.list.some(({ status }) => status === 'running' || status === 'waiting')) this.late = true;
    else this.run(() => this.showView());
  }

  /** Whether a data set is the link's; null where only its contents can tell. */
  private fits(info: DatasetInfo): boolean | null {
    const { dataset } = this.link;
    if (dataset.kind === 'demo') return isDemo(info) && info.sampleCount === dataset.samples;
    const known = this.fingerprints.get(info.id);
    if (known !== undefined) return known === dataset.fingerprint;
    return info.sampleCount === dataset.samples ? null : false;
  }

  private get isOpen(): boolean {
    const { dataset } = this.look.session;
    return dataset !== null && this.fits(dataset.info) === true;
  }

  private readonly close = (): void => {
    this.dispatchEvent(new Event('look-close'));
  };

  private run(act: () => Promise<unknown>): void {
    this.action.run(act, this.look.session.jobs);
  }

  /** Opens a data set of this browser; one that its contents tell is looked through. */
  private async open(info: DatasetInfo): Promise<void> {
    const { look } = this;
    const opened = await look.load(info.name);
    // Overtaken by another one, whose contents say nothing of this.
    if (this.link.dataset.kind === 'demo' || opened.info.id !== info.id || !look.session.isOpen(opened)) return;
    const fingerprint = await look.fingerprint();
    if (!look.session.isOpen(opened)) return;
    this.fingerprints.set(info.id, fingerprint);
    this.requestUpdate();
  }

  private async showView(): Promise<void> {
    const { session } = this.look;
    const { dataset } = session;
    if (!dataset) return;
    this.showing = true;
    try {
      const { run, leftOut } = this.link;
      const wanted = run && findRun(run, session.runs, dataset.table);
      if (wanted && wanted.id !== dataset.table.runId) await session.chooseRun(wanted.id);
      if (!session.isOpen(dataset)) return;
      const { stages, unknown } = withClassNumbers(this.link.view, dataset.info);
      this.said = this.through(dataset, stages) ?? sayLeftOut(unknown, leftOut);
      this.shown = true;
    } finally {
      this.showing = false;
    }
    if (this.said === '') this.close();
    this.dispatchEvent(new LookGoEvent('explore'));
  }

  /** Shows a view. @returns why it cannot be shown; null where it is */
  private through(dataset: Dataset, stages: readonly ViewStage[]): string | null {
    try {
      const view = dataset.view().through(stages);
      view.count();
      this.look.session.view = view;
      return null;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return `The link’s view cannot be shown here: ${error.message}`;
    }
  }

  /** What comes next once the data set is open; null where nothing is missing. */
  private get step(): Step | null {
    return stepOf(this.look, this.link);
  }

  override render() {
    const { dataset } = this.link;
    const name = printable(dataset.name);
    return html`<section class="card" aria-labelledby="head">
      <h2 id="head">
        ${this.shown ? 'The link' : `This link shows a view of “${name}”, ${formatPlural(dataset.samples, 'sample')}`}
      </h2>
      ${this.shown ? this.renderDone() : this.isOpen ? this.renderStep() : this.renderWay()}
      ${this.action.renderError()}
    </section>`;
  }

  private renderDone() {
    return html`<p role="status">${this.said}</p>
      <div class="row"><button class="button" type="button" @click=${this.close}>Close</button></div>`;
  }

  private renderStep() {
    const { step } = this;
    const busy = this.look.session.jobs.running();
    const show = html`<button
      class="button ${step ? '' : 'primary'}"
      type="button"
      ?disabled=${this.action.busy}
      @click=${() => this.run(() => this.showView())}
    >
      ${step ? 'Show the view as it is' : 'Show the view'}
    </button>`;
    if (!step) {
      const waits = busy ? ` “${busy.title}” is still running.` : '';
      return this.renderChoice(html`All that it needs is here.${waits}`, show);
    }
    return this.renderChoice(
      html`${step.text}`,
      html`<button
        class="button primary"
        type="button"
        ?disabled=${this.action.busy || busy !== undefined}
        @click=${() => this.run(step.act)}
      >
        ${step.button}
      </button>`,
      show,
    );
  }

  /** How to get to the data set. */
  private renderWay() {
    const { dataset: shared } = this.link;
    const { dataset, datasets } = this.look.session;
    const open = dataset ? html` “${printable(dataset.info.name)}” is open and stays as it is.` : nothing;
    const known = datasets?.findLast((info) => this.fits(info) !== false);
    if (known) {
      const sure = this.fits(known) === true;
      return this.renderChoice(
        html`${sure ? 'It is in this browser.' : `“${printable(known.name)}” has as many samples; its pictures tell whether it is the same.`}${known.id === dataset?.info.id ? nothing : open}`,
        this.renderGo(
          known.id === dataset?.info.id ? 'Look whether it is the same' : `Open “${printable(known.name)}”`,
          () => this.open(known),
        ),
      );
    }
    switch (shared.kind) {
      case 'demo':
        return this.renderChoice(
          html`It is the built-in demo.${open}`,
          this.renderGo('Open the demo', () => this.look.loadDemo()),
        );
      case 'url': {
        const { host } = new URL(shared.url);
        return this.renderChoice(
          html`Nothing has been asked for yet. Fetching it tells ${host} your network address; the file is
            <code>${shared.url}</code>.${open}`,
          this.renderGo(`Fetch from ${host}`, () => this.fetchFrom({ kind: 'url', url: shared.url })),
        );
      }
      case 'hub': {
        const { host } = new URL(HUGGING_FACE);
        return this.renderChoice(
          html`Nothing has been asked for yet. It is <code>${shared.repository}</code> of Hugging Face; fetching it
            tells ${host} your network address.${open}`,
          this.renderGo(`Fetch from ${host}`, () => this.fetchFromHub(shared)),
        );
      }
      case 'own':
        return this.renderChoice(
          html`It is not in this browser, and a link holds no pictures: drop the same files here, or a project of it
          (<code>.second-look</code>).${open}`,
          nothing,
        );
    }
  }

  private async fetchFromHub({ repository, revision, splits: wanted }: HubDataset): Promise<void> {
    const offer = await this.look.lookUpOnHub({ hub: HUGGING_FACE, repository, revision });
    const has = ({ splits }: HubConfig): boolean => wanted.every((name) => splits.some((split) => split.name === name));
    const config = offer.configs.find(has);
    if (!config) {
      const named = wanted.map((name) => `“${printable(name)}”`).join(', ');
      throw new UserError('import', `${repository} has no part with the splits ${named} any more.`);
    }
    await this.fetchFrom({ kind: 'hugging-face', ...offer, config: config.name, splits: wanted });
  }

  private async fetchFrom(source: ImportSource): Promise<void> {
    this.dispatchEvent(new LookGoEvent('data'));
    await this.look.survey(source);
  }

  private renderGo(title: string, act: () => Promise<unknown>) {
    const importing = this.look.session.jobs.running('import') !== undefined;
    return html`<button
      class="button primary"
      type="button"
      ?disabled=${this.action.busy || importing}
      @click=${() => this.run(act)}
    >
      ${title}
    </button>`;
  }

  private renderChoice(
    text: TemplateResult,
    button: TemplateResult | typeof nothing,
    other: TemplateResult | typeof nothing = nothing,
  ) {
    return html`<p class="muted">${text}</p>
      <div class="row">
        ${button} ${other}
        <button class="button quiet" type="button" @click=${this.close}>No, thanks</button>
      </div>`;
  }
}

/** What of a link could not be taken over; empty where all of it was. */
function sayLeftOut(classes: readonly string[], parts: readonly string[]): string {
  const names = classes.map((name) => `“${printable(name)}”`).join(', ');
  const sentences = [
    ...(names
      ? [
          `The view is shown without ${classes.length === 1 ? 'a class that is' : 'classes that are'} not here: ${names}.`,
        ]
      : []),
    ...(parts.length > 0 ? [`This version of Second Look does not know ${parts.join(' and ')} of the link.`] : []),
  ];
  return sentences.join(' ');
}

declare global {
  interface HTMLElementTagNameMap {
    'look-link-note': LookLinkNote;
  }
}
