import { gunzipSync } from 'node:zlib';
import { unpackTar } from 'modern-tar';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawPlanes, splitDrawings } from '../../scripts/emoji-32/pack.ts';
import { emoji32 } from '../../scripts/emoji-32/plugin.ts';
import { isSkinTone, selectDrawings } from '../../scripts/emoji-32/select.ts';

const RECORD = 3073;

describe('the choice of emoji', () => {
  const drawings = selectDrawings();

  it('leaves out every skin tone and keeps honest names that end like one', () => {
    const names = new Set(drawings.map((drawing) => drawing.emoji));
    expect([...names].filter((name) => /-skin-tone|-(light|medium|dark)$/.test(name)).sort()).toEqual([
      'horizontal-traffic-light',
      'police-car-light',
      'vertical-traffic-light',
    ]);
  });

  it('takes a tone for one only where all five tones of the base exist', () => {
    const set = new Set([
      'cook',
      ...['light', 'medium-light', 'medium', 'medium-dark', 'dark'].map((t) => `cook-${t}`),
    ]);
    expect(isSkinTone('cook-medium-dark', set)).toBe(true);
    expect(isSkinTone('police-car-light', new Set(['police-car', 'police-car-light']))).toBe(false);
    expect(isSkinTone('cook-medium-skin-tone', new Set())).toBe(true);
  });

  it('gives an emoji the same category in every style', () => {
    const categories = new Map<string, string>();
    for (const { emoji, category } of drawings) {
      expect(categories.get(emoji) ?? category).toBe(category);
      categories.set(emoji, category);
    }
    expect(new Set(categories.values()).size).toBe(9);
  });

  it('keeps all styles of an emoji on one side of the split', () => {
    const { train, test: held } = splitDrawings(drawings);
    const trained = new Set(train.map((drawing) => drawing.emoji));
    expect(held.filter((drawing) => trained.has(drawing.emoji))).toEqual([]);
    expect(train.length + held.length).toBe(drawings.length);
    expect(held.length / drawings.length).toBeCloseTo(0.2, 1);
  });
});

describe('the drawing', () => {
  it('fills 32×32 on white, in planes of red, green and blue', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 2 2"><path fill="#f00" d="M0 0h1v2H0z"/></svg>';
    const planes = await drawPlanes(svg);
    const pixel = (x: number, y: number) => [0, 1, 2].map((plane) => planes[plane * 1024 + y * 32 + x]);
    expect(pixel(0, 0)).toEqual([255, 0, 0]);
    expect(pixel(15, 31)).toEqual([255, 0, 0]);
    expect(pixel(16, 0)).toEqual([255, 255, 255]);
  });
});

describe('the archive', () => {
  let files: Map<string, Uint8Array>;
  beforeAll(async () => {
    const entries = await unpackTar(gunzipSync(await emoji32()));
    files = new Map(entries.map((entry) => [entry.header.name, entry.data!]));
  }, 120_000);

  it('has CIFAR’s binary layout: whole records with labels of nine classes', () => {
    const classes = new TextDecoder().decode(files.get('emoji-32/batches.meta.txt')).trim().split('\n');
    expect(classes).toHaveLength(9);
    for (const name of ['data_batch_1', 'test_batch']) {
      const batch = files.get(`emoji-32/${name}.bin`)!;
      expect(batch.length % RECORD).toBe(0);
      const labels = new Set<number>();
      for (let at = 0; at < batch.length; at += RECORD) labels.add(batch[at]);
      expect([...labels].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }
  });

  it('names every sample’s emoji and style in samples.csv, counting from 0 in each split', () => {
    const [head, ...rows] = new TextDecoder().decode(files.get('emoji-32/samples.csv')).trim().split('\n');
    expect(head).toBe('split,index,emoji,style');
    for (const [split, name] of [
      ['train', 'data_batch_1'],
      ['test', 'test_batch'],
    ]) {
      const own = rows.map((row) => row.split(',')).filter((row) => row[0] === split);
      expect(own).toHaveLength(files.get(`emoji-32/${name}.bin`)!.length / RECORD);
      expect(own.map((row) => Number(row[1]))).toEqual(own.map((_, index) => index));
    }
    expect(rows.length).toBeGreaterThan(5000);
  });

  it('labels a picture as its emoji’s category, and no picture is blank', () => {
    const classes = new TextDecoder().decode(files.get('emoji-32/batches.meta.txt')).trim().split('\n');
    const rows = new TextDecoder().decode(files.get('emoji-32/samples.csv')).trim().split('\n');
    const categories = new Map(
      selectDrawings().map((drawing) => [drawing.emoji.replaceAll('-', ' '), drawing.category]),
    );
    const batch = files.get('emoji-32/data_batch_1.bin')!;
    const blank: string[] = [];
    for (let index = 0; index < batch.length / RECORD; index++) {
      const [, , emoji, style] = rows[index + 1].split(',');
      expect(classes[batch[index * RECORD]]).toBe(categories.get(emoji));
      if (batch.subarray(index * RECORD + 1, (index + 1) * RECORD).every((value) => value > 250))
        blank.push(`${emoji}/${style}`);
    }
    expect(blank).toEqual([]);
  });
});
