import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { UserError } from '../../../src/core/errors.ts';
import type { Assembled } from '../../../src/core/formats/cifar/assemble.ts';
import { PICTURE } from '../../../src/core/formats/cifar/batch.ts';
import { readDataset } from '../../../src/core/formats/cifar/read-dataset.ts';
import type { Source } from '../../../src/core/formats/cifar/source.ts';

export const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** A signal that nobody aborts. */
export const never = (): AbortSignal => new AbortController().signal;

/** The bytes as a stream of chunks of `size`. */
export function streamOf(bytes: Uint8Array, size = 1000): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

export function sourceOf(name: string, bytes: Uint8Array, chunk?: number): Source {
  return { name, size: bytes.length, rereadable: true, stream: () => streamOf(bytes, chunk) };
}

/** A tar archive, packed by a library that is not ours. */
export function tarOf(files: Record<string, Uint8Array>): Promise<Uint8Array> {
  return packTar(
    Object.entries(files).map(([name, body]) => ({
      header: { name, size: body.length, type: name.endsWith('/') ? ('directory' as const) : ('file' as const) },
      body,
    })),
  );
}

export async function tarGzOf(files: Record<string, Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(gzipSync(await tarOf(files)));
}

/** A picture of its own for each number: planes as CIFAR has them. */
export function planesOf(picture: number): Uint8Array {
  return Uint8Array.from({ length: PICTURE }, (_, value) => (picture * 31 + value * 7 + (value >> 8)) & 255);
}

/** What `planesOf` looks like as HWC, computed another way than the importer does. */
export function pixelsOf(picture: number): Uint8Array {
  const planes = planesOf(picture);
  return Uint8Array.from({ length: PICTURE }, (_, at) => planes[(at % 3) * 1024 + Math.floor(at / 3)]);
}

/** A batch in CIFAR-10's binary layout of the pictures `from … from + labels.length − 1`. */
export function binaryOf(labels: number[], from = 0): Uint8Array {
  return Uint8Array.from(labels.flatMap((label, i) => [label, ...planesOf(from + i)]));
}

/** The same in CIFAR-100's: coarse and fine label. */
export function binary100Of(labels: [number, number][], from = 0): Uint8Array {
  return Uint8Array.from(labels.flatMap((pair, i) => [...pair, ...planesOf(from + i)]));
}

/** Reads sources with a store in memory. @returns the data set with the pixels of all samples in its order */
export async function readAll(
  sources: Source[],
  blockSamples = 3,
): Promise<{ dataset: Assembled; notes: string[]; pixels: Uint8Array }> {
  const blocks: Uint8Array[] = [];
  const sink = { blockSamples, write: (bytes: Uint8Array) => Promise.resolve(blocks.push(bytes.slice()) - 1) };
  const { dataset, notes } = await readDataset(sources, sink, never());
  const pixels = new Uint8Array(dataset.sampleCount * PICTURE);
  for (const { id, start } of dataset.shards) pixels.set(blocks[id], start * PICTURE);
  return { dataset, notes, pixels };
}

/** The sentence that an import fails with; anything but a UserError 'import' fails the test. */
export async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UserError && error.code === 'import') return error.message;
    throw error;
  }
  throw new Error('it was not refused');
}
