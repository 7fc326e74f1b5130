import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { icon } from '../icons.ts';
import { ActionController } from '../kit/action-controller.ts';
import { base } from '../styles/shared.ts';

/** Replaces given labels by those of a CSV file that a person picks. */
@customElement('look-label-file')
export class LabelFile extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--look-space-3);
        justify-items: start;
      }
      pre {
        margin: 0;
        padding: var(--look-space-2) var(--look-space-3);
        border-radius: var(--look-radius-small);
        background: var(--look-surface-2);
        font: var(--look-size-2) / 1.5 var(--look-font-mono);
      }
      .pick:has(input:focus-visible) {
        outline: 2px solid var(--look-focus);
        outline-offset: 2px;
      }
      look-error-note {
        width: 100%;
      }
    `,
  ];

  private readonly action = new ActionController(this);

  @property({ attribute: false }) look!: Look;

  private onFile(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file) this.action.run(async () => this.look.replaceLabels(await file.text()), this.look.session.jobs);
    // The same file, corrected, may be picked again.
    input.value = '';
  }

  override render() {
    const [name = 'cat'] = this.look.session.table?.classes ?? [];
    return html`<p class="muted">
        A CSV file with the columns <code>index,label</code>; a label is a class name or a number. The labels of before
        stay as true labels, so the ranking can be judged.
      </p>
      <pre aria-label="Example">
index,label
0,${name}
17,3</pre>
      <label class="button pick">
        ${icon('upload')} ${this.action.busy ? 'Reading …' : 'Choose a CSV file'}
        <input
          class="visually-hidden"
          type="file"
          accept=".csv,text/csv"
          ?disabled=${this.action.busy}
          @change=${this.onFile}
        />
      </label>
      ${this.action.renderError()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-label-file': LabelFile;
  }
}
