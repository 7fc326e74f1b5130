/** Shortens text to a width with an ellipsis, and remembers: the same few names are written on every tile. */
export class TextFitter {
  private readonly known = new Map<string, string>();
  private font = '';

  /**
   * The text, or as much of it as fits.
   * @param context whose font is set
   * @param width in the context's units
   */
  fit(context: CanvasRenderingContext2D, text: string, width: number): string {
    if (this.font !== context.font) {
      this.font = context.font;
      this.known.clear();
    }
    const key = `${Math.floor(width)} ${text}`;
    let fitted = this.known.get(key);
    if (fitted === undefined) {
      fitted = cut(context, text, width);
      this.known.set(key, fitted);
    }
    return fitted;
  }
}

function cut(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(`${text.slice(0, middle)}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${text.slice(0, low).trimEnd()}…`;
}
