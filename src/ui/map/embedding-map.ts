import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import type { EmbeddingMap } from '../../api/maps.ts';
import type { MapMethod } from '../../core/insights/map-points.ts';
import { memo } from '../../core/memo.ts';
import type { Run } from '../../core/training/run.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { ActionController } from '../kit/action-controller.ts';
import { renderNoneYet } from '../kit/none-yet.ts';
import { formatPlural } from '../kit/format.ts';
import '../kit/job-bar.ts';
import { SessionController } from '../kit/session-controller.ts';
import { base } from '../styles/shared.ts';
import type { Pictures } from '../samples/pictures.ts';
import { DotsController } from './dots-controller.ts';
import { METHOD_TITLES, type LookMapChoiceEvent } from './map-bar.ts';
import { WHOLE, squareOf } from './map-camera.ts';
import { mapStyles } from './map-styles.ts';

/**
 * The samples that a run has predicted, laid out by its features: alike ones lie together. Follows the session: samples outside
 * the view are faint; what is picked here is the session's selection, and a click looks at a sample.
 */
@customElement('look-embedding-map')
export class LookEmbeddingMap extends LitElement {
  static override styles = [base, mapStyles];

  private readonly session = new SessionController(this);
  private readonly action = new ActionController(this);
  private readonly dots: DotsController = new DotsController(this);
  private readonly square = memo(squareOf);
  /** The layouts that were asked for already, by run and method. */
  private readonly tried = new Set<string>();

  /** The method chosen; null for UMAP where there is one, else PCA. */
  @state() private chosen: MapMethod | null = null;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) pictures!: Pictures;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
  }

  override updated(): void {
    const run = this.run;
    if (run) this.computeAtOnce(run);
  }

  /** The run whose predictions are shown, where it has some. */
  private get run(): Run | null {
    const { session } = this.look;
    return session.table?.predicted ? session.run : null;
  }

  private get method(): MapMethod {
    if (this.chosen || !this.run) return this.chosen ?? 'pca';
    const { status } = this.look.maps.find(this.run.id, 'umap');
    return status === 'ready' || status === 'unfolding' ? 'umap' : 'pca';
  }

  /**
   * Principal components take a second: nobody needs to ask for them. UMAP takes longer: it follows once the run is scored and nothing else
   * is running.
   */
  private computeAtOnce(run: Run): void {
    const { table, jobs } = this.look.session;
    const misses = (method: MapMethod): boolean =>
      this.look.maps.find(run.id, method).status === 'missing' && !this.tried.has(`${run.id} ${method}`);
    const idle = !jobs.list.some(({ status }) => status === 'running' || status === 'waiting');
    const wantsUmap =
      this.chosen !== 'pca' &&
      table!.scores.size > 0 &&
      idle &&
      this.look.maps.find(run.id, 'pca').status !== 'loading';
    const next = this.method === 'pca' && misses('pca') ? 'pca' : wantsUmap && misses('umap') ? 'umap' : null;
    if (!next || this.action.busy || jobs.running('map')) return;
    this.tried.add(`${run.id} ${next}`);
    this.compute(run, next);
  }

  private compute(run: Run, method: MapMethod): void {
    this.action.run(() => this.look.computeMap(run.name, method), this.look.session.jobs);
  }

  private readonly onChoice = ({ detail }: LookMapChoiceEvent): void => {
    if (detail.method) this.chosen = detail.method;
  };

  override render() {
    const { table } = this.look.session;
    const run = this.run;
    if (!run || !table) {
      return renderNoneYet(
        this.look.session,
        'No map yet',
        'A map lays samples out by what a network sees in them. Train one, and let it predict the samples.',
        html`<button class="button primary" type="button" @click=${() => this.dispatchEvent(new LookGoEvent('train'))}>
          Train a network
        </button>`,
      );
    }
    const { method, dots } = this;
    const map = this.look.maps.find(run.id, method);
    dots.update(table, map);
    const home = map.status === 'ready' ? this.square(map.points) : WHOLE;
    return html`<div class="bar" @look-map-choice=${this.onChoice}>${dots.renderBar(table, method)}</div>
      <div class="area">
        ${dots.renderCanvas(map, 'Embedding map', this.tell(map), home)} ${this.renderInvitation(run, map)}
        <div class="over">${this.action.renderError()} ${this.renderJob(run, map)}</div>
      </div>
      ${dots.renderLegend()}`;
  }

  /** What is shown, in words. */
  private tell(map: EmbeddingMap): string {
    if (map.indices.length === 0) return 'The map is not laid out yet.';
    return this.dots.tell(`${METHOD_TITLES[this.method]} of ${formatPlural(map.indices.length, 'sample')}`);
  }

  private renderInvitation(run: Run, map: EmbeddingMap) {
    if (map.status !== 'missing' || this.look.session.jobs.running('map')) return nothing;
    const umap = this.method === 'umap';
    return html`<div class="invite">
      <div class="card">
        <h2>${umap ? 'Lay out by UMAP' : 'Lay out by principal components'}</h2>
        <p class="muted">
          ${
            umap
              ? 'Alike samples come to lie together, so that one of another kind stands out. About a minute for 60,000 samples, seconds for a few thousand.'
              : 'The two directions in which the features vary most; a second or two.'
          }
        </p>
        <button class="button primary" type="button" @click=${() => this.compute(run, this.method)}>Lay out</button>
      </div>
    </div>`;
  }

  private renderJob(run: Run, map: EmbeddingMap) {
    const job = this.look.session.jobs.running('map');
    if (job) return html`<look-job-bar class="card" .job=${job}></look-job-bar>`;
    const missing = this.dots.model.predicted - map.indices.length;
    if (map.status !== 'ready' || missing <= 0) return nothing;
    return html`<div class="card note">
      <span>${formatPlural(missing, 'sample')} predicted since ${missing === 1 ? 'is' : 'are'} not on this map.</span>
      <button class="button small" type="button" @click=${() => this.compute(run, this.method)}>Lay out again</button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-embedding-map': LookEmbeddingMap;
  }
}
