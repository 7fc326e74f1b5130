import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Look } from '../../api/look.ts';
import { printable } from '../../core/dataset/names.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
import { labelField } from '../../core/views/fields.ts';
import { FilterMemory } from '../../core/views/filter-memory.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { LookGoEvent } from '../events/app-events.ts';
import { renderNoneYet } from '../kit/none-yet.ts';
import { formatCount } from '../kit/format.ts';
import { SessionController } from '../kit/session-controller.ts';
import { sampleHeading } from '../samples/sample-names.ts';
import { base } from '../styles/shared.ts';
import { chooseCell, countMatrix, type MatrixCounts, type MatrixRows, type MatrixShade } from './matrix-counts.ts';
import { matrixStyles } from './matrix-styles.ts';
import { paintMatrix } from './paint-matrix.ts';
import { watchTheme } from '../samples/theme-colours.ts';

const ROW_TITLES: Record<MatrixRows, string> = { given: 'Given', current: 'Current', true: 'True' };

/** Classes up to which every row and column has its name beside it. */
const MOST_NAMED = 24;

/**
 * Label against prediction, counted over the view. A cell shows its samples, a name its row or column; what is shown is
 * a filter of the view like any other.
 */
@customElement('look-confusion-matrix')
export class LookConfusionMatrix extends LitElement {
  static override styles = [base, matrixStyles];

  private readonly session = new SessionController(this);
  private stopTheme = (): void => {};
  private readonly resizing = new ResizeObserver(() => this.paint());
  private readonly memory = new FilterMemory();
  private matrix: MatrixCounts | null = null;

  @query('canvas') private readonly canvas!: HTMLCanvasElement | null;
  @state() private rows: MatrixRows = 'given';
  @state() private shade: MatrixShade = 'row';
  @state() private byConfusion = false;
  /** Place of the cell that the keyboard is on: row, column. */
  @state() private at: [number, number] = [0, 0];
  /** Place of the cell under the pointer. */
  @state() private over: [number, number] | null = null;
  @property({ attribute: false }) look!: Look;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopTheme = watchTheme(() => this.paint());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopTheme();
    this.resizing.disconnect();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('look')) this.session.follow(this.look.session);
    const { table, view } = this.look.session;
    this.matrix = table?.predicted ? this.count(view?.stages ?? []) : null;
  }

  override updated(): void {
    if (this.canvas) this.resizing.observe(this.canvas);
    this.paint();
  }

  private count(stages: readonly ViewStage[]): MatrixCounts | null {
    try {
      return countMatrix(this.look.session.table!, stages, this.rows, this.byConfusion, this.memory);
    } catch {
      // The explorer itself says why a view cannot be shown.
      return null;
    }
  }

  private paint(): void {
    if (!this.canvas || !this.matrix) return;
    const focused = this.canvas.parentElement!.matches(':focus-visible');
    const host = this.renderRoot as ShadowRoot;
    paintMatrix(this.canvas, host, this.matrix, this.shade, focused ? this.at : null, this.looked);
  }

  /** Place of the cell that the sample looked at is in; null where there is none. */
  private get looked(): [number, number] | null {
    const { table, selected } = this.look.session;
    if (!table || selected === null) return null;
    const { order } = this.matrix!;
    const place = (label: number): number => order.indexOf(label);
    const at: [number, number] = [
      place(labelField(table, this.rows).values[selected]),
      place(labelField(table, 'predicted').values[selected]),
    ];
    return at.includes(-1) ? null : at;
  }

  private choose(row: number | null, column: number | null): void {
    const { session } = this.look;
    const { chosenRows, chosenColumns } = this.matrix!;
    const same = (chosen: readonly number[], label: number | null): boolean =>
      label === null ? chosen.length === 0 : chosen.length === 1 && chosen[0] === label;
    const again = same(chosenRows, row) && same(chosenColumns, column);
    const stages = session.view?.stages ?? [];
    const next = again ? chooseCell(stages, this.rows, null, null) : chooseCell(stages, this.rows, row, column);
    session.view = session.dataset!.view().through(next);
  }

  private readonly onRows = (event: Event): void => {
    this.rows = (event.target as HTMLSelectElement).value as MatrixRows;
  };

  private readonly onShade = (event: Event): void => {
    this.shade = (event.target as HTMLSelectElement).value as MatrixShade;
  };

  private readonly onOrder = (event: Event): void => {
    this.byConfusion = (event.target as HTMLSelectElement).value === 'confusion';
  };

  private placeUnder(event: MouseEvent): [number, number] {
    const { left, top, width, height } = this.canvas!.getBoundingClientRect();
    const k = this.matrix!.order.length;
    const place = (at: number, size: number): number => Math.min(k - 1, Math.max(0, Math.floor((at / size) * k)));
    return [place(event.clientY - top, height), place(event.clientX - left, width)];
  }

  private readonly onMove = (event: MouseEvent): void => {
    this.over = this.placeUnder(event);
  };

  private readonly onLeave = (): void => {
    this.over = null;
  };

  private readonly onClick = (event: MouseEvent): void => {
    this.at = this.over = this.placeUnder(event);
    this.chooseAt();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const moves: Record<string, [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const move = moves[event.key];
    const last = this.matrix!.order.length - 1;
    const within = (value: number): number => Math.min(last, Math.max(0, value));
    if (move) this.at = [within(this.at[0] + move[0]), within(this.at[1] + move[1])];
    else if (event.key === 'Enter' || event.key === ' ') this.chooseAt();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private chooseAt(): void {
    const { order } = this.matrix!;
    this.choose(order[this.at[0]], order[this.at[1]]);
  }

  /** The cell that is pointed at, else that of the sample looked at, else the one that the keyboard is on. */
  private saidText(): string {
    const { looked, over, at } = this;
    const { selected, table } = this.look.session;
    if (over || !looked || selected === null || !table) return this.cellText(over ?? at);
    return `${sampleHeading(table, selected)} is in ${this.cellText(looked)}`;
  }

  private cellText([row, column]: [number, number]): string {
    const { order, counts, rowSums, columnSums } = this.matrix!;
    const { classes } = this.look.session.table!;
    const [r, c] = [order[row], order[column]];
    const count = counts[row * order.length + column];
    const percent = (of: number): string => `${of === 0 ? 0 : ((100 * count) / of).toFixed(1)} %`;
    const title = ROW_TITLES[this.rows].toLowerCase();
    return `${title} ${printable(classes[r])}, predicted ${printable(classes[c])}: ${formatCount(count)} · ${percent(rowSums[row])} of row, ${percent(columnSums[column])} of column`;
  }

  override render() {
    const { table } = this.look.session;
    if (!table?.predicted) {
      return renderNoneYet(
        this.look.session,
        'No matrix yet',
        'A matrix sets labels against what a network predicts. Train one, and let it predict the samples.',
        html`<button class="button primary" type="button" @click=${() => this.dispatchEvent(new LookGoEvent('train'))}>
          Train a network
        </button>`,
      );
    }
    if (!this.matrix) return nothing;
    const { order, of, chosenRows, chosenColumns } = this.matrix;
    const named = order.length <= MOST_NAMED;
    const hasTruth = table.truth.some((label) => label !== NO_LABEL);
    const name = (label: number, chosen: readonly number[], choose: () => void) =>
      html`<button
        type="button"
        class="name"
        title=${printable(table.classes[label])}
        aria-pressed=${chosen.includes(label)}
        @click=${choose}
      >
        <span>${printable(table.classes[label])}</span>
      </button>`;
    return html`
      <div class="options">
        <label
          >Rows
          <select @change=${this.onRows}>
            ${Object.entries(ROW_TITLES).map(([value, title]) =>
              value === 'true' && !hasTruth
                ? nothing
                : html`<option value=${value} ?selected=${value === this.rows}>${title}</option>`,
            )}
          </select></label
        >
        <label
          >Shade
          <select @change=${this.onShade}>
            <option value="row" ?selected=${this.shade === 'row'}>Share of row</option>
            <option value="column" ?selected=${this.shade === 'column'}>Share of column</option>
            <option value="count" ?selected=${this.shade === 'count'}>Count</option>
          </select></label
        >
        <label
          >Order
          <select @change=${this.onOrder}>
            <option value="class" ?selected=${!this.byConfusion}>By class</option>
            <option value="confusion" ?selected=${this.byConfusion}>By confusion</option>
          </select></label
        >
      </div>
      ${
        order.length < of
          ? html`<p class="muted small">
              The ${order.length} classes that are confused most often, of ${formatCount(of)}; filter by another one in
              the sidebar.
            </p>`
          : nothing
      }
      <div class="matrix ${named ? '' : 'unnamed'}" style="--k: ${order.length}">
        <span class="axis across">predicted →</span>
        ${
          named
            ? html`<div class="names columns">
                  ${order.map((label) => name(label, chosenColumns, () => this.choose(null, label)))}
                </div>
                <div class="names rows">
                  ${order.map((label) => name(label, chosenRows, () => this.choose(label, null)))}
                </div>`
            : nothing
        }
        <div
          class="cells"
          role="grid"
          tabindex="0"
          aria-label="${ROW_TITLES[this.rows]} by predicted label"
          aria-rowcount=${order.length}
          aria-colcount=${order.length}
          aria-activedescendant="cell"
          @keydown=${this.onKey}
          @focus=${() => this.paint()}
          @blur=${() => this.paint()}
          @click=${this.onClick}
          @pointermove=${this.onMove}
          @pointerleave=${this.onLeave}
        >
          <canvas aria-hidden="true"></canvas>
          <div role="row" class="visually-hidden" aria-rowindex=${this.at[0] + 1}>
            <div role="gridcell" id="cell" aria-colindex=${this.at[1] + 1}>${this.cellText(this.at)}</div>
          </div>
        </div>
      </div>
      <p class="said muted num">${this.saidText()}</p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'look-confusion-matrix': LookConfusionMatrix;
  }
}
