import { expect, it } from 'vitest';
import { fitting } from '../../../src/ui/kit/type-ahead.ts';

const named = (...names: string[]) => names.map((name) => ({ name }));
const found = (names: string[], typed: string) => fitting(named(...names), typed).map(({ name }) => name);

it('what is called exactly so comes first, then what begins so, has a word that does, has it, and has the words apart', () => {
  const names = ['red big dog', 'hotdog', 'big dog', 'Dog', 'doghouse', 'cat'];
  expect(found(names, 'dog')).toEqual(['Dog', 'doghouse', 'red big dog', 'big dog', 'hotdog']);
  expect(found(names, 'dog red')).toEqual(['red big dog']);
});

it('all stand in their order where nothing is typed, and none where nothing fits', () => {
  expect(found(['b', 'a'], '  ')).toEqual(['b', 'a']);
  expect(found(['b', 'a'], 'c')).toEqual([]);
});

it('what something is can be typed too, and its name alone still counts for more', () => {
  const choices = [
    { name: 'classic', kind: 'view' },
    { name: 'cat', kind: 'class' },
  ];
  const text = ({ name, kind }: { name: string; kind: string }) => `${kind} ${name}`;
  expect(fitting(choices, 'class', text).map(({ name }) => name)).toEqual(['classic', 'cat']);
  expect(fitting(choices, 'class cat', text).map(({ name }) => name)).toEqual(['cat']);
});
