import type { Numbers } from './npy.ts';
import { damaged } from './project-error.ts';

/**
 * Looks whether a value that came from a file is what it should be.
 * @param where it stands, for the error: "journal, row 3: kind"
 * @returns it, without anything that does not belong there
 * @throws UserError 'project'
 */
export type Check<T> = (value: unknown, where: string) => T;

/** What a check lets through. */
export type Checked<C> = C extends Check<infer T> ? T : never;

type Checks = Record<string, Check<unknown>>;
type Required<C extends Checks> = { [K in keyof C]: Checked<C[K]> };
type Optional<C extends Checks> = { [K in keyof C]?: Checked<C[K]> };

function checkOf<T>(isRight: (value: unknown) => boolean, what: string): Check<T> {
  return (value, where) => {
    if (!isRight(value)) throw damaged(where, `is not ${what}`);
    return value as T;
  };
}

/** A text. */
export const text = checkOf<string>((value) => typeof value === 'string', 'a text');

/** Any number. */
export const number = checkOf<number>((value) => typeof value === 'number', 'a number');

/** A whole number, 0 or more. */
export const whole = checkOf<number>(
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  'a whole number from 0 on',
);

/** Yes or no. */
export const flag = checkOf<boolean>((value) => typeof value === 'boolean', 'true or false');

/** Null. */
export const nothing = checkOf<null>((value) => value === null, 'null');

/** A file's contents. */
export const blob = checkOf<Blob>((value) => value instanceof Blob, 'a file');

/** Whatever was written: it is shown or looked up, and never trusted. */
export const details: Check<Record<string, unknown>> = checkOf(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value),
  'an object',
);

/** One of these texts. */
export const oneOf = <const T extends string>(...texts: readonly T[]): Check<T> =>
  checkOf((value) => texts.includes(value as T), `one of ${texts.join(', ')}`);

/** Numbers of this type. */
export const numbers = <T extends Numbers>(type: new (length: number) => T): Check<T> =>
  checkOf((value) => value instanceof type, `an array of ${type.name.replace('Array', '').toLowerCase()}`);

/** As many as there are. */
export const list =
  <T>(check: Check<T>): Check<T[]> =>
  (value, where) => {
    if (!Array.isArray(value)) throw damaged(where, 'is not a list');
    return value.map((one, at) => check(one, `${where}[${at}]`));
  };

/** Just these many. */
export const triple =
  <T>(check: Check<T>): Check<[T, T, T]> =>
  (value, where) => {
    const all = list(check)(value, where);
    if (all.length !== 3) throw damaged(where, 'has not three parts');
    return all as [T, T, T];
  };

/** Any names, with values of one kind. */
export const record =
  <T>(check: Check<T>): Check<Record<string, T>> =>
  (value, where) =>
    Object.fromEntries(Object.entries(details(value, where)).map(([key, one]) => [key, check(one, `${where}.${key}`)]));

/** An object with these parts, the optional ones perhaps. */
export function object<R extends Checks, O extends Checks = Record<never, never>>(
  required: R,
  optional?: O,
): Check<Required<R> & Optional<O>> {
  return (value, where) => {
    const given = details(value, where);
    const parts: [string, unknown][] = [];
    for (const [key, check] of Object.entries(required)) parts.push([key, check(given[key], `${where}.${key}`)]);
    for (const [key, check] of Object.entries(optional ?? {})) {
      if (given[key] !== undefined) parts.push([key, check(given[key], `${where}.${key}`)]);
    }
    return Object.fromEntries(parts) as Required<R> & Optional<O>;
  };
}

type OptionalKeys<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never }[keyof T];

/**
 * An object of a type that the program has. Every field of that type needs a check, or this does not compile: none is lost in a project because
 * it was forgotten here.
 */
export const fieldsOf =
  <T extends object>() =>
  (
    required: { [K in Exclude<keyof T, OptionalKeys<T>>]: Check<T[K]> },
    optional: { [K in OptionalKeys<T>]-?: Check<Exclude<T[K], undefined>> },
  ): Check<T> =>
    object(required as Checks, optional as Checks) as unknown as Check<T>;

/** Either of two kinds. */
export const either =
  <A, B>(first: Check<A>, second: Check<B>): Check<A | B> =>
  (value, where) => {
    try {
      return first(value, where);
    } catch {
      return second(value, where);
    }
  };
