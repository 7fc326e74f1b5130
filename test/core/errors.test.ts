import { describe, expect, it } from 'vitest';
import { inPlainWords, isCancelled, sentenceOf, UserError } from '../../src/core/errors.ts';

const named = (name: string, more: object = {}): Error =>
  Object.assign(new Error('as the browser says it'), { name, ...more });
const full = new DOMException('full', 'QuotaExceededError');

describe('an error for people', () => {
  it('is told as it is, by its class and code', () => {
    const error = new UserError('no-dataset', 'No data set is open.', { cause: full });
    expect(error).toMatchObject({ name: 'UserError', code: 'no-dataset', cause: full });
    expect(inPlainWords(error)).toBe(error);
    expect(sentenceOf(error)).toBe('No data set is open.');
  });

  it('is told by its message where it is a fault of the program, or no error at all', () => {
    const fault = new RangeError('sample 9 is not in 0 … 8');
    expect(inPlainWords(fault)).toBe(fault);
    expect(sentenceOf(fault)).toBe('sample 9 is not in 0 … 8');
    expect(sentenceOf('a word')).toBe('a word');
  });
});

describe.each([
  ['itself', full],
  ['inside a transaction that it ended', named('AbortError', { inner: full })],
  ['deep inside', named('AbortError', { inner: named('DexieError', { cause: full }) })],
])('a full disk, named %s', (_, error) => {
  it('is told in plain words and is no cancellation', () => {
    expect(isCancelled(error)).toBe(false);
    expect(inPlainWords(error)).toMatchObject({ name: 'UserError', code: 'no-space', cause: error });
    expect(sentenceOf(error)).toMatch(/^The disk is full.* free disk space\.$/);
  });
});

it('only an AbortError is a cancellation', () => {
  expect(isCancelled(new DOMException('', 'AbortError'))).toBe(true);
  expect(isCancelled(named('AbortError', { inner: named('AbortError') }))).toBe(true);
  expect(isCancelled(named('TimeoutError'))).toBe(false);
  expect(isCancelled('AbortError')).toBe(false);
});
