import { TextFitter } from '../samples/fit-text.ts';
import { CAPTION_LINE, type GridLayout } from './grid-layout.ts';
import { markedTags, type SampleFacts } from '../samples/sample-facts.ts';
import { formatDecimal } from '../kit/format.ts';
import type { ThemeColours } from '../samples/theme-colours.ts';
import type { TileShapes } from './tile-shapes.ts';

/** Tags that a tile has room for. */
const MOST_MARKS = 3;

/** A caption lower than this has room for one line only, CSS pixels. */
const ONE_LINE_MOST = 30;

/** Texts measured, by what they are: each is in a font of its own. Kept over layouts, whose texts are the same. */
export class TileFonts {
  readonly captions = new TextFitter();
  readonly headings = new TextFitter();

  /** Measures all anew. */
  forget(): void {
    for (const fitter of [this.captions, this.headings]) fitter.forget();
  }
}

/** Writes what is below a picture; nothing is written over one. */
export class TileWords {
  /** @param scale device pixels a CSS pixel */
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly shapes: TileShapes,
    private readonly layout: GridLayout,
    private readonly colours: ThemeColours,
    private readonly scale: number,
    private readonly fonts: TileFonts,
  ) {}

  /** Before captions are written. */
  beginCaptions(): void {
    this.fonts.captions.use(this.context, `500 ${this.px(11)}px ${this.colours.font}`);
  }

  /**
   * Label and score, what is suggested or decided with the initials of tags, then the lines that a person picked.
   * @param top of the caption, device pixels @param labelled whether the labels are wanted
   */
  caption(
    left: number,
    top: number,
    side: number,
    facts: SampleFacts,
    labelled: boolean,
    lines: readonly string[],
  ): void {
    const { context, colours, layout } = this;
    const { captions } = this.fonts;
    const [x, width] = [left + this.px(4), side - this.px(8)];
    const [first, second] = [top + this.px(15), top + this.px(29)];
    const roomy = layout.caption - lines.length * CAPTION_LINE >= ONE_LINE_MOST;
    const free = width - this.score(x + width, first, facts) - this.px(4);
    const [word, colour] = this.verdict(facts);
    if (labelled && (roomy || word === '')) this.given(x, first, free, facts);
    else if (word) this.write(word, x, first, free, colours[colour]);
    if (labelled && roomy) {
      const rest = width - this.tags(x + width, second, facts);
      if (word) this.write(word, x, second, rest, colours[colour]);
    }
    context.fillStyle = colours.text2;
    lines.forEach((line, j) => {
      const y = top + this.px(layout.caption - (lines.length - j) * CAPTION_LINE + 6);
      context.fillText(captions.fit(context, line, width), x, y);
    });
  }

  /** What is decided, or else suggested, with a sign of its own: never by colour alone. A prediction beyond the review budget is no suggestion. */
  private verdict({
    decision,
    relabelled,
    differs,
    predicted,
    struck,
  }: SampleFacts): [string, 'text' | 'text2' | 'accentText'] {
    if (decision === 'excluded') return ['✕ excluded', 'text'];
    if (decision === 'unsure') return ['? unsure', 'text'];
    if (relabelled) return [`✓ ${relabelled}`, 'text'];
    if (decision === 'confirmed') return ['✓ confirmed', 'text'];
    if (!differs) return ['', 'text2'];
    return [`→ ${predicted}`, struck ? 'accentText' : 'text2'];
  }

  private write(text: string, x: number, y: number, width: number, colour: string): void {
    this.context.fillStyle = colour;
    this.context.fillText(this.fonts.captions.fit(this.context, text, width), x, y);
  }

  /** The given label, struck through where it stands no more or another is suggested. */
  private given(x: number, y: number, width: number, { given, struck, decision }: SampleFacts): void {
    const { context, colours } = this;
    const { captions } = this.fonts;
    const text = captions.fit(context, given || 'no label', width);
    context.fillStyle = struck && !decision ? colours.warnText : given && !struck ? colours.text : colours.text2;
    context.fillText(text, x, y);
    if (struck) context.fillRect(x, y - this.px(3.5), captions.widthOf(context, text), Math.max(1, this.px(1)));
  }

  /** The score at the end of a line, underlined by dashes where it is stale. @returns the room it takes */
  private score(right: number, y: number, { score, stale }: SampleFacts): number {
    if (Number.isNaN(score)) return 0;
    const { context, colours } = this;
    const { captions } = this.fonts;
    const text = formatDecimal(score);
    const width = captions.widthOf(context, text);
    context.fillStyle = colours.text2;
    context.fillText(text, right - width, y);
    // A page without a frame has no pixels: a step of none would never end.
    const step = Math.max(1, this.px(5));
    for (let at = 0; stale && at < width; at += step) {
      context.fillRect(right - width + at, y + this.px(2), Math.min(this.px(3), width - at), Math.max(1, this.px(1)));
    }
    return width;
  }

  /** Initials of tags at the end of a line; the card beside the pointer has them in full. @returns the room they take */
  private tags(right: number, y: number, facts: SampleFacts): number {
    const { context, colours, shapes } = this;
    const { captions } = this.fonts;
    let taken = 0;
    for (const tag of markedTags(facts).slice(0, MOST_MARKS)) {
      const text = tag.charAt(0).toUpperCase();
      const width = captions.widthOf(context, text) + this.px(6);
      const x = right - taken - width;
      const box = { x, y: y - this.px(10), width, height: this.px(13) };
      shapes.outline(box, colours.text2, 1, 3);
      context.fillStyle = colours.text;
      context.fillText(text, x + this.px(3), y);
      taken += width + this.px(3);
    }
    return taken;
  }

  private px(value: number): number {
    return Math.round(value * this.scale);
  }
}
