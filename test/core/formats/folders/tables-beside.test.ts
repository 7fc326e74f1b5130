import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { UserError } from '../../../../src/core/errors.ts';
import { refusal } from '../support.ts';
import { column, guessed, open, pictures } from './support.ts';

const csv = (...lines: string[]): string => `${lines.join('\n')}\n`;

describe('a table beside the pictures', () => {
  it('is found by its contents, whatever it is called, and names pictures in many ways', async () => {
    const files = await pictures('data/images/10.png', 'data/images/11.png', 'data/images/12.png');
    const tables: [string, string][] = [
      ['trainLabels.csv', csv('id,label', '10,frog', '11,truck', '12,truck')],
      ['x.tsv', csv('file\tlabel', '10.png\tfrog', '11.png\ttruck', '12.png\ttruck')],
      [
        'a.csv',
        csv('path;class', 'C:\\me\\data\\images\\10.png;frog', 'images\\11.png;truck', '.\\images\\12.png;truck'),
      ],
      [
        'labels.jsonl',
        '{"file_name":"10.png","label":"frog"}\n{"file_name":"11.png","label":"truck"}\n{"file_name":"12.png","label":"truck"}\n',
      ],
      [
        'annotations.json',
        JSON.stringify(
          [10, 11, 12].map((id) => ({ image: `/mnt/x/images/${id}.png`, category: id === 10 ? 'frog' : 'truck' })),
        ),
      ],
      ['map.json', JSON.stringify({ '10.png': 'frog', '11.png': 'truck', '12.png': 'truck' })],
    ];
    for (const [name, body] of tables) {
      const reader = await open({ ...files, [`data/${name}`]: body });
      expect(guessed(reader).label, name).toEqual(['frog', 'truck', 'truck']);
      expect(reader.table?.file, name).toBe(`data/${name}`);
      expect(reader.strangers, name).toEqual([]);
      expect(reader.notes, name).toEqual([]);
    }
  });

  it('lies in the folder of each split, where names are the same, as Hugging Face has it', async () => {
    const files = {
      ...(await pictures('train/1.png', 'train/2.png', 'test/1.png', 'test/2.png')),
      'train/metadata.csv': csv('file_name,label,size', '1.png,cat,1.5', '2.png,dog,2'),
      'test/metadata.csv': csv('file_name,label,size', '2.png,cat,3', '1.png,dog,'),
    };
    const reader = await open(files);
    expect(reader.names).toEqual(['test/1.png', 'test/2.png', 'train/1.png', 'train/2.png']);
    expect(guessed(reader)).toEqual({ label: ['dog', 'cat', 'cat', 'dog'], split: ['test', 'test', 'train', 'train'] });
    expect(column(reader, 'size')).toEqual([undefined, 3, 1.5, 2]);
  });

  it('has a column an annotator where a row is what one of them says of one picture', async () => {
    const files = await pictures('1.png', '2.png', '3.png');
    const rows = ['1.png,ann,cat,5', '1.png,bob,dog,3', '2.png,ann,dog,4', '2.png,bob,dog,2', '2.png,bob,cat,2'];
    const reader = await open({ ...files, 'l.csv': csv('image,annotator,label,seconds', ...rows, '3.png,ann,cat,1') });
    expect(reader.guess).toMatchObject({ label: null, annotators: ['ann', 'bob'] });
    expect(reader.columns.map(({ name }) => name)).toEqual(['ann', 'bob']);
    expect(column(reader, 'ann')).toEqual(['cat', 'dog', 'cat']);
    expect(column(reader, 'bob')).toEqual(['dog', 'dog', undefined]);
    expect(reader.notes).toEqual([
      'l.csv: A row is what one annotator says of one sample, “annotator” says who: a field for each of 2 annotators.',
      'l.csv: 1 row of a sample that the same annotator has labelled before (2.png by bob, “dog” and “cat”): the first one counts.',
      'l.csv: “seconds” has several values for one picture, and is left out.',
    ]);
  });

  it('says which labels are not the folder that the picture lies in, where both are the same classes', async () => {
    const paths = Array.from({ length: 12 }, (_, i) => `${i % 2 ? 'cat' : 'dog'}/${i}.png`);
    const rows = paths.map((path, i) => `${path},${i < 4 ? 'cat' : path.split('/')[0]}`);
    const reader = await open({ ...(await pictures(...paths)), 'l.csv': csv('file,label', ...rows) });
    expect(reader.notes).toEqual([
      'l.csv: of 12 labels in “label” 2 are not the folder that the picture lies in: dog/0.png (“cat”, folder “dog”), dog/2.png (“cat”, folder “dog”).',
    ]);
    const others = paths.map((path, i) => `${path},${'xyz'[i % 3]}`);
    const apart = await open({ ...(await pictures(...paths)), 'l.csv': csv('file,label', ...others) });
    expect(apart.notes).toEqual([]);
  });

  it('holds the split in a column called so, though a value is no usual one', async () => {
    const files = await pictures('1.png', '2.png', '3.png', '4.png', '5.png', '6.png');
    const rows = ['train', 'val', 'test', 'hold-back', 'train', 'train'].map(
      (split, i) => `${i + 1},${split},${'ab'[i % 2]}`,
    );
    const reader = await open({ ...files, 'l.csv': csv('id,set,label', ...rows) });
    expect(reader.guess).toMatchObject({ label: 'label', split: 'set' });
  });

  it('keeps annotators apart that would be called the same, and no empty label counts', async () => {
    const files = await pictures('1.png', '2.png');
    const rows = ['1.png,3,', '1.png,3,dog', '1.png,annotator 3,cat', '2.png,3,cat', '2.png,annotator 3,cat'];
    const reader = await open({ ...files, 'l.csv': csv('image,annotator,label', ...rows) });
    expect(column(reader, 'annotator 3')).toEqual(['cat', 'cat']);
    expect(column(reader, 'annotator 3 (2)')).toEqual(['dog', 'cat']);
  });

  it('of more annotators than there can be is refused, and of a picture in several rows otherwise too', async () => {
    const files = await pictures('1.png', '2.png');
    const rows = Array.from({ length: 1002 }, (_, i) => `${1 + (i % 2)}.png,w${i >> 1},cat`);
    expect(await refusal(() => open({ ...files, 'l.csv': csv('image,worker,label', ...rows) }))).toMatch(
      /^l.csv: “worker” names 501 annotators; a data set takes 500 from a table/,
    );
    const plain = csv('image,label', '1.png,cat', '1.png,dog', '2.png,cat', '2.png,dog');
    expect(await refusal(() => open({ ...files, 'l.csv': plain }))).toMatch(/“label” gives a picture several labels/);
  });

  it('says how many rows have no picture, and how many pictures no row', async () => {
    const files = await pictures('1.png', '2.png', '3.png');
    const reader = await open({ ...files, 'l.csv': csv('id,label', '1,a', '2,b', '8,a', '9,a') });
    expect(guessed(reader).label).toEqual(['a', 'b', undefined]);
    expect(reader.notes).toEqual([
      'l.csv: 2 of 4 rows name a picture that is not here: 8.',
      '1 of 3 pictures stand in no row of l.csv.',
    ]);
  });

  it('keeps its other columns as they are: numbers, ids, what pandas writes', async () => {
    const reader = await open({
      ...(await pictures('1.png', '2.png', '3.png')),
      'l.csv': csv(
        ',name,label,age,code,long',
        '0,1.png,3.0,7,00004,123456789',
        '1,2.png,1.0,NaN,00005,123456793',
        '2,3.png,,12,00004,1',
      ),
    });
    expect(reader.columns.map(({ name }) => name)).toEqual(['label', 'age', 'code', 'long']);
    expect(guessed(reader).label).toEqual(['3', '1', undefined]);
    expect(column(reader, 'age')).toEqual([7, undefined, 12]);
    expect(column(reader, 'code')).toEqual(['00004', '00005', '00004']);
    expect(column(reader, 'long')).toEqual(['123456789', '123456793', '1']);
  });

  it('keeps ids that only look like numbers of a program', async () => {
    const reader = await open({
      ...(await pictures('1.png', '2.png')),
      'l.csv': csv('name,label,serial,mask', '1.png,cat,0x1A,0b1', '2.png,dog,0x1B,0b0'),
    });
    expect(column(reader, 'serial')).toEqual(['0x1A', '0x1B']);
    expect(column(reader, 'mask')).toEqual(['0b1', '0b0']);
  });

  it('holds the split: in a column, or by which table names a picture', async () => {
    const files = await pictures('1.png', '2.png', '3.png', '4.png');
    const rows = ['1,cat,train', '2,dog,train', '3,cat,val', '4,dog,val'];
    const byColumn = await open({ ...files, 'l.csv': csv('id,label,part', ...rows) });
    expect(guessed(byColumn).split).toEqual(['train', 'train', 'val', 'val']);
    const byTable = await open({
      ...files,
      'train.csv': csv('id,label', '1,cat', '2,dog'),
      'test_labels.csv': csv('id,label', '3,cat', '4,dog'),
    });
    expect(guessed(byTable)).toEqual({
      label: ['cat', 'dog', 'cat', 'dog'],
      split: ['train', 'train', 'test_labels', 'test_labels'],
    });
  });

  it('goes before the folders as a label where its column is called so, and not where it is not', async () => {
    const files = await pictures('part1/1.png', 'part1/2.png', 'part2/3.png', 'part2/4.png');
    const dx = await open({ ...files, 'meta.csv': csv('image_id,dx', '1,nv', '2,mel', '3,nv', '4,mel') });
    expect(dx.guess.label).toBe('dx');
    const camera = await open({ ...files, 'meta.csv': csv('image_id,camera', '1,a', '2,a', '3,b', '4,b') });
    expect(camera.guess.label).toBe('folder 1');
  });

  it('may hold one column a class, one of them 1', async () => {
    const files = await pictures('1.png', '2.png', '3.png');
    const one = await open({
      ...files,
      'l.csv': csv('image,MEL,NV,BCC', '1,0.0,1.0,0.0', '2,1.0,0.0,0.0', '3,0.0,1.0,0.0'),
    });
    expect(guessed(one).label).toEqual(['NV', 'MEL', 'NV']);
    expect(one.columns.find(({ name }) => name === one.guess.label)!.data).toMatchObject({
      dictionary: ['MEL', 'NV', 'BCC'],
    });
    const several = { ...files, 'l.csv': csv('image,MEL,NV,BCC', '1,1,1,0', '2,1,0,0', '3,0,1,1') };
    expect(await refusal(() => open(several))).toContain('gives a picture several labels');
  });

  it('with several labels a picture is refused, but only where there is no other label', async () => {
    const flat = await pictures('1.png', '2.png', '3.png', '4.png');
    for (const cells of [
      ['cat|dog', 'cat', 'dog', 'dog'],
      ['"[""cat"", ""dog""]"', '[]', '"[""cat"", ""bird""]"', '"[""dog""]"'],
      ['"cat, dog"', 'cat', 'dog', '"dog, cat"'],
    ]) {
      const table = csv('id,labels', ...cells.map((cell, at) => `${at + 1},${cell}`));
      expect(await refusal(() => open({ ...flat, 'l.csv': table })), cells[0]).toBe(
        'l.csv: “labels” gives a picture several labels. Second Look learns one label a picture: leave one in each row, or drop the pictures without the table. Nothing was imported.',
      );
    }
    const rows = csv('id,label', '1,cat', '1,dog', '2,cat', '3,dog');
    expect(await refusal(() => open({ ...flat, 'l.csv': rows }))).toContain('several labels');
    const folders = await pictures('x/1.png', 'x/2.png', 'y/3.png', 'y/4.png');
    const reader = await open({ ...folders, 'l.csv': csv('id,labels', '1,a|b', '2,a', '3,b', '4,b|a') });
    expect(reader.guess.label).toBe('folder 1');
  });

  it('takes a name with a comma for one class', async () => {
    const files = await pictures('1.png', '2.png', '3.png', '4.png');
    const names = ['tench, Tinca tinca', 'crane, bird', 'tench, Tinca tinca', 'crane, bird'];
    const reader = await open({
      ...files,
      'l.csv': csv('id,label', ...names.map((name, at) => `${at + 1},"${name}"`)),
    });
    expect(guessed(reader).label).toEqual(names);
  });

  it('may hold the labels of several annotators', async () => {
    const reader = await open({
      ...(await pictures('1.png', '2.png')),
      'l.csv': csv('id,annotator_1,annotator_2', '1,0,0', '2,1,0'),
    });
    expect(reader.guess).toMatchObject({ label: null, annotators: ['annotator_1', 'annotator_2'] });
    expect(column(reader, 'annotator_1')).toEqual(['0', '1']);
  });

  describe('whose columns hold the same class words', () => {
    const WORDS = ['cat', 'dog', 'fox'];
    const rows = (of: (picture: number) => string[]): string[] =>
      Array.from({ length: 12 }, (_, k) => [k + 1, ...of(k)].join(','));
    const twelve = () => pictures(...Array.from({ length: 12 }, (_, k) => `${k + 1}.png`));
    /** What each of three people says: mostly the same. */
    const people = (k: number): string[] => [
      WORDS[k % 3],
      WORDS[(k + Number(k === 4)) % 3],
      WORDS[(k + Number(k > 9)) % 3],
    ];

    it('is of several annotators, whatever they are called', async () => {
      const lines = rows((k) => [...people(k), WORDS[(k * k) % 2]]);
      const reader = await open({ ...(await twelve()), 'l.csv': csv('id,alice,bob,carol,last seen', ...lines) });
      expect(reader.guess).toMatchObject({ annotators: ['alice', 'bob', 'carol'] });
    });

    it('has one label where one is called so', async () => {
      const reader = await open({ ...(await twelve()), 'l.csv': csv('id,alice,bob,label', ...rows(people)) });
      expect(reader.guess).toMatchObject({ label: 'label', annotators: [] });
    });

    it('has fields where they do not agree, or are two', async () => {
      const flags = rows((k) => [k % 2, (k >> 1) % 2, (k >> 2) % 2].map((is) => (is ? 'yes' : 'no')));
      const reader = await open({ ...(await twelve()), 'l.csv': csv('id,indoors,wet,old', ...flags) });
      expect(reader.guess.annotators).toEqual([]);
      const two = rows((k) => people(k).slice(1));
      expect((await open({ ...(await twelve()), 'l.csv': csv('id,before,after', ...two) })).guess.annotators).toEqual(
        [],
      );
    });
  });

  it('is a stranger where it says nothing of the pictures', async () => {
    const files = await pictures('cat/1.png', 'dog/2.png');
    const reader = await open({ ...files, 'prices.csv': csv('item,price', 'tea,3', 'milk,2'), 'broken.json': '{' });
    expect(reader.strangers.map(({ example }) => example).sort()).toEqual(['broken.json', 'prices.csv']);
    expect(reader.table).toBeUndefined();
    expect(reader.notes.join()).toMatch(/^broken\.json was left out: /);
  });

  it('is none of labels where it lists classes by number', async () => {
    const files = await pictures(...Array.from({ length: 20 }, (_, i) => `${i % 2 ? 'a' : 'b'}/${i}.png`));
    const reader = await open({ ...files, 'classes.csv': csv('id,name', '0,cat', '1,dog') });
    expect(reader.strangers.map(({ example }) => example)).toEqual(['classes.csv']);
    expect(reader.guess.label).toBe('folder 1');
  });

  it('is left alone where there is a file of its kind for each picture', async () => {
    const files = await pictures(...Array.from({ length: 30 }, (_, i) => `${i % 2 ? 'a' : 'b'}/${i}.png`));
    const beside = Object.keys(files).map((path) => [
      path.replace('png', 'json'),
      JSON.stringify([{ file: path, label: 'x' }]),
    ]);
    const reader = await open({ ...files, ...(Object.fromEntries(beside) as Record<string, string>) });
    expect(reader.strangers).toEqual([{ kind: 'JSON files (.json)', count: 30, example: 'a/1.json' }]);
    expect(reader.notes).toEqual([]);
  });

  it('of any text gives a sentence or what can be read', async () => {
    const files = await pictures('1.png', '2.png', '3.png');
    const cell = fc.oneof(
      fc.constantFrom('1', '2.png', 'cat', '"', '\n', ',', ';', '\t', '|', '[', '\u202e', '1.0', ''),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { maxLength: 30 }),
        fc.constantFrom('l.csv', 'l.json', 'l.jsonl', 'l.tsv'),
        async (cells, name) => {
          try {
            const reader = await open({ ...files, [name]: cells.join(',') });
            expect(reader.rows).toBe(3);
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('JSON of other tools', () => {
  it('gives one category a picture out of COCO’s annotations, in their order', async () => {
    const coco = {
      images: [1, 2, 3].map((id) => ({ id, file_name: `${id}.png` })),
      annotations: [
        { image_id: 1, category_id: 7 },
        { image_id: 1, category_id: 7 },
        { image_id: 2, category_id: 3 },
      ],
      categories: [
        { id: 7, name: 'zebra' },
        { id: 3, name: 'ant' },
        { id: 9, name: 'bee' },
      ],
    };
    const files = await pictures('1.png', '2.png', '3.png');
    const reader = await open({ ...files, 'instances.json': JSON.stringify(coco) });
    expect(guessed(reader).label).toEqual(['zebra', 'ant', undefined]);
    expect(reader.columns[0]).toMatchObject({ isClasses: true, data: { dictionary: ['zebra', 'ant', 'bee'] } });
    coco.annotations.push({ image_id: 2, category_id: 7 });
    expect(await refusal(() => open({ ...files, 'i.json': JSON.stringify(coco) }))).toContain('several labels');
  });
});
