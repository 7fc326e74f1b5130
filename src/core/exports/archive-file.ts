/** A file of an archive that is being written. */
export interface ArchiveFile {
  /** Its path in the archive, with `/`. */
  path: string;
  /** Its length in bytes; in a zip, of what comes in chunks, about. */
  size: number;
  /** All of it, or its chunks, which are asked for once the archive comes to it. */
  content: Uint8Array | AsyncIterable<Uint8Array>;
}

const encoder = new TextEncoder();

/** A text as UTF-8. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/** A file that holds a text. */
export function textFile(path: string, text: string): ArchiveFile {
  const content = utf8(text);
  return { path, size: content.length, content };
}

/** The chunks of a file, whichever way it holds them. */
export async function* contentOf({ content }: ArchiveFile): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content;
  else yield* content;
}

/** Several arrays of bytes as one. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
