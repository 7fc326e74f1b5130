import { describe, expect, it } from 'vitest';
import { formatOf, listedOf, openOf, pixelsIn, valuesOf } from '../reading.ts';
import { zipOf } from '../listing/support.ts';
import { refusal, text } from '../support.ts';

/** An `.npy` of bytes. */
function npy(shape: number[], values: ArrayLike<number>, type = '|u1'): Uint8Array {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const padded = `${header.padEnd(117)}\n`;
  return Uint8Array.from([0x93, ...text('NUMPY'), 1, 0, padded.length, 0, ...text(padded), ...Array.from(values)]);
}

/** An `.npz` of arrays. */
async function npz(arrays: Record<string, Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await (await zipOf(Object.entries(arrays))).arrayBuffer());
}

describe('arrays of NumPy', () => {
  const pictures = (count: number, seed = 0): Uint8Array =>
    Uint8Array.from({ length: count * 192 }, (_, i) => (i * 13 + seed + (i >> 6)) & 255);

  it('are CIFAR-10-C where its labels are the same five times', async () => {
    const labels = [3, 8, 3, 8, 3, 8, 3, 8, 3, 8];
    const reader = await openOf({
      'CIFAR-10-C/labels.npy': npy([10], labels),
      'CIFAR-10-C/fog.npy': npy([10, 8, 8, 3], pictures(10)),
      'CIFAR-10-C/snow.npy': npy([10, 8, 8, 3], pictures(10, 5)),
    });
    expect(valuesOf(reader, 'label').slice(0, 2)).toEqual(['cat', 'ship']);
    expect(valuesOf(reader, 'corruption')).toEqual([
      ...Array<string>(10).fill('fog'),
      ...Array<string>(10).fill('snow'),
    ]);
    expect(valuesOf(reader, 'severity').slice(0, 10)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(valuesOf(reader, 'picture').slice(0, 4)).toEqual([0, 1, 0, 1]);
  });

  it('are CIFAR-10.1, a test split with CIFAR-10’s classes', async () => {
    const reader = await openOf({
      'cifar10.1_v4_data.npy': npy([3, 8, 8, 3], pictures(3)),
      'cifar10.1_v4_labels.npy': npy([3], [0, 1, 9]),
      'cifar10.1_v6_data.npy': npy([2, 8, 8, 3], pictures(2)),
      'cifar10.1_v6_labels.npy': npy([2], [2, 3]),
    });
    expect(valuesOf(reader, 'label')).toEqual(['airplane', 'automobile', 'truck', 'bird', 'cat']);
    expect(valuesOf(reader, 'split')).toEqual(['test', 'test', 'test', 'test', 'test']);
  });

  it('of numbers with a point are the same only where every value is', async () => {
    const values = Float32Array.from({ length: 3 * 16 }, (_, i) => ((i % 32) + 1) * 1e-7);
    const bytes = new Uint8Array(values.buffer);
    expect((await openOf({ 'images.npy': npy([3, 4, 4], bytes, '<f4') })).duplicates).toEqual([[0, 2]]);
  });

  it('say so where there are not as many labels as pictures, or labels are fractions', async () => {
    const x = npy([6, 8, 8, 3], pictures(6));
    const { notes, guess } = await openOf({ 'x.npy': x, 'labels.npy': npy([5], [0, 1, 0, 1, 1]) });
    expect(guess.label).toBeNull();
    expect(notes).toEqual([
      'labels in labels.npy has 5 values for 6 pictures, so which label is of which is not known: it was left out.',
    ]);
    const halves = new Uint8Array(Float32Array.of(0, 0.5, 1, NaN, 1, 0).buffer);
    const fractions = await openOf({ 'x.npy': x, 'labels.npy': npy([6], halves, '<f4') });
    expect(fractions.notes).toEqual(['labels holds no whole numbers: it is a field, and no label.']);
    const whole = new Uint8Array(Float32Array.of(0, 1, 1, NaN, 1, 0).buffer);
    const some = await openOf({ 'x.npy': x, 'labels.npy': npy([6], whole, '<f4') });
    expect(valuesOf(some, 'label')).toEqual(['0', '1', '1', null, '1', '0']);
    expect(some.notes).toEqual([]);
  });

  it('have opacity on white', async () => {
    const values = Uint8Array.from({ length: 16 * 4 }, (_, i) => (i % 4 === 3 ? (i < 32 ? 0 : 255) : 10));
    const pixels = (await pixelsIn(await openOf({ 'images.npy': npy([1, 4, 4, 4], values) }))).get(0)!;
    expect([pixels[0], pixels[47]]).toEqual([255, 10]);
  });

  it.each([
    [npy([10], new Uint8Array(10)), /No array holds pictures \(x is uint8 of 10\)\. Pictures are n × height × width/],
    [npy([9, 8, 8, 3], pictures(3)), /its header says uint8 of 9 × 8 × 8 × 3, 1,856 bytes, but there are 704/],
    [npy([2, 8, 8, 3], pictures(2), '<c8'), /are of the type “<c8”, which is neither number nor text/],
    [npy([4_000_000_000], [], '<U0'), /are of the type “<U0”, which is neither number nor text/],
    [npy([4_000_000_000], [], '|S0'), /are of the type “\|S0”, which is neither number nor text/],
  ])('are refused with a sentence, case %#', async (bytes, sentence) => {
    expect(await refusal(() => openOf({ 'x.npy': bytes }))).toMatch(sentence);
  });

  it('of labels that are not as many as the pictures are refused', async () => {
    const archive = await npz({
      'x.npy': npy([60, 8, 8], new Uint8Array(3840)),
      'y.npy': npy([59], new Uint8Array(59)),
    });
    expect(await refusal(() => openOf({ 'a.npz': archive }))).toMatch(
      /^a\.npz: y has 59 labels for the 60 pictures of x\. Save it again with one label for each picture\./,
    );
  });

  it('that hold what is no number say how many pictures do', async () => {
    const values = new Float32Array(3 * 64).map((_, i) => (i % 64) / 64);
    values.set([NaN, Infinity], 70);
    const reader = await openOf({ 'x.npy': npy([3, 8, 8], new Uint8Array(values.buffer), '<f4') });
    expect(reader.notes).toContain(
      '1 picture has values that are no numbers (NaN, infinity): they are drawn black, infinity white.',
    );
    const none = new Float32Array(2 * 64).fill(NaN);
    const { notes } = await openOf({ 'x.npy': npy([2, 8, 8], new Uint8Array(none.buffer), '<f4') });
    expect(notes.join()).not.toContain('Infinity');
  });

  it('keep a picture beside them apart, and call it one', async () => {
    const archive = await npz({ 'x.npy': npy([2, 8, 8], new Uint8Array(128)) });
    const reader = await openOf({ 'a.npz': archive, 'cover.png': text('\u0089PNG') });
    expect(reader.rows).toBe(2);
    expect(reader.strangers).toEqual([{ kind: 'picture (.png)', count: 1, example: 'cover.png' }]);
  });

  it.each([
    [['train_value', 'test_value'], 'value'],
    [['latest'], 'latest'],
  ])('of one value a picture, %j, are a field %s', async (keys, name) => {
    const files = keys.length === 1 ? ['x'] : ['train_x', 'test_x'];
    const reader = await openOf({
      ...Object.fromEntries(files.map((file, i) => [`${file}.npy`, npy([2, 8, 8], new Uint8Array(128).fill(i))])),
      ...Object.fromEntries(
        keys.map((key) => [`${key}.npy`, npy([2], new Uint8Array(new Float32Array([0.5, 1.5]).buffer), '<f4')]),
      ),
    });
    expect(valuesOf(reader, name)).toEqual(keys.flatMap(() => [0.5, 1.5]));
  });

  it('beside photos are none of ours', async () => {
    const photos = { 'a/1.jpg': text('1'), 'a/2.jpg': text('2'), 'b/3.jpg': text('3') };
    expect(await formatOf(listedOf({ ...photos, 'embeddings.npy': npy([3, 8, 8], new Uint8Array(192)) }))).toBe(
      undefined,
    );
  });
});
