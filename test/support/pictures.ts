/** Encodes what `paint` draws, in the browser. */
export async function makePicture(
  width: number,
  height: number,
  paint: (context: OffscreenCanvasRenderingContext2D) => void,
  type = 'image/png',
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  paint(canvas.getContext('2d')!);
  return canvas.convertToBlob({ type, quality: 0.95 });
}

/** A picture of one colour. */
export function flatPicture(width: number, height: number, colour: string, type?: string): Promise<Blob> {
  return makePicture(
    width,
    height,
    (context) => {
      context.fillStyle = colour;
      context.fillRect(0, 0, width, height);
    },
    type,
  );
}

/** A JPEG with an EXIF block that says how the camera was held, 1 … 8. */
export async function turned(jpeg: Blob, orientation: number): Promise<Blob> {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const app1 = Uint8Array.of(0xff, 0xe1, 0, exif.length + 2, ...exif);
  return new Blob([jpeg.slice(0, 2), app1, jpeg.slice(2)], { type: 'image/jpeg' });
}

/** A TIFF of 8 bits a channel without packing: what `samples` holds, row-major. */
export function makeTiff(width: number, height: number, channels: 1 | 3, samples: readonly number[]): Blob {
  const entry = (tag: number, type: number, value: number): number[] => {
    return [tag & 255, tag >> 8, type, 0, 1, 0, 0, 0, value & 255, value >> 8, 0, 0];
  };
  const entries = [
    entry(256, 3, width),
    entry(257, 3, height),
    entry(258, 3, 8),
    entry(259, 3, 1),
    entry(262, 3, channels === 1 ? 1 : 2),
    entry(273, 4, 8),
    entry(277, 3, channels),
    entry(278, 3, height),
    entry(279, 4, samples.length),
  ];
  const at = 8 + samples.length;
  const head = [0x49, 0x49, 42, 0, at & 255, at >> 8, 0, 0];
  return new Blob([Uint8Array.from([...head, ...samples, entries.length, 0, ...entries.flat(), 0, 0, 0, 0])]);
}
