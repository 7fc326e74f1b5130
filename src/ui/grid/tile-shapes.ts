/** Radius of a tile's corners, CSS pixels. */
export const CORNER = 6;

/** A rectangle, device pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The few shapes that tiles are made of, on a canvas in device pixels. */
export class TileShapes {
  /** @param scale device pixels a CSS pixel */
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly scale: number,
  ) {}

  /** A filled rectangle. @param radius of its corners, CSS pixels: all of them, or upper left, upper right, lower right, lower left */
  fill({ x, y, width, height }: Box, colour: string, radius: number | number[]): void {
    const { context, scale } = this;
    context.fillStyle = colour;
    context.beginPath();
    context.roundRect(x, y, width, height, typeof radius === 'number' ? radius * scale : radius.map((r) => r * scale));
    context.fill();
  }

  /** A line inside a rectangle's edge. @param line its width @param dashes lengths of dashes and gaps; all in CSS pixels */
  outline({ x, y, width, height }: Box, colour: string, line: number, radius: number, dashes: number[] = []): void {
    const { context, scale } = this;
    const half = (line * scale) / 2;
    context.beginPath();
    context.roundRect(x + half, y + half, width - 2 * half, height - 2 * half, radius * scale);
    context.lineWidth = line * scale;
    context.strokeStyle = colour;
    if (dashes.length > 0) context.setLineDash(dashes.map((dash) => dash * scale));
    context.stroke();
    if (dashes.length > 0) context.setLineDash([]);
  }

  /** Rounds a picture's upper corners off by painting over them; clipping each picture takes longer than drawing it. */
  roundOff({ x, y, width }: Box, ground: string): void {
    const { context } = this;
    const radius = CORNER * this.scale;
    context.fillStyle = ground;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + radius, y);
    context.arcTo(x, y, x, y + radius, radius);
    context.closePath();
    context.moveTo(x + width, y);
    context.lineTo(x + width, y + radius);
    context.arcTo(x + width, y, x + width - radius, y, radius);
    context.closePath();
    context.fill();
  }
}
