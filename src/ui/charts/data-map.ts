import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { DATA_MAP_REGIONS } from '../../core/insights/data-map.ts';
import type { Table } from '../../core/dataset/table.ts';
import { memo } from '../../core/memo.ts';
import type { Run } from '../../core/training/run.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { ActionController } from '../kit/action-controller.ts';
import '../kit/empty.ts';
import { renderNoneYet } from '../kit/none-yet.ts';
import { byTouch } from '../kit/by-touch.ts';
import { formatCount, formatPlural } from '../kit/format.ts';
import '../kit/job-bar.ts';
import { tip } from '../kit/tip.ts';
import { predictedScopes } from '../scope/scopes.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import { fieldTitle } from '../samples/field-titles.ts';
import { DotsController } from '../map/dots-controller.ts';
import type { LookMapCameraEvent } from '../map/map-canvas.ts';
import { mapStyles } from '../map/map-styles.ts';
import type { Pictures } from '../samples/pictures.ts';
import { dataMapStyles } from './data-map-styles.ts';
import './plot-axes.ts';
import type { LookPlotAxes } from './plot-axes.ts';
import { DATA_MAP, dataMapKeys, layOut, planeScores, samplesByRegion, type ScorePlane } from './score-plane.ts';

/** What the samples of each region are like, in the order of DATA_MAP_REGIONS. */
const REGION_MEANINGS = [
  'The network soon believed these labels, and kept believing them.',
  'The network wavered: the third of all samples whose label’s probability changed most.',
  'The network never came to believe these labels. Mistakes are mostly here.',
];

/**
 * The data map of the shown run: the mean probability of each label over the epochs of training, against its standard deviation; or
 * any two scores against each other. Follows the session as the embedding map does.
 */
@customElement('look-data-map')
export class LookDataMap extends LitElement {
  static override styles = [base, mapStyles, dataMapStyles];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  private readonly dots: DotsController = new DotsController(this);
  private readonly plane = memo(layOut);
  private readonly samplesShown = memo(samplesByRegion);
  /** The run whose history was looked for last. */
  private soughtRun = 0;

  @query('look-plot-axes') private readonly axes!: LookPlotAxes;
  /** Keys of the scores chosen, across and up; null for the data map's. */
  @state() private chosen: readonly [x: string, y: string] | null = null;
  /** Whether the shown run keeps a history; null until that is known. */
  @state() private kept: boolean | null = null;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) pictures!: Pictures;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
    const { run } = this.look.session;
    if (!run || this.soughtRun === run.id) return;
    this.soughtRun = run.id;
    this.kept = null;
    void this.seekHistory(run);
  }

  private async seekHistory({ id, name }: Run): Promise<void> {
    const kept = await this.look.keepsHistory(name).catch(() => false);
    if (this.soughtRun === id) this.kept = kept;
  }

  private compute(run: Run): void {
    const [scope] = predictedScopes(this.look.session);
    const requests = DATA_MAP.map((method) => ({ key: method, method }));
    this.action.run(() => this.look.computeScores(scope.view, run.name, requests), this.look.session.jobs);
  }

  private readonly onCamera = ({ detail }: LookMapCameraEvent): void => {
    // Set directly: rendering everything else at every frame would be slow.
    this.axes.camera = detail;
  };

  private choose(which: 0 | 1, event: Event, shown: readonly [string, string]): void {
    const keys: [string, string] = [...shown];
    keys[which] = (event.target as HTMLSelectElement).value;
    this.chosen = keys;
  }

  private pick(indices: readonly number[], event: MouseEvent): void {
    const { selection } = this.look.session;
    if (event.ctrlKey || event.metaKey || selection.picking) selection.add(indices);
    else selection.replace(indices);
  }

  override render() {
    const { table, run } = this.look.session;
    const standard = table && dataMapKeys(table);
    // Another run may lack the scores that were chosen.
    const chosen = this.chosen?.every((key) => table?.scores.has(key)) ? this.chosen : null;
    const [x, y] = chosen ?? standard ?? ['', ''];
    const plane = table && this.plane(table.scores, table.classes, x, y);
    if (!table || !run || !plane) return this.renderEmpty(table, run);
    const { dots } = this;
    dots.update(table, plane.dots);
    const what = `${plane.y.title} against ${plane.x.title} of ${formatPlural(plane.dots.indices.length, 'sample')}`;
    return html`${dots.renderBar(table, null, this.renderChoices(table, [plane.x.key, plane.y.key], standard))}
      <div class="area">
        <div class="dots" @look-map-camera=${this.onCamera}>
          ${dots.renderCanvas(plane.dots, plane.regions ? 'Data map' : 'Score against score', dots.tell(what))}
        </div>
        <look-plot-axes
          .x=${plane.x}
          .y=${plane.y}
          .ambiguousFrom=${plane.regions?.ambiguousFrom ?? null}
        ></look-plot-axes>
        <div class="over">${this.action.renderError()}</div>
      </div>
      <div>${plane.regions ? this.renderRegions(plane) : nothing}${dots.renderLegend()}</div>`;
  }

  private renderChoices(table: Table, shown: readonly [string, string], standard: readonly [string, string] | null) {
    const scores = planeScores(table);
    const select = (which: 0 | 1, label: string) =>
      html`<select aria-label=${label} @change=${(event: Event) => this.choose(which, event, shown)}>
        ${scores.map(
          ({ key }) =>
            html`<option value=${key} ?selected=${key === shown[which]}>
              ${fieldTitle(table, `insights.${key}`)}
            </option>`,
        )}
      </select>`;
    const other = standard && (standard[0] !== shown[0] || standard[1] !== shown[1]);
    return html`<div class="choices">
      ${select(1, 'Score upwards')}<span class="muted">against</span>${select(0, 'Score across')}
      ${
        other
          ? html`<button class="button small" type="button" @click=${() => (this.chosen = null)}>Data map</button>`
          : nothing
      }
    </div>`;
  }

  /** Which regions there are, how many samples are shown in each, and a button to pick those. */
  private renderRegions(plane: ScorePlane) {
    const shown = this.samplesShown(plane.dots.indices, plane.regions!.regionOf, this.dots.model.drawn.live);
    return html`<ul class="regions" aria-label="Regions">
      ${DATA_MAP_REGIONS.map(
        (name, region) =>
          html`<li>
            <button
              class="button small"
              type="button"
              @click=${(event: MouseEvent) => this.pick(shown[region], event)}
              ${tip(`${REGION_MEANINGS[region]} ${byTouch() ? 'Tap' : 'Click'} to pick them.`)}
            >
              ${name} <span class="num muted">${formatCount(shown[region].length)}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  }

  private renderEmpty(table: Table | null, run: Run | null) {
    if (!table || !run || run.source !== 'trained') {
      return renderNoneYet(
        this.look.session,
        'No data map yet',
        'A data map shows how a network came to terms with each label while it learned. Train one.',
        this.renderTrain('Train a network'),
      );
    }
    const job = this.look.session.jobs.running('score');
    if (job) return html`<div class="alone"><look-job-bar .job=${job}></look-job-bar></div>`;
    if (this.kept === null) return html`<p class="alone muted" role="status">Reading …</p>`;
    const scores = planeScores(table);
    const others = html`${
      scores.length > 1
        ? html`<button class="button" type="button" @click=${() => (this.chosen = [scores[1].key, scores[0].key])}>
            Show two other scores
          </button>`
        : nothing
    }`;
    if (this.kept && table.predicted) {
      return html`<look-empty
          heading="The data map is one step away"
          text="“${run.name}” keeps what it said of each sample in every epoch. How much it believed each label, and how much it wavered, is computed from that in a second or two."
        >
          <button class="button primary" type="button" @click=${() => this.compute(run)}>Compute the data map</button>
          ${others}</look-empty
        >${this.action.renderError()}`;
    }
    return html`<look-empty
      heading=${this.kept ? `“${run.name}” has predicted nothing yet` : `“${run.name}” kept no history`}
      text=${
        this.kept
          ? 'Its data map can be computed once it has predicted the samples.'
          : 'A data map needs what the network said of each sample in every epoch. Runs keep that as they train: train again to get one.'
      }
    >
      ${this.renderTrain(this.kept ? 'Predict' : 'Train again')} ${others}
    </look-empty>`;
  }

  private renderTrain(title: string) {
    return html`<button
      class="button primary"
      type="button"
      @click=${() => this.dispatchEvent(new LookGoEvent('train'))}
    >
      ${title}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-data-map': LookDataMap;
  }
}
