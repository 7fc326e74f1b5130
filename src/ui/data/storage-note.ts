import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { tellWhetherKept } from '../../tasks/keep-data.ts';
import { formatBytes } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';

/** Free bytes below which the note warns: too few for a data set of CIFAR's size and a few runs. */
const LITTLE = 500e6;

/** How much this page stores, how much room there is, and whether the browser may clear it by itself. */
@customElement('look-storage-note')
export class LookStorageNote extends LitElement {
  static override styles = [base];

  private readonly followed = new SessionController(this);
  private measured: Look['session']['storage'] = null;

  @state() private persisted: boolean | null = null;
  @property({ attribute: false }) look!: Look;

  override willUpdate(): void {
    this.followed.follow(this.look.session);
  }

  override updated(): void {
    const { storage } = this.look.session;
    if (this.measured === storage) return;
    this.measured = storage;
    tellWhetherKept((kept) => (this.persisted = kept));
  }

  override render() {
    const { storage } = this.look.session;
    if (!storage || storage.quota === 0) return nothing;
    const free = Math.max(0, storage.quota - storage.usage);
    return html`<p class=${free < LITTLE ? 'given' : 'faint'}>
      ${formatBytes(storage.usage)} stored, room for ${formatBytes(free)} more.
      ${free < LITTLE ? 'That is little: delete a data set or free disk space before a large import.' : nothing}
      ${
        this.persisted === null
          ? nothing
          : this.persisted
            ? 'The browser keeps it until you delete it.'
            : 'The browser may clear it when the disk runs full.'
      }
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-storage-note': LookStorageNote;
  }
}
