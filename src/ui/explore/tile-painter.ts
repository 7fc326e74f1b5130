import { TextFitter } from './fit-text.ts';
import { formatCount } from '../kit/format.ts';
import { BADGE_FROM, CAPTION_LINE, type GridLayout, type GridSection } from './grid-layout.ts';
import { markedTags, type SampleFacts } from './sample-facts.ts';
import { formatScore } from './shown-score.ts';
import type { ThemeColours } from './theme-colours.ts';
import type { Slot } from './tile-atlas.ts';

/** Tags that a tile has room for. */
const MOST_MARKS = 3;

/** Tiles from this side on write tags out. */
const NAMED_MARKS_FROM = 88;

/** A caption lower than this has room for one line only, CSS pixels. */
const ONE_LINE_MOST = 30;

/** What a tile shows beside its picture. */
export interface TileLook {
  facts: SampleFacts;
  /** Whether the caption begins with the labels. */
  labelled: boolean;
  /** Lines of the caption below them. */
  lines: readonly string[];
  /** It is the sample looked at. */
  selected: boolean;
  picked: boolean;
  /** The grid has the keyboard. */
  focused: boolean;
}

/** Draws tiles on a canvas, in device pixels. */
export class TilePainter {
  private readonly captions = new TextFitter();
  private readonly marks = new TextFitter();

  /**
   * @param context of the canvas
   * @param scale device pixels a CSS pixel
   */
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly layout: GridLayout,
    private readonly colours: ThemeColours,
    private readonly scale: number,
    private readonly picture: { width: number; height: number },
  ) {
    context.imageSmoothingEnabled = false;
    context.textBaseline = 'alphabetic';
  }

  /**
   * Draws one tile.
   * @param x left edge, CSS pixels in the canvas
   * @param y top
   * @param slot its picture, or null while it is not there
   */
  paint(x: number, y: number, slot: Slot | null, look: TileLook): void {
    const { context, layout } = this;
    const { facts } = look;
    const [left, top] = [Math.round(x * this.scale), Math.round(y * this.scale)];
    const side = Math.round(layout.tile * this.scale);
    const caption = Math.round(layout.caption * this.scale);
    if (facts.excluded) context.globalAlpha = 0.35;
    if (caption > 0) this.fill(left, top, side, side + caption, this.colours.surface, 6);
    if (slot) this.paintPicture(slot, left, top, side);
    else this.fill(left, top, side, side, this.colours.placeholder, caption > 0 ? 6 : 0);
    if (caption > 0) this.paintCaption(left, top + side, side, look);
    else if (facts.differs && layout.tile >= 24) this.paintCorner(left, top, side);
    context.globalAlpha = 1;
    if (caption > 0) this.outline(left, top, side, side + caption, this.colours.line, 1, 6);
    if (layout.tile >= BADGE_FROM) {
      if (!Number.isNaN(facts.score)) this.paintBadge(left + side, top + side, facts);
      this.paintMarks(left, top, side, facts);
    }
    if (look.picked) this.paintPick(left, top, side, side + caption);
    if (look.selected) this.paintSelection(left, top, side, side + caption, look.focused);
  }

  private paintPicture({ canvas, x, y }: Slot, left: number, top: number, side: number): void {
    const { context, picture } = this;
    const rounded = this.layout.caption > 0;
    if (rounded) {
      const radius = 6 * this.scale;
      context.save();
      context.beginPath();
      context.roundRect(left, top, side, side, [radius, radius, 0, 0]);
      context.clip();
    }
    context.drawImage(canvas, x, y, picture.width, picture.height, left, top, side, side);
    if (rounded) context.restore();
  }

  /** Given label struck through, then what it is doubted for; never by colour alone. */
  private paintCaption(left: number, top: number, side: number, look: TileLook): void {
    const { context, scale, colours, layout } = this;
    const px = (value: number): number => Math.round(value * scale);
    context.font = `500 ${px(11)}px ${colours.font}`;
    context.textAlign = 'left';
    if (look.labelled) this.paintLabels(left, top, side, look.facts, look.lines.length);
    context.fillStyle = colours.text2;
    look.lines.forEach((line, j) => {
      const fromBelow = (look.lines.length - j) * CAPTION_LINE;
      context.fillText(
        this.captions.fit(context, line, side - px(8)),
        left + px(4),
        top + px(layout.caption - fromBelow + 6),
      );
    });
  }

  private paintLabels(left: number, top: number, side: number, facts: SampleFacts, lines: number): void {
    const { context, scale, colours } = this;
    const px = (value: number): number => Math.round(value * scale);
    const doubted = facts.relabelled || (facts.differs ? facts.predicted : '');
    const width = side - px(8);
    const [x, first] = [left + px(4), top + px(15)];
    const sign = facts.relabelled ? '✓ ' : '→ ';
    if (doubted && this.layout.caption - lines * CAPTION_LINE < ONE_LINE_MOST) {
      context.fillStyle = colours.text;
      context.fillText(this.captions.fit(context, sign + doubted, width), x, first);
      return;
    }
    const given = this.captions.fit(context, facts.given || 'no label', width);
    context.fillStyle = doubted ? colours.warn : facts.given ? colours.text : colours.text2;
    context.fillText(given, x, first);
    if (!doubted) return;
    context.fillRect(x, first - px(3.5), context.measureText(given).width, Math.max(1, px(1)));
    context.fillStyle = facts.relabelled ? colours.text : colours.accent;
    context.fillText(this.captions.fit(context, sign + doubted, width), x, first + px(14));
  }

  /** On a tile too small for words: a notch at the lower left where the network says another class. */
  private paintCorner(left: number, top: number, side: number): void {
    const { context, colours } = this;
    const size = Math.max(6 * this.scale, side / 5);
    context.beginPath();
    context.moveTo(left, top + side - size);
    context.lineTo(left + size, top + side);
    context.lineTo(left, top + side);
    context.closePath();
    context.fillStyle = colours.warn;
    context.fill();
    context.lineWidth = Math.max(1, this.scale);
    context.strokeStyle = colours.surface;
    context.stroke();
  }

  private paintBadge(right: number, bottom: number, facts: SampleFacts): void {
    const { context, scale } = this;
    const px = (value: number): number => Math.round(value * scale);
    const text = formatScore(facts.score, true) + (facts.stale ? ' stale' : '');
    context.font = `600 ${px(10.5)}px ${this.colours.font}`;
    const width = context.measureText(text).width + px(10);
    const [x, y, height] = [right - width - px(4), bottom - px(20), px(16)];
    // On a picture, so the same in both themes.
    this.fill(x, y, width, height, 'rgb(8 12 15 / 80%)', 4);
    if (facts.stale) this.outline(x, y, width, height, '#f0a04b', 1, 4, [3, 2]);
    context.fillStyle = '#fff';
    context.textAlign = 'left';
    context.fillText(text, x + px(5), bottom - px(8));
  }

  private paintMarks(left: number, top: number, side: number, facts: SampleFacts): void {
    const { context, scale, colours } = this;
    const px = (value: number): number => Math.round(value * scale);
    const named = this.layout.tile >= NAMED_MARKS_FROM;
    const words = [facts.relabelled ? 'relabelled' : '', facts.excluded ? 'excluded' : '', ...markedTags(facts)];
    context.font = `600 ${px(10)}px ${colours.font}`;
    context.textAlign = 'left';
    let y = top + px(4);
    for (const word of words.filter(Boolean).slice(0, MOST_MARKS)) {
      const text = named ? this.marks.fit(context, word, side - px(18)) : word.charAt(0).toUpperCase();
      const width = Math.max(context.measureText(text).width + px(10), px(14));
      const [back, ink] =
        word === 'relabelled'
          ? [colours.accent, colours.accentInk]
          : word === 'mistake'
            ? [colours.warnSoft, colours.warn]
            : [colours.surface, colours.text];
      this.fill(left + px(4), y, width, px(15), back, 4);
      context.fillStyle = ink;
      context.fillText(text, left + px(9), y + px(11));
      y += px(17);
    }
  }

  /** A picked tile: a tick in its corner and a veil of the accent, so that it is told without colour too. */
  private paintPick(left: number, top: number, width: number, height: number): void {
    const { context, colours, scale } = this;
    context.globalAlpha = 0.22;
    this.fill(left, top, width, height, colours.accent, 6);
    context.globalAlpha = 1;
    this.outline(left, top, width, height, colours.accent, 2, 6);
    const side = Math.min(16 * scale, width / 2);
    const x = left + width - side - 2 * scale;
    this.fill(x, top + 2 * scale, side, side, colours.accent, 4);
    context.strokeStyle = colours.accentInk;
    context.lineWidth = Math.max(1, side / 8);
    context.beginPath();
    context.moveTo(x + side * 0.24, top + 2 * scale + side * 0.52);
    context.lineTo(x + side * 0.44, top + 2 * scale + side * 0.72);
    context.lineTo(x + side * 0.78, top + 2 * scale + side * 0.3);
    context.stroke();
  }

  /** A section's name and how many samples it has. */
  paintHeading(x: number, y: number, { name, count }: GridSection): void {
    const { context, colours, scale } = this;
    const px = (value: number): number => Math.round(value * scale);
    context.textAlign = 'left';
    context.font = `600 ${px(13)}px ${colours.font}`;
    context.fillStyle = colours.text;
    context.fillText(name, px(x), px(y + 25));
    const width = context.measureText(name).width;
    context.font = `400 ${px(12)}px ${colours.font}`;
    context.fillStyle = colours.text2;
    context.fillText(formatCount(count), px(x) + width + px(8), px(y + 25));
  }

  private paintSelection(left: number, top: number, width: number, height: number, focused: boolean): void {
    const line = Math.max(1, Math.round((focused ? 3 : 2) * this.scale));
    const out = line / 2 + Math.round(this.scale);
    const { context } = this;
    context.beginPath();
    context.roundRect(left - out, top - out, width + 2 * out, height + 2 * out, 8 * this.scale);
    context.lineWidth = line;
    context.strokeStyle = this.colours.accent;
    context.stroke();
  }

  private fill(x: number, y: number, width: number, height: number, colour: string, radius: number): void {
    const { context } = this;
    context.fillStyle = colour;
    context.beginPath();
    context.roundRect(x, y, width, height, radius * this.scale);
    context.fill();
  }

  private outline(
    x: number,
    y: number,
    width: number,
    height: number,
    colour: string,
    line: number,
    radius: number,
    dashes: number[] = [],
  ): void {
    const { context, scale } = this;
    const half = (line * scale) / 2;
    context.beginPath();
    context.roundRect(x + half, y + half, width - 2 * half, height - 2 * half, radius * scale);
    context.lineWidth = line * scale;
    context.strokeStyle = colour;
    context.setLineDash(dashes.map((dash) => dash * scale));
    context.stroke();
    context.setLineDash([]);
  }
}
