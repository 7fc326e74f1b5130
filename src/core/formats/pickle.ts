import { importError } from './import-error.ts';
import type { Pickled } from './pickle-values.ts';
import { PickleStack } from './pickle-stack.ts';

/** Strings longer than this stay views of the pickle's bytes. */
const LONG = 4096;

/** One for all of a batch's 50,000 file names: making a decoder is slow. */
const UTF_8 = new TextDecoder();

/** A character for each byte. TextDecoder's "latin1" is windows-1252, which is not that. */
const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** The only globals that a CIFAR batch asks for. */
const GLOBALS = new Set(['numpy.core.multiarray._reconstruct', 'numpy.ndarray', 'numpy.dtype']);

/** Names of opcodes that CIFAR's batches do not have, for the sentence that refuses them (Python's pickletools). */
const REFUSED: Record<number, string> = {
  0x69: 'INST',
  0x6f: 'OBJ',
  0x81: 'NEWOBJ',
  0x92: 'NEWOBJ_EX',
  0x93: 'STACK_GLOBAL',
  0x95: 'FRAME',
  0x50: 'PERSID',
  0x51: 'BINPERSID',
  0x82: 'EXT1',
  0x83: 'EXT2',
  0x84: 'EXT4',
};

/**
 * Reads a pickle of protocol 2 as CIFAR's batches are written: dictionaries, lists, tuples, numbers, strings and numpy
 * arrays of bytes. Nothing in it is ever executed: three globals are known by name, any other is refused, and so is
 * every opcode that a CIFAR batch does not have (opcodes: Python's Lib/pickletools.py).
 * @param bytes the whole pickle; long strings and arrays in the result are views of it
 * @param file its name, for errors
 * @throws UserError 'import' for a foreign global or opcode, by name and place, and for a pickle that is cut off or damaged
 */
export function readPickle(bytes: Uint8Array, file: string): Pickled {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  const fail = (what: string): never => {
    throw importError(`${file}: ${what}`);
  };
  const stack = new PickleStack((what) => fail(`the pickle is damaged at byte ${at}: ${what}. Download it again.`));
  const take = (count: number): number => {
    const from = at;
    if (count < 0 || from + count > bytes.length)
      fail(`the pickle is cut off at byte ${bytes.length}. Download it again.`);
    at += count;
    return from;
  };
  const string = (length: number): string | Uint8Array => {
    const from = take(length);
    const piece = bytes.subarray(from, from + length);
    return length > LONG ? piece : latin1(piece);
  };
  const unicode = (length: number): string => {
    const from = take(length);
    return UTF_8.decode(bytes.subarray(from, from + length));
  };
  const line = (): string => {
    const end = bytes.subarray(at, at + LONG).indexOf(10);
    if (end < 0) fail(`the pickle is damaged at byte ${at}: a name does not end. Download it again.`);
    const from = take(end + 1);
    return latin1(bytes.subarray(from, from + end));
  };

  for (;;) {
    const opAt = at;
    const op = bytes[take(1)];
    // prettier-ignore
    switch (op) {
      case 0x80: { // PROTO
        const protocol = bytes[take(1)];
        if (protocol !== 2) fail(`the pickle is of protocol ${protocol}; CIFAR's batches are of protocol 2. Write it again with protocol=2.`);
        break;
      }
      case 0x2e: return stack.finish(); // STOP
      case 0x28: stack.mark(); break; // MARK
      case 0x4e: stack.push(null); break; // NONE
      case 0x88: stack.push(true); break; // NEWTRUE
      case 0x89: stack.push(false); break; // NEWFALSE
      case 0x4b: stack.push(bytes[take(1)]); break; // BININT1
      case 0x4d: stack.push(view.getUint16(take(2), true)); break; // BININT2
      case 0x4a: stack.push(view.getInt32(take(4), true)); break; // BININT
      case 0x47: stack.push(view.getFloat64(take(8))); break; // BINFLOAT
      case 0x55: case 0x43: stack.push(string(bytes[take(1)])); break; // SHORT_BINSTRING, SHORT_BINBYTES
      case 0x54: case 0x42: stack.push(string(view.getInt32(take(4), true))); break; // BINSTRING, BINBYTES
      case 0x58: stack.push(unicode(view.getInt32(take(4), true))); break; // BINUNICODE
      case 0x5d: stack.push([]); break; // EMPTY_LIST
      case 0x7d: stack.push(new Map()); break; // EMPTY_DICT
      case 0x29: stack.push([]); break; // EMPTY_TUPLE
      case 0x85: stack.tuple(1); break; // TUPLE1
      case 0x86: stack.tuple(2); break; // TUPLE2
      case 0x87: stack.tuple(3); break; // TUPLE3
      case 0x74: stack.push(stack.popMark()); break; // TUPLE
      case 0x61: stack.append([stack.pop()]); break; // APPEND
      case 0x65: stack.append(stack.popMark()); break; // APPENDS
      case 0x73: stack.setItems(stack.popLast(2)); break; // SETITEM
      case 0x75: stack.setItems(stack.popMark()); break; // SETITEMS
      case 0x71: stack.put(bytes[take(1)]); break; // BINPUT
      case 0x72: stack.put(view.getUint32(take(4), true)); break; // LONG_BINPUT
      case 0x68: stack.get(bytes[take(1)]); break; // BINGET
      case 0x6a: stack.get(view.getUint32(take(4), true)); break; // LONG_BINGET
      case 0x63: { // GLOBAL
        const name = `${line()}.${line()}`;
        if (!GLOBALS.has(name)) fail(`the pickle asks for ${name} at byte ${opAt}; a CIFAR batch never does.`);
        stack.pushGlobal(name);
        break;
      }
      case 0x52: stack.reduce(); break; // REDUCE
      case 0x62: stack.build(); break; // BUILD
      default:
        fail(`the pickle has the opcode ${REFUSED[op] ?? `0x${op.toString(16).padStart(2, '0')}`} at byte ${opAt}; a CIFAR batch never does.`);
    }
  }
}
