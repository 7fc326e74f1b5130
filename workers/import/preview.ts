import type { DrawSvg, Preview } from '../../src/contracts/importer.ts';
import type { DatasetReader, SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import type { ImportChoices } from '../../src/core/import/choices.ts';
import { decodePicture, decodeWhole } from '../shared/decode-picture.ts';

/** Longest side of the pictures that are shown, pixels. */
const SHOWN = 256;

/** Rows that previews are taken from: those behind them may be slow to reach. */
const FIRST_ROWS = 5000;

/** Some pictures to show choices on, evenly out of the first ones; those that cannot be read are left out. */
export async function samplesOf(reader: DatasetReader, count: number): Promise<SourcePicture[]> {
  const readable: number[] = [];
  for (let row = 0; row < Math.min(FIRST_ROWS, reader.rows); row++) if (reader.sizes[2 * row] > 0) readable.push(row);
  const step = Math.max(1, readable.length / count);
  const chosen = new Set(Array.from({ length: count }, (_, k) => readable[Math.floor(k * step)]));
  const samples: SourcePicture[] = [];
  for await (const picture of reader.pictures((row) => chosen.has(row), new AbortController().signal)) {
    if (!('why' in picture)) samples.push(picture);
  }
  return samples;
}

/** Pictures as they came and as training would see them; those that cannot be decoded are left out. */
export async function previewsOf(
  samples: readonly SourcePicture[],
  names: readonly string[] | null,
  { size, fit, background }: ImportChoices,
  drawSvg: DrawSvg,
): Promise<Preview[]> {
  const previews: Preview[] = [];
  for (const picture of samples) {
    try {
      const { bitmap: original } = await decodeWhole(picture, SHOWN, background, drawSvg);
      const { rgba } = await decodePicture(picture, { width: size, height: size, fit, background }, drawSvg);
      const square = await createImageBitmap(new ImageData(rgba, size, size));
      previews.push({ name: names?.[picture.row] ?? `row ${picture.row + 1}`, original, square });
    } catch {
      // It is counted among the unreadable ones as it is stored.
    }
  }
  return previews;
}
