import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { fileNameOf } from '../../core/exports/export-set.ts';
import { PROJECT_ENDING } from '../../core/project/manifest.ts';
import { tellWhetherKept } from '../../tasks/keep-data.ts';
import { ActionController } from '../kit/action-controller.ts';
import { download } from '../kit/download.ts';
import { formatBytes, formatPlural } from '../kit/format.ts';
import '../kit/job-bar.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base, stageParts } from '../styles/shared.ts';
import { askWhereTo, whereItWent } from './save-file.ts';

/** Decisions that may be in this browser alone before the person is reminded. */
const MANY = 50;

type Size = Awaited<ReturnType<Look['projectSize']>>;

/** The card that saves all that was done as one file, and reminds of it. */
@customElement('look-project-card')
export class LookProjectCard extends LitElement {
  static override styles = [
    base,
    stageParts,
    css`
      section {
        display: grid;
        gap: var(--look-space-3);
      }
      label {
        display: flex;
        gap: var(--look-space-2);
        align-items: center;
      }
    `,
  ];

  private readonly session = new SessionController(this);
  private readonly saving = new ActionController(this);
  private measured: unknown = null;

  @state() private pictures = true;
  @state() private features = false;
  @state() private size: Size | null = null;
  /** What was saved last, as a sentence. */
  @state() private done = '';
  @state() private kept: boolean | null = null;
  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    this.session.follow(this.look.session);
  }

  override updated(): void {
    const { dataset, runs } = this.look.session;
    if (!dataset || this.measured === runs) return;
    this.measured = runs;
    tellWhetherKept((kept) => (this.kept = kept));
    // Without an estimate the card says the same but for its size.
    void this.look.projectSize().then(
      (size) => (this.size = size),
      () => undefined,
    );
  }

  private readonly onSave = (): void => {
    const { look, pictures, features } = this;
    const name = `${fileNameOf(look.dataset.name)}${PROJECT_ENDING}`;
    this.saving.run(async () => {
      this.done = '';
      const to = await askWhereTo(name);
      const deliver = to ? undefined : (file: Blob) => download(file, name);
      const { size } = await look.saveProject({ pictures, features, to, deliver });
      this.done = `${whereItWent(to, name)}: ${formatBytes(size)}.`;
    }, look.session.jobs);
  };

  override render() {
    const { unsavedDecisions, session } = this.look;
    const job = session.jobs.running('project');
    const bytes =
      this.size && this.size.rest + (this.pictures ? this.size.pictures : 0) + (this.features ? this.size.features : 0);
    return html`<section class="card" aria-label="Project">
      <h2>Project</h2>
      <p class="muted">
        One file with the labels, every edit and what was taken back, runs, scores and saved views. Dropped on this page
        in any browser, it brings all of it back.
      </p>
      ${unsavedDecisions > MANY ? this.renderReminder(unsavedDecisions) : nothing}
      <label>
        <input type="checkbox" .checked=${this.pictures} @change=${() => (this.pictures = !this.pictures)} />
        <span
          >With the
          pictures${this.pictures ? nothing : '; without them the file asks for the same data set where it is opened'}</span
        >
      </label>
      <label>
        <input type="checkbox" .checked=${this.features} @change=${() => (this.features = !this.features)} />
        <span>With the networks’ features, for neighbours and maps; they can be computed again</span>
      </label>
      <div class="row">
        <button class="button" type="button" ?disabled=${this.saving.busy} @click=${this.onSave}>Save project</button>
        ${bytes === null ? nothing : html`<span class="muted">about ${formatBytes(bytes)}</span>`}
      </div>
      <p role="status">${this.done}</p>
      ${job ? html`<look-job-bar .job=${job}></look-job-bar>` : nothing} ${this.saving.renderError()}
    </section>`;
  }

  private renderReminder(count: number) {
    return html`<p class="given" role="status">
      ${formatPlural(count, 'decision')} ${count === 1 ? 'is' : 'are'} in this browser alone.
      ${
        this.kept
          ? 'The browser keeps them until you delete them, unless you clear its site data.'
          : 'The browser may clear them when the disk runs full; Safari does after seven days without a visit.'
      }
      Save the project to have them for good.
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-project-card': LookProjectCard;
  }
}
