import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { icon } from '../icons.ts';
import { formatCount } from '../kit/format.ts';
import { SessionController } from '../session-controller.ts';
import { base } from '../styles/shared.ts';
import { appStyles } from './app-styles.ts';
import type { LookGoEvent, StageName } from './events.ts';
import { loadStage, stageInAddress } from './router.ts';
import { stageFacts } from './stage-facts.ts';
import { applyTheme, readTheme, type Theme } from './theme.ts';
import './status-bar.ts';
import './dataset-menu.ts';

const NEXT_THEME: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const THEME_ICONS = { system: 'monitor', light: 'sun', dark: 'moon' } as const;

/** The whole page: header with the flow, one stage at a time, status line; takes files dropped anywhere. */
@customElement('look-app')
export class LookApp extends LitElement {
  static override styles = [base, appStyles];

  private readonly followed = new SessionController(this);

  @query('#look-files') private readonly files!: HTMLInputElement;
  @state() private stage: StageName | null = null;
  @state() private theme: Theme = readTheme();
  @state() private dragging = false;
  /** A stage that could not be loaded. */
  @state() private trouble = '';
  @property({ attribute: false }) look!: Look;

  override connectedCallback(): void {
    super.connectedCallback();
    applyTheme(this.theme);
    window.addEventListener('hashchange', this.onAddress);
    window.addEventListener('dragover', this.onDragOver);
    window.addEventListener('dragleave', this.onDragLeave);
    window.addEventListener('drop', this.onDrop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.onAddress);
    window.removeEventListener('dragover', this.onDragOver);
    window.removeEventListener('dragleave', this.onDragLeave);
    window.removeEventListener('drop', this.onDrop);
  }

  override willUpdate(): void {
    this.followed.follow(this.look.session);
    if (this.stage === null && this.look.session.datasets !== null) void this.show(this.firstStage());
  }

  private readonly onAddress = (): void => {
    const stage = stageInAddress();
    if (stage) void this.show(stage);
  };

  private readonly onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragging = true;
  };

  private readonly onDragLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.dragging = false;
  };

  private readonly onDrop = (event: DragEvent): void => {
    event.preventDefault();
    this.dragging = false;
    void this.importFiles([...(event.dataTransfer?.files ?? [])]);
  };

  private readonly onPicked = (): void => {
    const files = [...(this.files.files ?? [])];
    this.files.value = '';
    void this.importFiles(files);
  };

  private readonly onGo = (event: LookGoEvent): void => {
    location.hash = `#/${event.detail.stage}`;
  };

  private readonly onTheme = (): void => {
    this.theme = NEXT_THEME[this.theme];
    applyTheme(this.theme);
  };

  private firstStage(): StageName {
    const wanted = new URLSearchParams(location.search).has('dataset');
    return (wanted ? 'data' : stageInAddress()) ?? (this.look.session.dataset ? 'explore' : 'data');
  }

  private async show(stage: StageName): Promise<void> {
    this.stage = stage;
    try {
      await loadStage[stage]();
      this.trouble = '';
      this.requestUpdate();
    } catch {
      this.trouble = 'This part of the page could not be loaded. Check the connection, then load the page again.';
    }
  }

  /** A failed import is shown by its job; the Data stage is where both are at home. */
  private async importFiles(files: File[]): Promise<void> {
    if (files.length === 0) return;
    location.hash = '#/data';
    await this.look.importFiles(files).catch(() => {});
  }

  override render() {
    const { dataset } = this.look.session;
    return html`
      <header @look-go=${this.onGo}>
        <a class="brand" href="#/${dataset ? 'explore' : 'data'}"
          ><span class="mark" aria-hidden="true">2</span>Second Look</a
        >
        ${
          dataset
            ? html`<look-dataset-menu .look=${this.look}></look-dataset-menu>
                <span class="facts faint num"
                  >${formatCount(dataset.count())} images · ${dataset.info.classes.length} classes</span
                >`
            : nothing
        }
        <nav aria-label="Stages">
          <ol>
            ${stageFacts(this.look.session).map(
              (fact) =>
                html`<li>
                  <a href="#/${fact.stage}" aria-current=${this.stage === fact.stage ? 'page' : 'false'}>
                    ${
                      fact.running
                        ? html`<span class="live" role="img" aria-label="running"></span>`
                        : fact.done
                          ? html`<span class="tick" role="img" aria-label="done">${icon('check')}</span>`
                          : nothing
                    }
                    ${fact.title} <span class="figure num">${fact.figure}</span>
                  </a>
                </li>`,
            )}
          </ol>
        </nav>
        <div class="tools">
          <button
            class="button quiet icon-only"
            type="button"
            aria-label="Theme: ${this.theme}"
            title="Theme: ${this.theme}"
            @click=${this.onTheme}
          >
            ${icon(THEME_ICONS[this.theme])}
          </button>
          <a class="button quiet" href="#/about" aria-current=${this.stage === 'about' ? 'page' : 'false'}>About</a>
        </div>
      </header>
      <main @look-go=${this.onGo}>${this.renderStage()}</main>
      <look-status-bar .look=${this.look}></look-status-bar>
      <input id="look-files" type="file" multiple hidden aria-label="Archive or batches" @change=${this.onPicked} />
      ${this.dragging ? html`<div class="drop" role="status">Drop to import. Nothing leaves this tab.</div>` : nothing}
    `;
  }

  private renderStage(): TemplateResult | typeof nothing {
    if (this.trouble) return html`<p class="trouble" role="alert">${this.trouble}</p>`;
    switch (this.stage) {
      case 'data':
        return html`<look-data-stage .look=${this.look} .pick=${() => this.files.click()}></look-data-stage>`;
      case 'noise':
        return html`<look-noise-stage .look=${this.look}></look-noise-stage>`;
      case 'train':
        return html`<look-train-stage .look=${this.look}></look-train-stage>`;
      case 'insights':
        return html`<look-insights-stage .look=${this.look}></look-insights-stage>`;
      case 'explore':
        return html`<look-explore-stage .look=${this.look}></look-explore-stage>`;
      case 'about':
        return html`<look-about></look-about>`;
      case null:
        return nothing;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-app': LookApp;
  }
}
