/** A global that a pickle names; only its name is kept, it is never loaded. */
export class PickleGlobal {
  constructor(readonly name: string) {}
}

/** A numpy type by its code: "u1". */
export class NumpyType {
  constructor(readonly code: string) {}
}

/** A numpy array, once the pickle has filled it. */
export class NdArray {
  shape: number[] = [];
  type = '';
  /** Whether its first axis varies fastest. */
  columnMajor = false;
  /** A view of the pickle's bytes. */
  data: Uint8Array = new Uint8Array(0);
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
  | NdArray;
