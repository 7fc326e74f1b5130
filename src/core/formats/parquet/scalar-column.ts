import { textField } from '../../dataset/field-column.ts';
import type { SchemaElement } from 'hyparquet';
import type { FieldColumn } from '../../dataset/types.ts';
import type { Leaf } from './page.ts';

/** Whether values of a column are numbers. */
export const readsAsNumbers = ({ type, converted_type: converted, logical_type: logical }: SchemaElement): boolean =>
  /^(INT32|INT64|FLOAT|DOUBLE)$/.test(type ?? '') &&
  !/^(DATE|TIME|TIMESTAMP)/.test(converted ?? '') &&
  !/^(DATE|TIME|TIMESTAMP)/.test(logical?.type ?? '');

/** A value as text; empty where there is none. Undefined for bytes that are no text. */
export function cellOf(value: unknown, element: SchemaElement): string | undefined {
  if (value === null || value === undefined) return '';
  if (value instanceof Uint8Array) return undefined;
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return '';
    const iso = value.toISOString();
    return element.converted_type === 'DATE' || element.logical_type?.type === 'DATE' ? iso.slice(0, 10) : iso;
  }
  if (typeof value === 'number' && element.type === 'FLOAT') return String(Number(value.toPrecision(7)));
  return String(value as string | number | bigint | boolean);
}

/** Collects a column of one value a row over all files: numbers where they survive as such, else text. */
export class ScalarColumn {
  #codes: Uint32Array;
  #numbers: Float64Array | null;
  readonly #dictionary = new Map<string, number>();
  #element: SchemaElement | null = null;
  /** The column holds bytes that are no text. */
  binary = false;
  /** Every number in it is whole. */
  whole = true;

  /** @param numeric whether it holds numbers in every file */
  constructor(
    readonly name: string,
    rows: number,
    numeric: boolean,
  ) {
    this.#codes = new Uint32Array(rows).fill(0xffffffff);
    this.#numbers = numeric ? new Float64Array(rows).fill(NaN) : null;
  }

  /** Takes some values, of the rows from `row` on. */
  add(row: number, values: ArrayLike<unknown>, { element }: Leaf): void {
    this.#element = element;
    for (let i = 0; i < values.length; i++) this.#set(row + i, values[i], element);
  }

  #set(row: number, value: unknown, element: SchemaElement): void {
    if (value === null || value === undefined) return;
    if (this.#numbers) {
      const number = Number(value);
      if (typeof value !== 'bigint' || Number.isSafeInteger(number)) {
        this.#numbers[row] = number;
        if (!Number.isInteger(number)) this.whole = false;
        return;
      }
      this.#becomeText();
    }
    const cell = cellOf(value, element);
    if (cell === undefined) this.binary = true;
    else if (cell !== '') this.#codes[row] = this.#codeOf(cell);
  }

  #codeOf(cell: string): number {
    let code = this.#dictionary.get(cell);
    if (code === undefined) this.#dictionary.set(cell, (code = this.#dictionary.size));
    return code;
  }

  #becomeText(): void {
    const numbers = this.#numbers!;
    this.#numbers = null;
    numbers.forEach((number, row) => {
      if (!Number.isNaN(number)) this.#codes[row] = this.#codeOf(cellOf(number, this.#element!)!);
    });
  }

  /** The numbers, where it holds any; NaN where there is none. */
  get numbers(): Float64Array | null {
    return this.#numbers;
  }

  /** One text a row, each different; null where some are missing or stand twice. */
  uniqueTexts(): string[] | null {
    if (this.#numbers) {
      if (!this.whole) return null;
      this.#becomeText();
    }
    if (this.#dictionary.size !== this.#codes.length) return null;
    const texts = [...this.#dictionary.keys()];
    return this.#codes.includes(0xffffffff) ? null : Array.from(this.#codes, (code) => texts[code]);
  }

  /** As a field. Whole numbers that 32 bits of a float cannot hold stand as text. */
  field(): FieldColumn {
    if (this.#numbers) {
      const values = Float32Array.from(this.#numbers);
      const survives = !this.whole || this.#numbers.every((n, i) => Number.isNaN(n) || n === values[i]);
      if (survives) return { kind: 'number', values };
      this.#becomeText();
    }
    return textField(this.#codes, [...this.#dictionary.keys()]);
  }
}
