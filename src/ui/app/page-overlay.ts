import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Look } from '../../api/look.ts';
import { sentenceOf } from '../../core/errors.ts';
import type { StageName } from '../events/app-events.ts';
import { helpAddress } from '../help/contents.ts';
import { PALETTE_KEY, belongsToControl, findByKey, type KeyLine } from '../kit/keys.ts';
import type { Command } from './commands.ts';
import type { LookCommandEvent } from './palette.ts';

/** What it stands over. */
export interface PageOverlayHost extends ReactiveControllerHost {
  readonly look: Look;
  /** The stage that is shown; null until it is known. */
  readonly stage: StageName | null;
  /** Says what kept something from being done. */
  refusal: string;
}

/** What stands open: everything by its name, or all keys. Each is loaded when it is first wanted. */
type Open =
  | { what: 'palette'; commands: readonly Command[] }
  | { what: 'help'; lines: readonly KeyLine[]; touches: readonly KeyLine[] };

/** What keys open on every stage: Ctrl-K finds anything by its name, `?` shows all keys. */
export class PageOverlay implements ReactiveController {
  private open: Open | null = null;

  constructor(private readonly host: PageOverlayHost) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.onKey);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.onKey);
    this.open = null;
  }

  /** Has anything found by its name. */
  readonly find = (): void => this.loaded(this.loadPalette());

  /** What stands open. */
  render(): TemplateResult | typeof nothing {
    const { open } = this;
    if (open === null) return nothing;
    if (open.what === 'help')
      return html`<look-keys-dialog
        .lines=${open.lines}
        .touches=${open.touches}
        @look-close=${this.close}
      ></look-keys-dialog>`;
    return html`<look-palette
      .commands=${open.commands}
      @look-command=${this.onCommand}
      @look-close=${this.close}
    ></look-palette>`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.repeat) return;
    if (findByKey([PALETTE_KEY], event)) {
      event.preventDefault();
      if (this.open?.what === 'palette') this.close();
      // Another dialog wants its answer first.
      else if (!event.composedPath().some((at) => at instanceof HTMLDialogElement)) this.find();
    } else if (event.key === '?' && !this.isExplorers && !belongsToControl(event)) {
      event.preventDefault();
      this.help();
    }
  };

  /** The explorer shows its keys itself, where there is something to explore. */
  private get isExplorers(): boolean {
    return this.host.stage === 'explore' && this.host.look.session.dataset !== null;
  }

  private readonly help = (): void => this.loaded(this.loadHelp());

  private async loadPalette(): Promise<Open> {
    const [{ commandsOf }] = await Promise.all([import('./commands.ts'), import('./palette.ts')]);
    const go = (stage: StageName): void => void (location.hash = `#/${stage}`);
    const read = (page: string): void => void (location.hash = helpAddress(page));
    return { what: 'palette', commands: commandsOf(this.host.look, this.host.stage, { go, help: this.help, read }) };
  }

  private async loadHelp(): Promise<Open> {
    const [{ KEY_HELP, TOUCH_HELP }] = await Promise.all([
      import('../explore/key-help.ts'),
      import('../kit/keys-dialog.ts'),
    ]);
    return { what: 'help', lines: KEY_HELP, touches: TOUCH_HELP };
  }

  private loaded(opening: Promise<Open>): void {
    opening.then(
      (open) => {
        this.open = open;
        this.host.requestUpdate();
      },
      () => {
        this.host.refusal =
          'This part of the page could not be loaded. Check the connection, then load the page again.';
      },
    );
  }

  private readonly close = (): void => {
    this.open = null;
    this.host.requestUpdate();
  };

  /** Once the palette is gone: what is done may open a dialog of its own, or be about what has the keyboard. */
  private readonly onCommand = ({ detail }: LookCommandEvent): void => {
    this.close();
    this.host.updateComplete
      .then(() => detail.run())
      .catch((error: unknown) => {
        this.host.refusal = sentenceOf(error);
      });
  };
}
