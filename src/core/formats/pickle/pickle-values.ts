import type { NumberType } from '../number-type.ts';

/** A global that a pickle names; only its name is kept, it is never loaded. */
export class PickleGlobal {
  constructor(readonly name: string) {}
}

/** A numpy type by its code, "u1", and the order of its bytes, which its state says. */
export class NumpyType {
  order = '<';
  constructor(readonly code: string) {}
}

/** A numpy array, once the pickle has filled it. */
export class NdArray {
  shape: number[] = [];
  /** Its type's code: "u1". */
  type = '';
  /** Undefined for a type that is none of numbers and texts. */
  numbers: NumberType | undefined;
  /** Whether its first axis varies fastest. */
  columnMajor = false;
  /** A view of the pickle's bytes where it holds them as they are. */
  data: Uint8Array = new Uint8Array(0);
  /** The values of an array of Python objects. */
  objects: Pickled[] | undefined;
}

/** A text of more than 4,096 characters: what Python 3 makes of bytes in protocols 0 to 2, one a character. */
export class LongText {
  constructor(readonly latin1: Uint8Array) {}
}

/** What a pickle of a CIFAR batch is made of. Lists and tuples are arrays; strings over 4,096 bytes stay bytes. */
export type Pickled =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | Pickled[]
  | Map<Pickled, Pickled>
  | PickleGlobal
  | NumpyType
  | NdArray
  | LongText;
