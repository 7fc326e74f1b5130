import { damaged } from './project-error.ts';
import type { Numbers } from './npy.ts';

/** What a value has beside its text: arrays and blobs, each by the path of its file. */
export type Attachments = Map<string, Numbers | Blob>;

/** Whole numbers up to this many stand in the text itself. */
const INLINE = 64;

const INLINE_TYPES = { $uint8: Uint8Array, $uint16: Uint16Array, $uint32: Uint32Array } as const;

/** Numbers that JSON has no word for. */
const ODD_NUMBERS = ['NaN', 'Infinity', '-Infinity', '-0'];

/**
 * A value as JSON has it. Arrays of numbers become `{"$npy": path}`, or `{"$uint32": [1, 2]}` where they are short; blobs `{"$file": path}`;
 * numbers that JSON lacks `{"$number": "NaN"}`. A key that begins with `$` gets another before it.
 * @param path what the paths of its files begin with: "journal/3"
 * @param attachments gets the files
 */
export function pack(value: unknown, path: string, attachments: Attachments): unknown {
  if (typeof value === 'number') return oddNumber(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Blob) return attach('$file', `${path}.bin`, value, attachments);
  if (ArrayBuffer.isView(value)) {
    const inline = Object.entries(INLINE_TYPES).find(([, type]) => value instanceof type);
    const numbers = value as Numbers;
    if (inline && numbers.length <= INLINE) return { [inline[0]]: [...numbers] };
    return attach('$npy', `${path}.npy`, numbers, attachments);
  }
  if (Array.isArray(value)) return value.map((one, at) => pack(one, `${path}.${at}`, attachments));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([key, one], at) => [
        key.startsWith('$') ? `$${key}` : key,
        pack(one, /^\w+$/.test(key) ? joined(path, key) : joined(path, String(at)), attachments),
      ]),
  );
}

const joined = (path: string, key: string): string => (path.endsWith('/') ? path + key : `${path}.${key}`);

/** The paths of the files that packed JSON names. */
export function pathsIn(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) return [];
  if (Array.isArray(json)) return json.flatMap(pathsIn);
  return Object.entries(json).flatMap(([key, one]) =>
    (key === '$npy' || key === '$file') && typeof one === 'string' ? [one] : pathsIn(one),
  );
}

/**
 * The value that was packed.
 * @param where for errors: "journal, row 3"
 * @throws UserError 'project' where it was not written by `pack`
 */
export function unpack(json: unknown, where: string, attachments: Attachments): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((one) => unpack(one, where, attachments));
  const entries = Object.entries(json);
  const [key, one] = entries.length === 1 ? (entries[0] as [string, unknown]) : ['', null];
  if (key.startsWith('$') && !key.startsWith('$$')) return unpackMarked(key, one, where, attachments);
  return Object.fromEntries(
    entries.map(([name, part]) => [name.startsWith('$') ? name.slice(1) : name, unpack(part, where, attachments)]),
  );
}

function unpackMarked(key: string, one: unknown, where: string, attachments: Attachments): unknown {
  if (key === '$number' && ODD_NUMBERS.includes(one as string)) return Number(one);
  if (key === '$npy' || key === '$file') {
    const attached = attachments.get(one as string);
    if (attached && attached instanceof Blob === (key === '$file')) return attached;
  }
  if (Object.hasOwn(INLINE_TYPES, key) && Array.isArray(one)) {
    const numbers = INLINE_TYPES[key as keyof typeof INLINE_TYPES].from(one as number[]);
    if (one.every((number, at) => numbers[at] === number)) return numbers;
  }
  throw damaged(where, `has “${key}” with something else than belongs there`);
}

function oddNumber(value: number): { $number: string } | undefined {
  if (Object.is(value, -0)) return { $number: '-0' };
  return Number.isFinite(value) ? undefined : { $number: String(value) };
}

function attach(key: string, path: string, value: Numbers | Blob, attachments: Attachments): Record<string, string> {
  attachments.set(path, value);
  return { [key]: path };
}
