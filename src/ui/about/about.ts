import { LitElement, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { base, stagePage } from '../styles/shared.ts';

/** What this is, what it keeps to itself, and whose work is in it. */
@customElement('look-about')
export class LookAbout extends LitElement {
  static override styles = [base, stagePage];

  override render() {
    return html`<article class="page" style="max-width: 760px">
      <div>
        <h1>About Second Look</h1>
        <p class="lead">
          A workbench that finds the label mistakes in an image data set, wholly in a browser tab: import, train, score,
          look. Free software under the Apache License 2.0.
        </p>
      </div>
      <section>
        <h2>Privacy</h2>
        <p class="muted">
          Pictures, labels, networks and scores are kept in this browser’s own storage and are computed in its workers.
          The page asks no other host for anything unless you click a button that names the host. There are no cookies,
          no counters, no accounts. Deleting a data set here removes it.
        </p>
      </section>
      <section>
        <h2>Scripts</h2>
        <p class="muted">
          Everything the page does, a script can do: open the developer tools and type <code>look</code>. For example
          <code>look.session.view = look.dataset.view().matchTags('mistake')</code>. The repository’s docs/api.md
          describes every call.
        </p>
      </section>
      <section>
        <h2>The demo’s pictures</h2>
        <p class="muted">Emoji-32 is drawn from three sets of emoji, scaled to 32×32 pixels on white:</p>
        <ul class="muted" style="margin-top: 8px; padding-left: 18px; list-style: disc">
          <li>Noto Emoji, © Google, Apache License 2.0</li>
          <li>Twemoji, © Twitter and other contributors, CC BY 4.0</li>
          <li>Fluent Emoji (flat), © Microsoft, MIT License</li>
        </ul>
      </section>
      <section>
        <h2>Built with</h2>
        <p class="muted">
          TensorFlow.js, Lit, Web Awesome, Dexie, Comlink, uPlot, Papa Parse, Inter and Lucide; their licences are in
          <a href="LICENSES-packages.txt">LICENSES-packages.txt</a>, the demo’s in <a href="NOTICE.txt">NOTICE.txt</a>.
          The scores follow FiftyOne and cleanlab.
        </p>
      </section>
    </article>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-about': LookAbout;
  }
}
