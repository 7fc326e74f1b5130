import { decode, type TiffIfd } from 'tiff';
import { tooLarge } from '../../src/core/formats/folders/picture-limits.ts';

/**
 * Decodes the first picture of a TIFF: grey, colour or palette, of 1, 8, 16 or 32 bits, plain or packed by LZW or deflate.
 * @returns row-major HWC, of 3 channels, or of 4 where it has transparency
 * @throws Error with the reason
 */
export async function decodeTiff(file: Blob): Promise<{ pixels: Uint8Array; width: number; height: number }> {
  const bytes = await file.arrayBuffer();
  try {
    const [{ width, height }] = decode(bytes, { pages: [0], ignoreImageData: true });
    const refused = tooLarge([width, height]);
    if (refused) throw new Error(refused);
    const [picture] = decode(bytes, { pages: [0] });
    return { pixels: toBytes(picture), width, height };
  } catch (error) {
    throw new Error(`this kind of TIFF cannot be read (${(error as Error).message})`, { cause: error });
  }
}

function toBytes(picture: TiffIfd): Uint8Array {
  const { data, palette, components, alpha, width, height } = picture;
  const grey = scaled(picture);
  const colours = alpha ? components - 1 : components;
  const channels = alpha ? 4 : 3;
  const pixels = new Uint8Array(width * height * channels);
  for (let p = 0; p < width * height; p++) {
    const from = p * components;
    const to = p * channels;
    if (palette)
      pixels.set(
        palette[data[from]].map((value) => value >> 8),
        to,
      );
    else for (let c = 0; c < 3; c++) pixels[to + c] = grey(data[from + (colours < 3 ? 0 : c)]);
    if (alpha) pixels[to + 3] = grey(data[from + components - 1]);
  }
  return pixels;
}

/** Brings a value to 0 … 255: by the bits it has, or where it is no whole number by the largest there is. */
function scaled({ data, bitsPerSample }: TiffIfd): (value: number) => number {
  if (bitsPerSample === 8) return (value) => value;
  if (data instanceof Uint8Array || data instanceof Uint16Array) {
    const most = 2 ** bitsPerSample - 1;
    return (value) => Math.round((255 * value) / most);
  }
  let most = 0;
  for (const value of data) if (value > most) most = value;
  return (value) => Math.round((255 * Math.max(0, value)) / (most || 1));
}
