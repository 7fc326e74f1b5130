import { importError } from '../import-error.ts';
import { GLOBALS, LONG, latin1, stringOrBytes } from './pickle-calls.ts';
import { unescapeText, unescapeString, utf8ToLatin1 } from './pickle-text.ts';
import { LongText, PickleGlobal, type Pickled } from './pickle-values.ts';
import { PickleStack } from './pickle-stack.ts';

/** One for all of a batch's 50,000 file names: making a decoder is slow. */
const UTF_8 = new TextDecoder();

/** Names of opcodes that no batch has, for the sentence that refuses them (Python's pickletools). */
const REFUSED: Record<number, string> = {
  0x69: 'INST',
  0x6f: 'OBJ',
  0x81: 'NEWOBJ',
  0x92: 'NEWOBJ_EX',
  0x50: 'PERSID',
  0x51: 'BINPERSID',
  0x82: 'EXT1',
  0x83: 'EXT2',
  0x84: 'EXT4',
  0x97: 'NEXT_BUFFER',
};

/** The youngest protocol of pickles that there is. */
const LAST_PROTOCOL = 5;

/**
 * Reads a pickle of protocol 0 to 5, by Python 2 or 3, of what batches are made of: dictionaries, lists, tuples, numbers, strings and
 * numpy arrays (of numpy 1 or 2). Nothing in it is ever executed: the globals in GLOBALS are known by name, any other is refused, and so
 * is every opcode that calls something else (opcodes: Python's Lib/pickletools.py).
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
  const damaged = (what: string): never => fail(`the pickle is damaged at byte ${at}: ${what}. Download it again.`);
  const stack = new PickleStack(damaged);
  const take = (count: number): number => {
    const from = at;
    if (count < 0 || from + count > bytes.length)
      fail(`the pickle is cut off at byte ${bytes.length}. Download it again.`);
    at += count;
    return from;
  };
  const piece = (length: number): Uint8Array => {
    const from = take(length);
    return bytes.subarray(from, from + length);
  };
  const string = (length: number): string | Uint8Array => stringOrBytes(piece(length));
  const unicode = (length: number): string | LongText => {
    const text = piece(length);
    return length > LONG ? new LongText(utf8ToLatin1(text) ?? damaged('a text is very long')) : UTF_8.decode(text);
  };
  const length8 = (): number => Number(view.getBigUint64(take(8), true));
  const line = (longest = LONG): Uint8Array => {
    const end = bytes.subarray(at, at + longest).indexOf(10);
    if (end < 0) damaged('a line does not end');
    return piece(end + 1).subarray(0, end);
  };
  const number = (): number => {
    const digits = latin1(line()).replace(/L$/, '');
    const value = Number(digits);
    return digits.trim() === '' || Number.isNaN(value) ? damaged(`“${digits}” is no number`) : value;
  };
  const long = (length: number): number => {
    if (length > 8) damaged('a number is very long');
    return piece(length).reduceRight(
      (value, byte, i) => value * 256 + (i === length - 1 && byte > 127 ? byte - 256 : byte),
      0,
    );
  };
  const pushGlobal = (name: string, opAt: number): void => {
    if (!GLOBALS.has(name)) fail(`the pickle asks for ${name} at byte ${opAt}; a CIFAR batch never does.`);
    stack.push(new PickleGlobal(name));
  };

  for (;;) {
    const opAt = at;
    const op = bytes[take(1)];
    // prettier-ignore
    switch (op) {
      case 0x80: { // PROTO
        const protocol = bytes[take(1)];
        if (protocol > LAST_PROTOCOL) fail(`the pickle is of protocol ${protocol}, but there are only 0 to ${LAST_PROTOCOL}; the file looks damaged.`);
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
      case 0x64: stack.dictionary(); break; // DICT
      case 0x6c: stack.push(stack.popMark()); break; // LIST
      case 0x70: stack.put(number()); break; // PUT
      case 0x67: stack.get(number()); break; // GET
      case 0x94: stack.memoize(); break; // MEMOIZE
      case 0x95: take(8); break; // FRAME
      case 0x98: break; // READONLY_BUFFER
      case 0x49: { // INT, and in protocols 0 and 1 the truth values
        const digits = latin1(line());
        const value = Number(digits);
        if (digits.trim() === '' || Number.isNaN(value)) damaged(`“${digits}” is no number`);
        stack.push(digits === '01' ? true : digits === '00' ? false : value);
        break;
      }
      case 0x46: case 0x4c: stack.push(number()); break; // FLOAT, LONG
      case 0x8a: stack.push(long(bytes[take(1)])); break; // LONG1
      case 0x8b: stack.push(long(view.getInt32(take(4), true))); break; // LONG4
      case 0x53: stack.push(stringOrBytes(unescapeString(line(Infinity)) ?? damaged('a string has no quotes'))); break; // STRING
      case 0x56: stack.push(unescapeText(line(Infinity)) ?? damaged('a text is very long')); break; // UNICODE
      case 0x8c: stack.push(unicode(bytes[take(1)])); break; // SHORT_BINUNICODE
      case 0x8d: stack.push(unicode(length8())); break; // BINUNICODE8
      case 0x8e: case 0x96: stack.push(string(length8())); break; // BINBYTES8, BYTEARRAY8
      case 0x63: pushGlobal(`${latin1(line())}.${latin1(line())}`, opAt); break; // GLOBAL
      case 0x93: pushGlobal(stack.stackGlobal(), opAt); break; // STACK_GLOBAL
      case 0x52: stack.reduce(); break; // REDUCE
      case 0x62: stack.build(); break; // BUILD
      default:
        fail(`the pickle has the opcode ${REFUSED[op] ?? `0x${op.toString(16).padStart(2, '0')}`} at byte ${opAt}; a CIFAR batch never does.`);
    }
  }
}
