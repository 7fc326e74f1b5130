const EMPTY = new Uint8Array(0);

/** Bytes that are read from front to back. */
export type Bytes = Pick<ByteReader, 'position' | 'peek' | 'readInto' | 'skip'>;

/** Reads a stream of bytes in pieces of the caller's choice, holding no more than one chunk of it. */
export class ByteReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #signal: AbortSignal;
  readonly #explain: (error: unknown) => unknown;
  readonly #stop = (): void => this.cancel();
  #chunk: Uint8Array = EMPTY;
  #position = 0;

  /**
   * @param signal an abort ends a read that waits, and every later one, with the signal's reason
   * @param explain turns what the stream throws into what reads throw
   */
  constructor(
    stream: ReadableStream<Uint8Array>,
    signal: AbortSignal,
    explain: (error: unknown) => unknown = (error) => error,
  ) {
    this.#explain = explain;
    this.#reader = stream.getReader();
    this.#signal = signal;
    signal.addEventListener('abort', this.#stop);
  }

  /** Bytes read or skipped so far. */
  get position(): number {
    return this.#position;
  }

  /** @returns the next `count` bytes, fewer at the end of the stream; valid until the next read, which returns them again */
  async peek(count: number): Promise<Uint8Array> {
    while (this.#chunk.length < count) {
      const next = await this.#pull();
      if (!next) break;
      const joined = new Uint8Array(this.#chunk.length + next.length);
      joined.set(this.#chunk);
      joined.set(next, this.#chunk.length);
      this.#chunk = joined;
    }
    return this.#chunk.subarray(0, count);
  }

  /** Fills `target`. @returns how many bytes it got: fewer than asked for only at the end of the stream */
  async readInto(target: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < target.length && (await this.#fill())) {
      const piece = this.#take(target.length - filled);
      target.set(piece, filled);
      filled += piece.length;
    }
    return filled;
  }

  /** @returns how many of `count` bytes there were to skip */
  async skip(count: number): Promise<number> {
    let skipped = 0;
    while (skipped < count && (await this.#fill())) skipped += this.#take(count - skipped).length;
    return skipped;
  }

  /** Writes the rest to `target`, what was peeked at included, and closes it. */
  async pourInto(target: WritableStream<Uint8Array>): Promise<void> {
    const writer = target.getWriter();
    try {
      while (await this.#fill()) await writer.write(this.#take(this.#chunk.length));
      await writer.close();
    } catch (error) {
      await writer.abort(error);
      throw error;
    }
  }

  /** Cancels the stream, and waits for nothing: where it comes from may never answer. */
  cancel(): void {
    this.#signal.removeEventListener('abort', this.#stop);
    this.#reader.cancel().catch(() => undefined);
  }

  async #fill(): Promise<boolean> {
    if (this.#chunk.length === 0) this.#chunk = (await this.#pull()) ?? EMPTY;
    return this.#chunk.length > 0;
  }

  #take(atMost: number): Uint8Array {
    const piece = this.#chunk.subarray(0, atMost);
    this.#chunk = this.#chunk.subarray(piece.length);
    this.#position += piece.length;
    return piece;
  }

  async #pull(): Promise<Uint8Array | undefined> {
    for (;;) {
      this.#signal.throwIfAborted();
      const { done, value } = await this.#reader.read().catch((error: unknown) => {
        this.#signal.throwIfAborted();
        throw this.#explain(error);
      });
      // Reading a cancelled stream gives an end, not an error.
      this.#signal.throwIfAborted();
      if (done) return undefined;
      if (value.length > 0) return value;
    }
  }
}
