import { PROJECT_TYPE } from '../../src/core/project/manifest.ts';

/** Where a project is written to. */
export interface ProjectTarget {
  stream: WritableStream<Uint8Array>;
  /** What was written, once the stream is closed. */
  file(): Promise<Blob>;
  /** Leaves nothing behind: a file of the person's own stays as it was. */
  abort(): Promise<void>;
}

/** Bytes that are collected before they become a blob, which the browser may put on disk. */
const PIECE = 2 ** 24;

/** @param handle a file of the person's own; null = into a blob */
export async function projectTarget(handle: FileSystemFileHandle | null): Promise<ProjectTarget> {
  if (handle) {
    const stream = await handle.createWritable();
    return { stream, file: () => handle.getFile(), abort: () => stream.abort().catch(() => undefined) };
  }
  const pieces: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const flush = (): void => {
    pieces.push(new Blob(chunks));
    [chunks, size] = [[], 0];
  };
  const stream = new WritableStream<Uint8Array>({
    write(chunk) {
      chunks.push(chunk.slice());
      size += chunk.length;
      if (size >= PIECE) flush();
    },
    close: flush,
  });
  return {
    stream,
    file: () => Promise.resolve(new Blob(pieces, { type: PROJECT_TYPE })),
    abort: () => Promise.resolve(),
  };
}
