import type { DrawSvg } from '../../src/contracts/importer.ts';
import type { SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import type { ImportChoices } from '../../src/core/import/choices.ts';
import { decodePicture } from '../shared/decode-picture.ts';

/**
 * The square of a picture that training sees, size × size × 3 bytes, row-major RGB.
 * @throws Error with a reason where the browser cannot decode it
 */
export async function squareOf(
  picture: SourcePicture,
  { size, fit, background }: Pick<ImportChoices, 'size' | 'fit' | 'background'>,
  drawSvg: DrawSvg,
): Promise<Uint8Array> {
  // Pixels of the training size reach the store bit by bit.
  if ('pixels' in picture && picture.width === size && picture.height === size) return picture.pixels;
  const { rgba } = await decodePicture(picture, { width: size, height: size, fit, background }, drawSvg);
  const square = new Uint8Array(size * size * 3);
  for (let from = 0, to = 0; to < square.length; from += 4, to += 3) {
    square[to] = rgba[from];
    square[to + 1] = rgba[from + 1];
    square[to + 2] = rgba[from + 2];
  }
  return square;
}
