import { printable } from '../../core/dataset/names.ts';
import { formatCount } from '../kit/format.ts';
import { type GridLayout, type GridSection } from './grid-layout.ts';
import type { SampleFacts } from '../samples/sample-facts.ts';
import type { Pictures } from '../samples/pictures.ts';
import type { ThemeColours } from '../samples/theme-colours.ts';
import type { Slot } from '../samples/tile-atlas.ts';
import { CORNER, TileShapes, type Box } from './tile-shapes.ts';
import { TileWords, type TileFonts } from './tile-words.ts';

/** Tiles smaller than this do not say that another class is suggested. */
const NOTCH_FROM = 24;

/** How strongly the tile of an excluded sample is drawn. */
const EXCLUDED_ALPHA = 0.55;

/** How the frame of what is decided is drawn: by colour and by line, which is told apart where colours are forced too. */
const FRAMES = {
  confirmed: { colour: 'text2', dashes: [] },
  relabelled: { colour: 'accent', dashes: [] },
  excluded: { colour: 'warn', dashes: [6, 4] },
  unsure: { colour: 'text2', dashes: [2, 3] },
} as const satisfies Record<
  Exclude<SampleFacts['decision'], ''>,
  { colour: keyof ThemeColours; dashes: readonly number[] }
>;

/** What a section's heading leaves for the count behind its name, CSS pixels. */
const COUNT_ROOM = 64;

/** One tile: where it is and what it shows. */
export interface Tile {
  /** Left edge and top, CSS pixels in the canvas. */
  x: number;
  y: number;
  /** Its picture, or null while it is not there. */
  slot: Slot | null;
  facts: SampleFacts;
  /** Lines of the caption below the labels. */
  lines: readonly string[];
  /** It is the sample looked at. */
  selected: boolean;
  picked: boolean;
}

/** A tile with its place in device pixels. */
type PlacedTile = Tile & { left: number; top: number };

/** Draws tiles on a canvas, in device pixels. */
export class TilePainter {
  private readonly shapes: TileShapes;
  private readonly words: TileWords;
  private readonly side: number;
  private readonly caption: number;

  /**
   * @param context of the canvas
   * @param scale device pixels a CSS pixel
   * @param pictures that the slots are of
   */
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly layout: GridLayout,
    private readonly colours: ThemeColours,
    private readonly scale: number,
    private readonly pictures: Pick<Pictures, 'smooth'>,
    private readonly fonts: TileFonts,
  ) {
    context.textBaseline = 'alphabetic';
    context.textAlign = 'left';
    this.side = this.px(layout.tile);
    this.caption = this.px(layout.caption);
    this.shapes = new TileShapes(context, scale);
    this.words = new TileWords(context, this.shapes, layout, colours, scale, fonts);
  }

  /**
   * Draws tiles.
   * @param labelled whether captions begin with the labels
   * @param focused whether the grid has the keyboard
   */
  paint(inSight: readonly Tile[], labelled: boolean, focused: boolean): void {
    const { words, layout, side, caption } = this;
    const tiles = inSight.map((tile): PlacedTile => ({ ...tile, left: this.px(tile.x), top: this.px(tile.y) }));
    for (const tile of tiles) this.faintly(tile, () => this.paintPicture(tile));
    if (caption > 0) {
      words.beginCaptions();
      for (const tile of tiles) {
        const { left, top, facts, lines } = tile;
        words.caption(left, top + side, side, facts, labelled, lines);
      }
      for (const tile of tiles) this.shapes.outline(this.boxOf(tile), this.colours.line, 1, CORNER);
    } else if (layout.tile >= NOTCH_FROM) {
      for (const tile of tiles)
        if (tile.facts.struck && !tile.facts.decision) this.faintly(tile, () => this.paintNotch(tile));
    }
    for (const tile of tiles) if (tile.facts.decision) this.paintDecision(tile, tile.facts.decision);
    for (const tile of tiles) if (tile.picked) this.paintPick(tile);
    for (const tile of tiles) if (tile.selected) this.paintSelection(tile, focused);
  }

  /** A section's name and how many samples it has. */
  paintHeading(x: number, y: number, { name, count }: GridSection): void {
    const { context, colours, layout } = this;
    const { headings } = this.fonts;
    const [left, base] = [this.px(x), this.px(y + 25)];
    const room = layout.columns * (layout.tile + layout.gap) - layout.gap - COUNT_ROOM;
    headings.use(context, `600 ${this.px(13)}px ${colours.font}`);
    context.fillStyle = colours.text;
    const text = headings.fit(context, printable(name), this.px(room));
    context.fillText(text, left, base);
    const width = headings.widthOf(context, text);
    context.font = `400 ${this.px(12)}px ${colours.font}`;
    context.fillStyle = colours.text2;
    context.fillText(formatCount(count), left + width + this.px(8), base);
  }

  private px(value: number): number {
    return Math.round(value * this.scale);
  }

  private boxOf({ left, top }: PlacedTile): Box {
    return { x: left, y: top, width: this.side, height: this.side + this.caption };
  }

  private faintly({ facts }: PlacedTile, draw: () => void): void {
    if (facts.excluded) this.context.globalAlpha = EXCLUDED_ALPHA;
    draw();
    if (facts.excluded) this.context.globalAlpha = 1;
  }

  private paintPicture(tile: PlacedTile): void {
    const { context, shapes, side, caption, colours } = this;
    const { slot, left, top, facts } = tile;
    const box = this.boxOf(tile);
    const rounded = caption > 0;
    if (rounded && slot && !facts.excluded) {
      const below = { ...box, y: top + side, height: caption };
      shapes.fill(below, colours.surface, [0, 0, CORNER, CORNER]);
    } else if (rounded) shapes.fill(box, colours.surface, CORNER);
    if (!slot) return shapes.fill({ ...box, height: side }, colours.placeholder, rounded ? CORNER : 0);
    context.imageSmoothingEnabled = this.pictures.smooth(slot, side);
    context.drawImage(slot.canvas, slot.x, slot.y, slot.width, slot.height, left, top, side, side);
    if (!rounded) return;
    context.globalAlpha = 1;
    shapes.roundOff(box, colours.background);
  }

  /** On a tile too small for words: a notch at the lower left where another class is suggested. */
  private paintNotch({ left, top }: PlacedTile): void {
    const { context, colours, side } = this;
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

  /** A frame around what is decided, beside the picture and not over it where there is a caption to stand in. */
  private paintDecision(tile: PlacedTile, decision: keyof typeof FRAMES): void {
    const { colour, dashes } = FRAMES[decision];
    const line = this.layout.tile < NOTCH_FROM ? 1 : 2;
    const box = this.boxOf(tile);
    // On a picture of any colour, where there is no caption.
    if (this.caption === 0) this.shapes.outline(box, this.colours.surface, line + 1, CORNER);
    this.shapes.outline(box, this.colours[colour], line, CORNER, [...dashes]);
  }

  /** A picked tile: a tick in its corner and a thin layer of the accent colour, so that colour is not the only sign. */
  private paintPick(tile: PlacedTile): void {
    const { context, colours, scale, shapes } = this;
    const box = this.boxOf(tile);
    context.globalAlpha = 0.22;
    shapes.fill(box, colours.accent, CORNER);
    context.globalAlpha = 1;
    shapes.outline(box, colours.accent, 2, CORNER);
    const side = Math.min(16 * scale, box.width / 2);
    const [x, y] = [box.x + box.width - side - 2 * scale, box.y + 2 * scale];
    shapes.fill({ x, y, width: side, height: side }, colours.accent, 4);
    context.strokeStyle = colours.accentInk;
    context.lineWidth = Math.max(1, side / 8);
    context.beginPath();
    context.moveTo(x + side * 0.24, y + side * 0.52);
    context.lineTo(x + side * 0.44, y + side * 0.72);
    context.lineTo(x + side * 0.78, y + side * 0.3);
    context.stroke();
  }

  /** A ring around it, over the tiles beside it where these are near. */
  private paintSelection(tile: PlacedTile, focused: boolean): void {
    const { context, scale } = this;
    const { x, y, width, height } = this.boxOf(tile);
    const line = Math.max(1, Math.round((focused ? 3 : 2) * scale));
    const out = line / 2 + Math.round(scale);
    context.beginPath();
    context.roundRect(x - out, y - out, width + 2 * out, height + 2 * out, 8 * scale);
    context.lineWidth = line;
    context.strokeStyle = this.colours.accent;
    context.stroke();
  }
}
