import { TextFitter } from '../samples/fit-text.ts';
import { CAPTION_LINE, type GridLayout } from './grid-layout.ts';
import { markedTags, type SampleFacts } from '../samples/sample-facts.ts';
import { formatScore } from '../scores/shown-score.ts';
import type { ThemeColours } from '../samples/theme-colours.ts';
import type { TileShapes } from './tile-shapes.ts';

/** Tags that a tile has room for. */
const MOST_MARKS = 3;

/** Tiles from this side on write tags out. */
const NAMED_MARKS_FROM = 88;

/** A caption lower than this has room for one line only, CSS pixels. */
const ONE_LINE_MOST = 30;

/** Texts measured, by what they are: each is in a font of its own. Kept over layouts, whose texts are the same. */
export class TileFonts {
  readonly captions = new TextFitter();
  readonly badges = new TextFitter();
  readonly marks = new TextFitter();
  readonly headings = new TextFitter();

  /** Measures all anew. */
  forget(): void {
    for (const fitter of [this.captions, this.badges, this.marks, this.headings]) fitter.forget();
  }
}

/** Writes on tiles: what is below a picture, its score, its tags. Each kind for all tiles in turn, so that fonts change rarely. */
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
   * Given label struck through, then the class suggested instead, never by colour alone; then the lines that a person picked.
   * @param top of the caption, device pixels
   */
  caption(left: number, top: number, side: number, facts: SampleFacts | null, lines: readonly string[]): void {
    const { context, colours, layout } = this;
    if (facts) this.labels(left, top, side, facts, lines.length);
    context.fillStyle = colours.text2;
    lines.forEach((line, j) => {
      const y = top + this.px(layout.caption - (lines.length - j) * CAPTION_LINE + 6);
      context.fillText(this.fonts.captions.fit(context, line, side - this.px(8)), left + this.px(4), y);
    });
  }

  /** Before badges are written. */
  beginBadges(): void {
    this.fonts.badges.use(this.context, `600 ${this.px(10.5)}px ${this.colours.font}`);
  }

  /** The score, in the lower right corner of the picture. */
  badge(right: number, bottom: number, { score, stale }: SampleFacts): void {
    const { context, shapes } = this;
    const text = formatScore(score, true) + (stale ? ' stale' : '');
    const width = this.fonts.badges.widthOf(context, text) + this.px(10);
    const box = { x: right - width - this.px(4), y: bottom - this.px(20), width, height: this.px(16) };
    // On a picture, so the same in both themes.
    shapes.fill(box, 'rgb(8 12 15 / 80%)', 4);
    if (stale) shapes.outline(box, '#f0a04b', 1, 4, [3, 2]);
    context.fillStyle = '#fff';
    context.fillText(text, box.x + this.px(5), bottom - this.px(8));
  }

  /** Before marks are written. */
  beginMarks(): void {
    this.fonts.marks.use(this.context, `600 ${this.px(10)}px ${this.colours.font}`);
  }

  /** What was done to it and its tags, below each other from the upper left corner; by initials where there is little room. */
  marks(left: number, top: number, side: number, facts: SampleFacts): void {
    const { context, colours } = this;
    const named = this.layout.tile >= NAMED_MARKS_FROM;
    const words = [facts.relabelled ? 'relabelled' : '', facts.excluded ? 'excluded' : '', ...markedTags(facts)];
    let y = top + this.px(4);
    for (const word of words.filter(Boolean).slice(0, MOST_MARKS)) {
      const text = named ? this.fonts.marks.fit(context, word, side - this.px(18)) : word.charAt(0).toUpperCase();
      const width = Math.max(this.fonts.marks.widthOf(context, text) + this.px(10), this.px(14));
      const [back, ink] =
        word === 'relabelled'
          ? [colours.accent, colours.accentInk]
          : word === 'mistake'
            ? [colours.warnSoft, colours.warnText]
            : [colours.surface, colours.text];
      this.shapes.fill({ x: left + this.px(4), y, width, height: this.px(15) }, back, 4);
      context.fillStyle = ink;
      context.fillText(text, left + this.px(9), y + this.px(11));
      y += this.px(17);
    }
  }

  private labels(left: number, top: number, side: number, facts: SampleFacts, lines: number): void {
    const { context, colours } = this;
    const { captions } = this.fonts;
    const doubted = facts.relabelled || (facts.differs ? facts.predicted : '');
    const width = side - this.px(8);
    const [x, first] = [left + this.px(4), top + this.px(15)];
    const sign = facts.relabelled ? '✓ ' : '→ ';
    if (doubted && this.layout.caption - lines * CAPTION_LINE < ONE_LINE_MOST) {
      context.fillStyle = colours.text;
      context.fillText(captions.fit(context, sign + doubted, width), x, first);
      return;
    }
    const given = captions.fit(context, facts.given || 'no label', width);
    context.fillStyle = doubted ? colours.warnText : facts.given ? colours.text : colours.text2;
    context.fillText(given, x, first);
    if (!doubted) return;
    context.fillRect(x, first - this.px(3.5), captions.widthOf(context, given), Math.max(1, this.px(1)));
    context.fillStyle = facts.relabelled ? colours.text : colours.accentText;
    context.fillText(captions.fit(context, sign + doubted, width), x, first + this.px(14));
  }

  private px(value: number): number {
    return Math.round(value * this.scale);
  }
}
