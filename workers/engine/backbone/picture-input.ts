import type { MemoryPlan } from './memory-plan.ts';
import type { Picture } from './network.ts';
import { resizeTable, type ResizeTable } from './resize-table.ts';
import type { BackboneModule } from './wasm/module.ts';

/** Turns pictures of any size into a network's input, in a module's memory. */
export class PictureInput {
  /** (side + 1)² × 3 floats: the last column and the last row are 0. */
  readonly place: number;
  readonly #pixels: number;
  readonly #scratch: number;
  readonly #tables: [rows: number, columns: number];
  /** By the length that is resized. */
  readonly #made = new Map<number, ResizeTable>();
  readonly #written: (number | undefined)[] = [];

  /** @param side of the input, pixels @param most longest side that a picture will have */
  constructor(
    private readonly module: BackboneModule,
    plan: MemoryPlan,
    private readonly side: number,
    private readonly most: number,
  ) {
    // Vectors are read and written four numbers at a time: the last may lie beyond the end.
    this.place = plan.add(4 * (3 * (side + 1) ** 2 + 4));
    this.#pixels = plan.add(3 * most ** 2 + 4);
    this.#scratch = plan.add(4 * (3 * most + 8));
    const largest = this.#table(most).bytes.length;
    this.#tables = [plan.add(largest), plan.add(largest)];
  }

  /** Makes a picture the input. @throws RangeError for one whose sides are longer than was said */
  take({ pixels, width, height }: Picture): void {
    const { most, side, module } = this;
    if (width > most || height > most)
      throw new RangeError(`${width} × ${height} pixels, where ${most} were the most.`);
    new Uint8Array(module.memory.buffer, this.#pixels, pixels.length).set(pixels);
    const mostRows = this.#write(0, height);
    const mostColumns = this.#write(1, width);
    const [rows, columns] = this.#tables;
    const size = { pixels: this.#pixels, width, side, rows, mostRows, columns, mostColumns };
    module.takePicture({ ...size, scratch: this.#scratch, y: this.place });
  }

  /** Sees to a table's being in the memory. @returns weights a pixel */
  #write(axis: 0 | 1, length: number): number {
    const table = this.#table(length);
    if (this.#written[axis] !== length) {
      new Uint8Array(this.module.memory.buffer, this.#tables[axis], table.bytes.length).set(table.bytes);
      this.#written[axis] = length;
    }
    return table.most;
  }

  #table(length: number): ResizeTable {
    const table = this.#made.get(length) ?? resizeTable(length, this.side);
    this.#made.set(length, table);
    return table;
  }
}
