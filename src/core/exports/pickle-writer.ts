import { joined, utf8 } from './archive-file.ts';

const code = (character: string): number => character.charCodeAt(0);

/** An array of numpy's, n rows of bytes, whose bytes are written between two parts of a pickle. */
export interface PickledBytes {
  shape: readonly [number, number];
}

/** What a pickle is made of here. */
export type Picklable = string | number | readonly number[] | readonly string[] | PickledBytes;

/** A pickle in two parts: the bytes of its one array belong between them. */
export interface PickleParts {
  head: Uint8Array;
  tail: Uint8Array;
}

/**
 * Pickles a dictionary (protocol 3, docs.python.org/3/library/pickletools.html). Texts of ASCII are `str` of Python 2, so that they become
 * what CIFAR's own do: `str` by default and with `encoding="latin1"`, bytes with `encoding="bytes"`. Other texts are `str` always.
 */
export function pickled(entries: readonly (readonly [key: string, value: Picklable])[]): PickleParts {
  const head: Uint8Array[] = [Uint8Array.of(0x80, 3, code('}'), code('('))];
  const tail: Uint8Array[] = [];
  let parts = head;
  for (const [key, value] of entries) {
    parts.push(text(key));
    if (typeof value === 'object' && 'shape' in value) {
      parts.push(arrayHead(value.shape));
      parts = tail;
      parts.push(ARRAY_TAIL);
    } else parts.push(plain(value));
  }
  parts.push(Uint8Array.of(code('u'), code('.')));
  return { head: joined(head), tail: joined(tail) };
}

function plain(value: Exclude<Picklable, PickledBytes>): Uint8Array {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return whole(value);
  const items = (value as readonly (string | number)[]).map((item) => plain(item));
  return joined([Uint8Array.of(code(']'), code('(')), ...items, Uint8Array.of(code('e'))]);
}

/** A whole number from −2³¹ to 2³¹ − 1. */
function whole(value: number): Uint8Array {
  if (value >= 0 && value < 256) return Uint8Array.of(code('K'), value);
  const bytes = new Uint8Array(5);
  bytes[0] = code('J');
  new DataView(bytes.buffer).setInt32(1, value, true);
  return bytes;
}

function text(value: string): Uint8Array {
  const bytes = utf8(value);
  if (bytes.length === value.length && bytes.length < 256) {
    return joined([Uint8Array.of(code('U'), bytes.length), bytes]);
  }
  return unicode(value);
}

const unicode = (value: string): Uint8Array => {
  const bytes = utf8(value);
  return joined([Uint8Array.of(code('X')), length32(bytes.length), bytes]);
};

const length32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
};

const globalName = (module: string, name: string): Uint8Array => utf8(`c${module}\n${name}\n`);

/** `_reconstruct(ndarray, (0,), b'b')`, then the state (1, shape, dtype('u1'), False, bytes) up to the length of the bytes. */
function arrayHead([rows, columns]: readonly [number, number]): Uint8Array {
  return joined([
    globalName('numpy.core.multiarray', '_reconstruct'),
    globalName('numpy', 'ndarray'),
    Uint8Array.of(code('K'), 0, 0x85, code('C'), 1, code('b'), 0x87, code('R')),
    Uint8Array.of(code('('), code('K'), 1),
    whole(rows),
    whole(columns),
    Uint8Array.of(0x86),
    globalName('numpy', 'dtype'),
    unicode('u1'),
    Uint8Array.of(code('K'), 0, code('K'), 1, 0x87, code('R')),
    // The type's state: (3, '|', None, None, None, -1, -1, 0)
    Uint8Array.of(code('('), code('K'), 3),
    unicode('|'),
    utf8('NNN'),
    whole(-1),
    whole(-1),
    Uint8Array.of(code('K'), 0, code('t'), code('b'), 0x89, code('B')),
    length32(rows * columns),
  ]);
}

const ARRAY_TAIL = Uint8Array.of(code('t'), code('b'));
