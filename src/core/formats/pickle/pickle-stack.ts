import { fillArray, GLOBALS } from './pickle-calls.ts';
import { NdArray, NumpyType, PickleGlobal, type Pickled } from './pickle-values.ts';

/** Each array copies its bytes out of a short string, so that a small pickle of many could ask for much memory. */
const MAX_ARRAYS = 1000;

/** The machine that a pickle's opcodes work on: a stack with marks, and a memo. */
export class PickleStack {
  readonly #damaged: (what: string) => never;
  readonly #memo = new Map<number, Pickled>();
  #marks: number[] = [];
  #items: Pickled[] = [];
  #arrays = 0;

  /** @param damaged throws what the person reads about an opcode that does not fit the stack */
  constructor(damaged: (what: string) => never) {
    this.#damaged = damaged;
  }

  push(value: Pickled): void {
    this.#items.push(value);
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

  /** Makes a dictionary of the keys and values behind the last mark. */
  dictionary(): void {
    const keysAndValues = this.popMark();
    this.push(new Map());
    this.setItems(keysAndValues);
  }

  /** Names a global by the two strings on top. */
  stackGlobal(): string {
    const [module, name] = this.popLast(2);
    if (typeof module !== 'string' || typeof name !== 'string') return this.#damaged('a global has no name');
    return `${module}.${name}`;
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

  /** Keeps the last value under the next free number. */
  memoize(): void {
    this.put(this.#memo.size);
  }

  /** The value of a call: an array, a type or a number of numpy's, or bytes. */
  reduce(): void {
    const [callable, args] = this.popLast(2);
    if (!Array.isArray(args)) return this.#damaged('a call has no arguments');
    const call = callable instanceof PickleGlobal ? GLOBALS.get(callable.name) : undefined;
    if (!call) return this.#damaged('something is called that is no function of numpy');
    const value = call(args, this.#damaged);
    if (value instanceof NdArray && ++this.#arrays > MAX_ARRAYS) this.#damaged('there are very many arrays');
    this.push(value);
  }

  /** Fills a numpy array with its state; of a type's state only the order of its bytes counts. */
  build(): void {
    const state = this.pop();
    const target = this.#top();
    if (!Array.isArray(state)) return this.#damaged('a state is no tuple');
    if (target instanceof NumpyType) {
      if (typeof state[1] === 'string') target.order = state[1];
    } else if (target instanceof NdArray) {
      fillArray(target, state, this.#damaged);
    } else {
      this.#damaged('something is filled that is no numpy array');
    }
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
