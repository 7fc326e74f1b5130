import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isDemo } from '../../api/datasets.ts';
import type { Look } from '../../api/look.ts';
import type { ImportSource } from '../../contracts/importer.ts';
import { printable } from '../../core/dataset/names.ts';
import type { DatasetInfo } from '../../core/dataset/types.ts';
import type { Edit } from '../../core/edits/edit.ts';
import { standingNoise } from '../../core/edits/edit-history.ts';
import { UserError } from '../../core/errors.ts';
import { HUGGING_FACE, type HubConfig } from '../../core/formats/hugging-face.ts';
import type { Run } from '../../core/training/run.ts';
import {
  withClassNumbers,
  type ReadLink,
  type SharedDataset,
  type SharedNoise,
  type SharedRun,
} from '../../core/views/share-link.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { ActionController } from '../kit/action-controller.ts';
import { formatPercent, formatPlural } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stageParts } from '../styles/shared.ts';

type HubDataset = Extract<SharedDataset, { kind: 'hub' }>;

/** What is to be done next so that a link shows what it was made for. */
interface Step {
  text: string;
  button: string;
  act: () => Promise<unknown>;
}

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
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) link!: ReadLink;

  override willUpdate(): void {
    this.session.follow(this.look.session);
    const idle = !this.look.session.jobs.list.some(({ status }) => status === 'running' || status === 'waiting');
    // The view may go by scores: it is shown once those that the link asks for are there.
    if (idle && this.isOpen && !this.showing && this.step === null) this.run(() => this.showView());
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
    await this.look.load(info.name);
    if (this.link.dataset.kind === 'demo') return;
    this.fingerprints.set(info.id, await this.look.fingerprint());
    this.requestUpdate();
  }

  private async showView(): Promise<void> {
    this.showing = true;
    const { session } = this.look;
    const wanted = this.link.run && session.runs.findLast((run) => isRun(run, this.link.run!));
    if (wanted && wanted.id !== session.table?.runId) await session.chooseRun(wanted.id);
    const { stages, unknown } = withClassNumbers(this.link.view, session.dataset!.info);
    try {
      const view = session.dataset!.view().through(stages);
      view.count();
      session.view = view;
      this.said = sayLeftOut(unknown, this.link.leftOut);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.said = `The link’s view cannot be shown here: ${error.message}`;
    }
    this.shown = true;
    if (this.said === '') this.close();
    this.dispatchEvent(new LookGoEvent('explore'));
  }

  /** What comes next once the data set is open; null where nothing is missing. */
  private get step(): Step | null {
    const { look } = this;
    const { noise, run } = this.link;
    const { journal, undone, runs } = look.session;
    const last = standingNoise(journal, undone);
    const standing = last?.kind === 'noise' ? last : undefined;
    if (noise && !standing) {
      const what = sayNoise(noise);
      return { text: `It is about labels with ${what}.`, button: `Inject ${what}`, act: () => look.perturb(noise) };
    }
    if (standing && !(noise && isNoise(standing, noise))) {
      const about = noise ? `labels with ${sayNoise(noise)}` : 'labels without injected noise';
      return {
        text: `Here stands “${standing.title}”, and it is about ${about}.`,
        button: 'Take that back',
        act: () => look.undoNoise(),
      };
    }
    if (!run || runs.some((one) => isRun(one, run))) return null;
    if (run.source === 'probe') {
      return {
        text: 'It goes by a ranking of a pretrained backbone, which is not there yet.',
        button: 'Rank by the backbone',
        act: () => look.findSuspects({ probe: {} }),
      };
    }
    const { recipe, epochs, batch, seed } = run;
    const what = `${recipe}, ${formatPlural(epochs, 'epoch')}, seed ${seed}`;
    return {
      text: `It goes by a network (${what}) that is not trained here yet.`,
      button: `Train: ${what}`,
      act: () => look.findSuspects({ train: { recipe, epochs, batch, seed } }),
    };
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
    if (!step) return nothing;
    const busy = this.look.session.jobs.list.some(({ status }) => status === 'running');
    return this.renderChoice(
      html`${step.text}`,
      html`<button
        class="button primary"
        type="button"
        ?disabled=${this.action.busy || busy}
        @click=${() => this.run(step.act)}
      >
        ${step.button}
      </button>`,
      html`<button class="button" type="button" @click=${() => this.run(() => this.showView())}>
        Show the view as it is
      </button>`,
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
        html`${sure ? 'It is in this browser.' : `“${printable(known.name)}” has as many samples; its pictures tell whether it is the same.`}${open}`,
        this.renderGo(`Open “${printable(known.name)}”`, () => this.open(known)),
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
    const config = offer.configs.find(has) ?? offer.configs[0];
    const splits = config.splits.map(({ name }) => name).filter((name) => !has(config) || wanted.includes(name));
    await this.fetchFrom({ kind: 'hugging-face', ...offer, config: config.name, splits });
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

const sayNoise = ({ rate, kind, seed }: SharedNoise): string =>
  `${formatPercent(rate, 0)} ${kind} label noise, seed ${seed}`;

/** Whether an edit injected this noise. */
function isNoise({ kind, details }: Pick<Edit, 'kind' | 'details'>, noise: SharedNoise): boolean {
  const same = details.kind === noise.kind && details.rate === noise.rate && details.seed === noise.seed;
  return kind === 'noise' && same && JSON.stringify(details.map ?? null) === JSON.stringify(noise.map ?? null);
}

/** Whether a run is one that a link asks for. */
function isRun(run: Run, wanted: SharedRun): boolean {
  if (run.status !== 'trained') return false;
  if (wanted.source === 'probe') return run.source === 'probe';
  if (run.source !== 'trained') return false;
  const { name, epochs, batch } = run.recipe;
  return name === wanted.recipe && epochs === wanted.epochs && batch === wanted.batch && run.seed === wanted.seed;
}

declare global {
  interface HTMLElementTagNameMap {
    'look-link-note': LookLinkNote;
  }
}
