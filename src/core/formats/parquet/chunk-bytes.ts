/** Bytes that are read from the file at once. */
const WINDOW = 2 ** 22;

/** The bytes of a column chunk, from front to back; a window of them is in memory. */
export class ChunkBytes {
  #window = new Uint8Array(0);
  #windowAt: number;

  /**
   * @param position of the first byte in the file
   * @param end of the last one, plus 1
   */
  constructor(
    private readonly blob: Blob,
    public position: number,
    private readonly end: number,
  ) {
    this.#windowAt = position;
  }

  /** How many bytes are left. */
  get left(): number {
    return this.end - this.position;
  }

  /** The next `length` bytes, or all that are left, without taking them. Good until the next call. */
  async peek(length: number): Promise<Uint8Array> {
    const wanted = Math.min(length, this.left);
    const { blob, position } = this;
    if (!(position >= 0 && this.end <= blob.size && wanted > 0)) throw new RangeError('no bytes are left');
    if (position < this.#windowAt || position + wanted > this.#windowAt + this.#window.length) {
      const to = Math.min(this.end, position + Math.max(wanted, WINDOW));
      this.#window = new Uint8Array(await blob.slice(position, to).arrayBuffer());
      this.#windowAt = position;
    }
    const at = position - this.#windowAt;
    return this.#window.subarray(at, at + wanted);
  }

  /** Takes the next `length` bytes. They stay as they are. */
  async take(length: number): Promise<Uint8Array> {
    if (!(length >= 0 && length <= this.left)) throw new RangeError(`a page of ${length} bytes with ${this.left} left`);
    if (length === 0) return new Uint8Array(0);
    const bytes = await this.peek(length);
    this.position += length;
    return bytes;
  }

  /** Passes over the next `length` bytes. */
  skip(length: number): void {
    if (!(length >= 0 && length <= this.left)) throw new RangeError(`a page of ${length} bytes with ${this.left} left`);
    this.position += length;
  }
}
