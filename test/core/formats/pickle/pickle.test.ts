import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NdArray } from '../../../../src/core/formats/pickle/pickle-values.ts';
import { readPickle } from '../../../../src/core/formats/pickle/pickle.ts';
import { refusal, text } from '../support.ts';

const PROTO_2 = [0x80, 2];
const pickle = (...parts: (number | string)[]): Uint8Array =>
  Uint8Array.from([...PROTO_2, ...parts.flatMap((part) => (typeof part === 'string' ? [...text(part)] : [part]))]);

/** With the opcodes that Python 2's cPickle wrote for CIFAR: {'data': array([[1, 2], [146, 255]], uint8), 'labels': [6, 300]}. */
const SMALL_BATCH = pickle(
  ...['}q', 1, '(U', 4, 'dataq', 2, 'cnumpy.core.multiarray\n_reconstruct\nq', 3, 'cnumpy\nndarray\nq', 4],
  ...['K', 0, 0x85, 'U', 1, 'b', 0x87, 'Rq', 5, '(K', 1, 'K', 2, 'K', 2, 0x86, 'cnumpy\ndtype\nq', 6],
  ...['U', 2, 'u1K', 0, 'K', 1, 0x87, 'Rq', 7, '(K', 3, 'U', 1, '|NNNJ', 255, 255, 255, 255, 'J', 255, 255, 255, 255],
  ...['K', 0, 'tb', 0x89, 'U', 4, 1, 2, 146, 255, 'tbU', 6, 'labelsq', 8, ']q', 9, '(K', 6, 'M', 44, 1, 'eu.'],
);

describe('readPickle', () => {
  it('reads the dictionary, list and array of a batch', () => {
    const batch = readPickle(SMALL_BATCH, 'data_batch_1') as Map<string, unknown>;
    expect([...batch.keys()]).toEqual(['data', 'labels']);
    expect(batch.get('labels')).toEqual([6, 300]);
    const data = batch.get('data') as NdArray;
    expect(data).toBeInstanceOf(NdArray);
    expect(data).toMatchObject({ shape: [2, 2], type: 'u1', columnMajor: false });
    expect([...data.data]).toEqual([1, 2, 146, 255]);
  });

  it('leaves long strings as views of the pickle, so that pictures are held once', () => {
    const length = 5000;
    const bytes = pickle('T', length & 255, length >> 8, 0, 0, 'x'.repeat(length), '.');
    const value = readPickle(bytes, 'data_batch_1') as Uint8Array;
    expect(value.buffer).toBe(bytes.buffer);
    expect(value).toHaveLength(length);
  });

  it('remembers values and gives them again', () => {
    expect(readPickle(pickle('(U', 2, 'hiq', 7, 'h', 7, 't.'), 'meta')).toEqual(['hi', 'hi']);
  });

  it('refuses a foreign global by name and place, and runs nothing', async () => {
    const bytes = pickle('cos\nsystem\nU', 4, 'echo', 0x85, 'R.');
    expect(await refusal(() => readPickle(bytes, 'data_batch_2'))).toBe(
      'data_batch_2: the pickle asks for os.system at byte 2; a CIFAR batch never does. Nothing was imported.',
    );
  });

  it('refuses a global that only begins like one of numpy', async () => {
    expect(await refusal(() => readPickle(pickle('cnumpy\nload\n.'), 'data_batch_2'))).toMatch(/asks for numpy\.load/);
  });

  it.each([
    ['INST', ['(', 'ios\nsystem\n.']],
    ['NEXT_BUFFER', [0x97, '.']],
    ['NEWOBJ', [')', 0x81, '.']],
    ['EXT1', [0x82, 1, '.']],
    ['PERSID', ['Pfile\n.']],
    ['0xfe', [0xfe, '.']],
  ])('refuses the opcode %s by name', async (name, parts) => {
    const sentence = await refusal(() => readPickle(pickle(...parts), 'data_batch_2'));
    expect(sentence).toMatch(new RegExp(`has the opcode ${name} at byte \\d+; a CIFAR batch never does`));
  });

  it('refuses a foreign global of protocol 4 as one of protocol 2', async () => {
    const bytes = pickle('U', 2, 'osU', 6, 'system', 0x93, '.');
    expect(await refusal(() => readPickle(bytes, 'data_batch_2'))).toBe(
      'data_batch_2: the pickle asks for os.system at byte 14; a CIFAR batch never does. Nothing was imported.',
    );
  });

  it('says which protocols there are', async () => {
    expect(await refusal(() => readPickle(Uint8Array.of(0x80, 6, 0x95), 'data_batch_1'))).toMatch(
      /of protocol 6, but there are only 0 to 5; the file looks damaged/,
    );
  });

  it('does not let a small pickle make many arrays of one short string', async () => {
    const array = ['cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK', 0, 0x85, 'U', 1, 'b', 0x87, 'R'];
    const bytes = pickle(...Array.from({ length: 1001 }, () => array).flat(), '.');
    expect(await refusal(() => readPickle(bytes, 'data_batch_1'))).toMatch(/there are very many arrays/);
  });

  it('refuses every batch that is cut off', async () => {
    for (let length = 0; length < SMALL_BATCH.length; length++) {
      expect(await refusal(() => readPickle(SMALL_BATCH.slice(0, length), 'data_batch_1'))).toMatch(/cut off|damaged/);
    }
  });

  it('never throws anything but a sentence, whatever is flipped or made up', () => {
    const orderly = (bytes: Uint8Array): void => {
      try {
        readPickle(bytes, 'data_batch_1');
      } catch (error) {
        expect(error).toHaveProperty('code', 'import');
      }
    };
    fc.assert(
      fc.property(fc.nat(SMALL_BATCH.length - 1), fc.nat(255), (at, value) => {
        const damaged = SMALL_BATCH.slice();
        damaged[at] = value;
        orderly(damaged);
      }),
      { numRuns: 3000 },
    );
    const opcodes = fc.constantFrom(...'}](.eu)as tbRNKMJUXqhrjc', '\x85', '\x86', '\x87', '\x88');
    fc.assert(
      fc.property(fc.array(opcodes, { maxLength: 30 }), (ops) => orderly(pickle(...ops))),
      { numRuns: 3000 },
    );
  });
});
