/** Texts remembered, at most: scores on tiles are many. */
const MOST = 4096;

/**
 * Measures text in one font and shortens it to a width with an ellipsis, and remembers both: the same few names are written on
 * every tile, and asking the canvas is what costs.
 */
export class TextFitter {
  private readonly fitted = new Map<string, string>();
  private readonly widths = new Map<string, number>();
  private font = '';

  /** Sets the context's font, to write in and to measure by. */
  use(context: CanvasRenderingContext2D, font: string): void {
    context.font = font;
    if (this.font === font) return;
    this.font = font;
    this.forget();
  }

  /** Forgets all: the same font looks otherwise once it is loaded. */
  forget(): void {
    this.fitted.clear();
    this.widths.clear();
  }

  /** The text's width in the font, in the context's units. */
  widthOf(context: CanvasRenderingContext2D, text: string): number {
    const known = this.widths.get(text);
    if (known !== undefined) return known;
    if (this.widths.size >= MOST) this.widths.clear();
    const { width } = context.measureText(text);
    this.widths.set(text, width);
    return width;
  }

  /**
   * The text, or as much of it as fits.
   * @param width in the context's units
   */
  fit(context: CanvasRenderingContext2D, text: string, width: number): string {
    if (this.widthOf(context, text) <= width) return text;
    const key = `${Math.floor(width)} ${text}`;
    const known = this.fitted.get(key);
    if (known !== undefined) return known;
    if (this.fitted.size >= MOST) this.fitted.clear();
    const cut = shorten(text, (part) => context.measureText(part).width <= width);
    this.fitted.set(key, cut);
    return cut;
  }
}

function shorten(text: string, fits: (part: string) => boolean): string {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(`${text.slice(0, middle)}…`)) low = middle;
    else high = middle - 1;
  }
  // Half of a character outside the basic plane is none.
  const whole = text
    .slice(0, low)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
  return whole === '' ? '' : `${whole}…`;
}
