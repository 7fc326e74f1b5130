import { describe, expect, it } from 'vitest';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import {
  addClasses,
  applyClassPatches,
  mergeClasses,
  renameClass,
  reverseClassPatches,
  type ClassList,
} from '../../../src/core/edits/class-edits.ts';

const three: ClassList = { classes: ['cat', 'dog', 'frog'], retired: [] };

describe('edits of classes', () => {
  it('never shift a number: a merged class keeps its own', () => {
    const merged = applyClassPatches(three, mergeClasses(three, ['cat', 'dog'], 'dog'));
    expect(merged.classes[1]).toBe('dog');
    expect(merged.classes[2]).toBe('frog');
    expect(merged.retired).toEqual([{ label: 0, into: 1 }]);
  });

  it('take along what was merged before', () => {
    const once = applyClassPatches(three, mergeClasses(three, ['cat'], 'dog'));
    const twice = mergeClasses(once, ['dog'], 'frog');
    expect(applyClassPatches(once, twice).retired).toEqual([
      { label: 0, into: 2 },
      { label: 1, into: 2 },
    ]);
    expect(
      applyClassPatches(applyClassPatches(once, twice), reverseClassPatches(applyClassPatches(once, twice), twice)),
    ).toEqual(once);
  });

  it('leave the name of a merged class to another', () => {
    const merged = applyClassPatches(three, mergeClasses(three, ['cat'], 'dog'));
    const renamed = applyClassPatches(merged, renameClass(merged, 'dog', 'cat'));
    expect(renamed.classes).toEqual(['cat (merged)', 'cat', 'frog']);
  });

  it('retire an added class when it is taken back, and bring it again', () => {
    const patches = addClasses(three, [' none of these ']);
    const added = applyClassPatches(three, patches);
    expect(added.classes[3]).toBe('none of these');
    const reverse = reverseClassPatches(added, patches);
    const back = applyClassPatches(added, reverse);
    expect(back.retired).toEqual([{ label: 3, into: NO_LABEL }]);
    expect(applyClassPatches(back, reverseClassPatches(back, reverse))).toEqual(added);
  });

  it.each([
    [() => addClasses(three, ['cat']), 'There is a class “cat” already.'],
    [() => addClasses(three, ['  ']), 'A class needs a name.'],
    [() => renameClass(three, 'cow', 'x'), 'There is no class “cow”; there are cat, dog, frog.'],
    [() => mergeClasses(three, ['cat'], 'cow'), 'There is no class “cow”; there are cat, dog, frog.'],
    [
      () => addClasses({ classes: Array.from({ length: 65_534 }, String), retired: [] }, ['x']),
      'A data set has at most 65,534 classes.',
    ],
  ])('refuse what cannot be %#', (ask, sentence) => {
    expect(ask).toThrow(sentence);
  });
});
