import { NdArray, NumpyType, PickleGlobal, type Pickled } from './pickle-values.ts';

/** The machine that a pickle's opcodes work on: a stack with marks, and a memo. */
export class PickleStack {
  readonly #damaged: (what: string) => never;
  readonly #memo = new Map<number, Pickled>();
  #marks: number[] = [];
  #items: Pickled[] = [];

  /** @param damaged throws what the person reads about an opcode that does not fit the stack */
  constructor(damaged: (what: string) => never) {
    this.#damaged = damaged;
  }

  push(value: Pickled): void {
    this.#items.push(value);
  }

  pushGlobal(name: string): void {
    this.push(new PickleGlobal(name));
  }

  mark(): void {
    this.#marks.push(this.#items.length);
  }

  pop(): Pickled {
    return this.popLast(1)[0];
  }

  popLast(count: number): Pickled[] {
    const floor = this.#marks.at(-1) ?? 0;
    if (this.#items.length - count < floor) this.#damaged('a value is missing');
    return this.#items.splice(this.#items.length - count);
  }

  popMark(): Pickled[] {
    return this.#items.splice(this.#marks.pop() ?? this.#damaged('a mark is missing'));
  }

  tuple(length: number): void {
    this.push(this.popLast(length));
  }

  append(values: Pickled[]): void {
    const list = this.#top();
    if (!Array.isArray(list)) return this.#damaged('there is no list to append to');
    for (const value of values) list.push(value);
  }

  setItems(keysAndValues: Pickled[]): void {
    const dictionary = this.#top();
    if (!(dictionary instanceof Map)) return this.#damaged('there is no dictionary to fill');
    if (keysAndValues.length % 2) this.#damaged('a key has no value');
    for (let i = 0; i < keysAndValues.length; i += 2) dictionary.set(keysAndValues[i], keysAndValues[i + 1]);
  }

  put(place: number): void {
    this.#memo.set(place, this.#top());
  }

  get(place: number): void {
    const value = this.#memo.get(place);
    if (value === undefined) this.#damaged(`nothing was remembered as ${place}`);
    else this.push(value);
  }

  /** Makes an empty numpy array or a numpy type: the two calls that a CIFAR batch has. */
  reduce(): void {
    const [callable, args] = this.popLast(2);
    const name = callable instanceof PickleGlobal ? callable.name : '';
    if (!Array.isArray(args)) return this.#damaged('a call has no arguments');
    const [first] = args;
    if (name === 'numpy.core.multiarray._reconstruct') {
      if (!(first instanceof PickleGlobal) || first.name !== 'numpy.ndarray')
        this.#damaged('an array is no numpy.ndarray');
      this.push(new NdArray());
    } else if (name === 'numpy.dtype') {
      if (typeof first !== 'string') return this.#damaged('a numpy type has no name');
      this.push(new NumpyType(first));
    } else {
      this.#damaged('something is called that is no function of numpy');
    }
  }

  /** Fills a numpy array with its state (version, shape, type, column-major, bytes); a type's state changes nothing. */
  build(): void {
    const state = this.pop();
    const target = this.#top();
    if (!Array.isArray(state)) return this.#damaged('a state is no tuple');
    if (target instanceof NumpyType) return;
    if (!(target instanceof NdArray)) return this.#damaged('something is filled that is no numpy array');
    const [, shape, type, columnMajor, data] = state;
    if (
      !Array.isArray(shape) ||
      !shape.every((side): side is number => typeof side === 'number') ||
      !(type instanceof NumpyType)
    ) {
      return this.#damaged('an array has no shape or type');
    }
    target.shape = shape;
    target.type = type.code;
    target.columnMajor = columnMajor === true;
    if (data instanceof Uint8Array) target.data = data;
    // A short string was decoded as Latin-1, so that each character is a byte.
    else if (typeof data === 'string') target.data = Uint8Array.from(data, (c) => c.charCodeAt(0));
    else this.#damaged('an array has no bytes');
  }

  /** The one value that is left at the end. */
  finish(): Pickled {
    const value = this.pop();
    if (this.#items.length > 0 || this.#marks.length > 0) this.#damaged('it ends too early');
    return value;
  }

  #top(): Pickled {
    const floor = this.#marks.at(-1) ?? 0;
    if (this.#items.length <= floor) this.#damaged('a value is missing');
    return this.#items[this.#items.length - 1];
  }
}
