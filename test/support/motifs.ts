import { Random } from '../../src/core/dataset/random.ts';
import { makePicture } from './pictures.ts';

/** Paints one of many motifs, each unlike the others: some blots of its own colours at its own places. */
function paint(context: OffscreenCanvasRenderingContext2D, motif: number, width: number, height: number): void {
  const random = new Random(motif + 1);
  const colour = (): string => `hsl(${Math.floor(random.float() * 360)} 80% ${20 + Math.floor(random.float() * 60)}%)`;
  context.fillStyle = colour();
  context.fillRect(0, 0, width, height);
  for (let blot = 0; blot < 6; blot++) {
    context.fillStyle = colour();
    const [x, y, w, h] = [random.float(), random.float(), 0.15 + random.float() / 3, 0.15 + random.float() / 3];
    if (blot % 2 === 0) context.fillRect((x - w / 2) * width, (y - h / 2) * height, w * width, h * height);
    else {
      context.beginPath();
      context.ellipse(x * width, y * height, (w / 2) * width, (h / 2) * height, x * 3, 0, 7);
      context.fill();
    }
  }
}

/** A picture of a motif, encoded. @param rotated whether it lies on its side: turned a quarter to the left */
export function motifPicture(
  motif: number,
  { width = 120, height = 120, type = 'image/png', rotated = false } = {},
): Promise<Blob> {
  const [across, down] = rotated ? [height, width] : [width, height];
  return makePicture(
    across,
    down,
    (context) => {
      if (rotated) {
        context.translate(0, width);
        context.rotate(-Math.PI / 2);
      }
      paint(context, motif, width, height);
    },
    type,
  );
}
