import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { rankFirst } from '../../api/first-ranking.ts';
import type { Dataset } from '../../api/dataset.ts';
import type { Look } from '../../api/look.ts';
import { sentenceOf, UserError } from '../../core/errors.ts';
import { isTextTable } from '../../core/formats/file-kinds.ts';
import { isPictureName } from '../../core/formats/picture-kind.ts';
import { isSameOrigin, originOf } from '../../core/import/origin.ts';
import type { DatasetInfo } from '../../core/dataset/types.ts';
import { icon } from '../icons.ts';
import '../exchange/known-dialog.ts';
import type { KnownAnswer, LookKnownAnswerEvent } from '../exchange/known-dialog.ts';
import {
  bringsFiles,
  countBrought,
  droppedFiles,
  openFile,
  pickedFiles,
  pickFolder,
  type Brought,
} from '../kit/brought-files.ts';
import { byTouch } from '../kit/by-touch.ts';
import '../kit/error-note.ts';
import { PALETTE_KEY } from '../kit/keys.ts';
import { tip } from '../kit/tip.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { appStyles } from './app-styles.ts';
import type { LookGoEvent, StageName } from '../events/app-events.ts';
import type { ReadLink } from '../../core/views/share-link.ts';
import { loadStage, nameStage, stageInAddress, takeLinkText } from './router.ts';
import { stageFacts } from './stage-facts.ts';
import { ViewAddress } from './view-address.ts';
import { applyTheme, readTheme, type ThemeChoice } from './theme.ts';
import './status-bar.ts';
import './dataset-menu.ts';
import { PageOverlay } from './page-overlay.ts';

const NEXT_THEME: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' };
const THEME_ICONS = { system: 'monitor', light: 'sun', dark: 'moon' } as const;

/** The whole page: header with the flow, one stage at a time, status line; takes files dropped anywhere. */
@customElement('look-app')
export class LookApp extends LitElement {
  static override styles = [base, appStyles];

  private readonly followed = new SessionController(this);

  private readonly overlay: PageOverlay = new PageOverlay(this);
  private viewAddress: ViewAddress | null = null;

  @query('nav [aria-current="page"]') private readonly current!: HTMLElement | null;
  @query('main') private readonly main!: HTMLElement;
  @query('#look-files') private readonly files!: HTMLInputElement;
  /** The stage that is shown; null until it is known. */
  @state() stage: StageName | null = null;
  @state() private theme: ThemeChoice = readTheme();
  @state() private dragging = false;
  /** Why the page, or a stage of it, cannot be shown. */
  @state() private trouble = '';
  /** Why dropped or chosen files are not taken, where no job says so. */
  @state() refusal = '';
  /** What was brought, and the data set that came from files of its name, while the person is asked. */
  @state() private known: { info: DatasetInfo; brought: Brought; count: number | null } | null = null;
  /** What the link shows that was opened, until it is shown or put away. */
  @state() private link: ReadLink | null = null;
  @property({ attribute: false }) look!: Look;
  /** Settles once what was open last is open again; only then is it known which stage to show first. */
  @property({ attribute: false }) ready: Promise<void> = Promise.resolve();

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
    this.viewAddress?.stop();
    window.removeEventListener('hashchange', this.onAddress);
    window.removeEventListener('dragover', this.onDragOver);
    window.removeEventListener('dragleave', this.onDragLeave);
    window.removeEventListener('drop', this.onDrop);
  }

  override willUpdate(): void {
    this.followed.follow(this.look.session);
    document.title = titleOf(this.stage, this.look.session.dataset?.name);
  }

  override firstUpdated(): void {
    this.ready.then(
      () => {
        void this.show(this.firstStage());
        void this.takeLink();
        this.viewAddress = new ViewAddress(this.look.session, (sentence) => (this.refusal = sentence));
        this.viewAddress.start();
      },
      () => {
        this.trouble =
          'This browser does not let this page store data, and so it cannot work: a private window or strict settings may forbid it. ' +
          'Allow this address to store data, then load the page again.';
      },
    );
  }

  override updated(changed: PropertyValues): void {
    // Where the stages are a row that scrolls, the one that is shown is in sight.
    if (changed.has('stage')) this.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // The button that led here is gone with its stage: the keyboard goes on at the new one.
    if (changed.get('stage') && !this.shadowRoot?.activeElement) this.main.focus({ preventScroll: true });
  }

  /** A link in the address is led to, whatever is open. */
  private async takeLink(): Promise<void> {
    const text = takeLinkText();
    if (text === null) return;
    const [{ linkFromText }] = await Promise.all([
      import('../../core/views/share-link.ts'),
      import('../views/link-note.ts'),
    ]);
    this.link = linkFromText(text);
    this.refusal = this.link ? '' : 'This link is cut off or damaged, and shows nothing: ask for it again.';
  }

  private readonly onAddress = (): void => {
    void this.takeLink();
    const stage = stageInAddress();
    if (stage) void this.show(stage);
  };

  private readonly onDragOver = (event: DragEvent): void => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    this.dragging = true;
  };

  private readonly onDragLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.dragging = false;
  };

  private readonly onDrop = (event: DragEvent): void => {
    this.dragging = false;
    // A stage may take files for itself, a file of labels say.
    if (event.defaultPrevented || !bringsFiles(event)) return;
    event.preventDefault();
    void this.take(droppedFiles(event.dataTransfer!));
  };

  private readonly onPicked = (): void => {
    const files = pickedFiles(this.files);
    this.files.value = '';
    void this.take(Promise.resolve({ kind: 'files', files }));
  };

  private readonly onPickFolder = (): void => void this.take(pickFolder());

  private readonly onGo = (event: LookGoEvent): void => {
    location.hash = `#/${event.detail.stage}`;
  };

  private readonly onTheme = (): void => {
    this.theme = NEXT_THEME[this.theme];
    applyTheme(this.theme);
  };

  private firstStage(): StageName {
    const asked = new URLSearchParams(location.search);
    const wanted = asked.has('dataset') || asked.has('project');
    const stage = (wanted ? 'data' : stageInAddress()) ?? (this.look.session.dataset ? 'explore' : 'data');
    nameStage(stage);
    return stage;
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

  /**
   * A failed import is shown by its job, and both by the Data stage.
   * @param importing whether it is known that a picture is to be imported
   */
  private async take(bringing: Promise<Brought | null>, importing = false): Promise<void> {
    this.refusal = '';
    const { jobs, datasets } = this.look.session;
    try {
      const brought = await bringing;
      if (!brought) return;
      if (this.look.session.dataset && brought.kind === 'files' && brought.files.length > 0) {
        // By itself a table is no data set: it is of the one that is open.
        if (brought.files.every(({ path }) => isTextTable(path))) {
          const { openTables } = await import('../exchange/open-table.ts');
          return openTables(this.look, await Promise.all(brought.files.map(openFile)));
        }
        const [first, ...others] = brought.files;
        if (this.stage === 'explore' && !importing && others.length === 0 && isPictureName(first.path)) {
          const { openPicture } = await import('../exchange/open-picture.ts');
          openPicture(this.look, await openFile(first), () => void this.take(Promise.resolve(brought), true));
          return;
        }
      }
      const busy = jobs.running('import');
      if (brought.kind === 'files' && brought.files.length === 0)
        this.refusal = 'There are no files in what was dropped.';
      else if (busy)
        this.refusal = `“${busy.title}” is still running; wait for it or cancel it, then drop these again.`;
      if (this.refusal) return;
      const origin = originOf(brought);
      const known =
        datasets?.findLast(({ source }) => source === origin) ??
        datasets?.findLast(({ source }) => isSameOrigin(source, origin));
      if (known) this.known = { info: known, brought, count: isOneFile(brought) ? null : await countBrought(brought) };
      else await this.survey(brought);
    } catch (error) {
      this.refusal =
        error instanceof UserError
          ? error.message
          : 'What was dropped cannot be read: it was moved, changed or locked meanwhile.';
    }
  }

  private async survey(brought: Brought, into: number | null = null): Promise<void> {
    location.hash = '#/data';
    const found = await this.look.survey(brought, into).catch(() => null);
    if (found) rankFirst(this.look, found);
  }

  private onKnown(answer: KnownAnswer): void {
    const { info, brought } = this.known!;
    this.known = null;
    if (answer === 'open') {
      this.look.load(info.name).then(
        () => (location.hash = '#/explore'),
        (error: unknown) => (this.refusal = sentenceOf(error)),
      );
    }
    if (answer === 'again' || answer === 'update') void this.survey(brought, answer === 'update' ? info.id : null);
  }

  override render() {
    const { dataset } = this.look.session;
    const finding = byTouch() ? 'Find by name' : `Find by name (${PALETTE_KEY.keys[0]})`;
    return html`
      <header @look-go=${this.onGo}>
        <button class="button skip" type="button" @click=${() => this.main.focus()}>Skip to the content</button>
        <a class="brand" href="#/${dataset ? 'explore' : 'data'}"
          ><span class="mark" aria-hidden="true">2</span><span class="name">Second Look</span></a
        >
        <look-dataset-menu .look=${this.look}></look-dataset-menu>
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
            aria-label=${finding}
            ${tip(finding)}
            @click=${this.overlay.find}
          >
            ${icon('search')}
          </button>
          <button
            class="button quiet icon-only"
            type="button"
            aria-label="Theme: ${this.theme}"
            ${tip(`Theme: ${this.theme}`)}
            @click=${this.onTheme}
          >
            ${icon(THEME_ICONS[this.theme])}
          </button>
          <a
            class="button quiet icon-only"
            href="#/help"
            aria-label="Help"
            aria-current=${this.stage === 'help' ? 'page' : 'false'}
            ${tip('Help')}
            >${icon('circle-help')}</a
          >
          <a class="button quiet" href="#/about" aria-current=${this.stage === 'about' ? 'page' : 'false'}>About</a>
        </div>
      </header>
      <main tabindex="-1" @look-go=${this.onGo}>
        ${this.renderStage()}
        ${
          this.link
            ? keyed(
                this.link,
                html`<look-link-note
                  .look=${this.look}
                  .link=${this.link}
                  @look-close=${() => (this.link = null)}
                ></look-link-note>`,
              )
            : nothing
        }
        <look-error-note
          class="refusal"
          dismissible
          .message=${this.refusal}
          @look-dismiss=${() => (this.refusal = '')}
        ></look-error-note>
      </main>
      <look-status-bar .look=${this.look} .stage=${this.stage}></look-status-bar>
      <input id="look-files" type="file" multiple hidden aria-label="Files of a data set" @change=${this.onPicked} />
      ${
        this.known
          ? html`<look-known-dialog
              .info=${this.known.info}
              .brought=${this.known.count}
              @look-known-answer=${(event: LookKnownAnswerEvent) => this.onKnown(event.detail)}
            ></look-known-dialog>`
          : nothing
      }
      ${this.overlay.render()}
      ${this.dragging ? html`<div class="drop" role="status">${dropText(this.stage, dataset)} Nothing leaves this tab.</div>` : nothing}
    `;
  }

  private renderStage(): TemplateResult | typeof nothing {
    if (this.trouble) return html`<look-error-note class="trouble" .message=${this.trouble}></look-error-note>`;
    switch (this.stage) {
      case 'data':
        return html`<look-data-stage
          .look=${this.look}
          .pick=${() => this.files.click()}
          .pickFolder=${this.onPickFolder}
        ></look-data-stage>`;
      case 'noise':
        return html`<look-noise-stage .look=${this.look}></look-noise-stage>`;
      case 'train':
        return html`<look-train-stage .look=${this.look}></look-train-stage>`;
      case 'insights':
        return html`<look-insights-stage .look=${this.look}></look-insights-stage>`;
      case 'explore':
        return html`<look-explore-stage .look=${this.look}></look-explore-stage>`;
      case 'home':
        return html`<look-home-stage .look=${this.look}></look-home-stage>`;
      case 'about':
        return html`<look-about></look-about>`;
      case 'help':
        return html`<look-help></look-help>`;
      case null:
        return html`<p class="opening faint" role="status">Opening what was open last …</p>`;
    }
  }
}

const dropText = (stage: StageName | null, dataset: Dataset | null): string =>
  stage === 'explore' && dataset ? 'Drop to import, or one picture to find what is like it.' : 'Drop to import.';

/** One that may be an archive of many. */
const isOneFile = (brought: Brought): boolean => brought.kind === 'files' && brought.files.length === 1;

function titleOf(stage: StageName | null, dataset: string | undefined): string {
  const name = stage === 'home' ? 'Export' : stage && stage[0].toUpperCase() + stage.slice(1);
  return [name, dataset, 'Second Look'].filter(Boolean).join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'look-app': LookApp;
  }
}
