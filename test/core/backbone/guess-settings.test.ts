import { describe, expect, it } from 'vitest';
import { guessInput } from '../../../src/core/backbone/guess-settings.ts';

const of = (shape: (number | null)[], format: 'onnx' | 'tfjs-graph' | 'tfjs-layers' = 'onnx') =>
  guessInput(format, { name: 'x', shape });

describe('how pictures are given to a model', () => {
  it('is told by where its three channels are', () => {
    expect(of([null, 3, 224, 224]).settings).toMatchObject({ layout: 'nchw', side: 224, scaling: 'imagenet' });
    expect(of([null, 96, 96, 3]).settings).toMatchObject({ layout: 'nhwc', side: 96 });
    expect(of([1, 160, 160, 3], 'tfjs-graph').settings).toMatchObject({ layout: 'nhwc', scaling: 'minus-one-one' });
  });

  it('is a usual side where the model takes any, and then the person may choose', () => {
    expect(of([null, null, null, 3], 'tfjs-layers')).toMatchObject({ anySide: true, settings: { side: 224 } });
    expect(of([], 'tfjs-graph')).toMatchObject({ anySide: true, settings: { side: 224, layout: 'nhwc' } });
    expect(of([null, 3, 64, 64]).anySide).toBe(false);
  });

  it('says what it goes by', () => {
    expect(of([null, 3, 224, 224]).notes.join()).toContain('PyTorch');
    expect(guessInput('onnx', { name: 'x', shape: [1, 3, 8, 8] }, 'bytes').notes).toEqual([]);
  });
});

describe('an input that no picture fits is refused', () => {
  it.each([
    [[null, 1, 28, 28], '1 channels'],
    [[null, 3, 224, 160], 'only a square one'],
    [[null, 768], 'any × 768'],
    [[null, 3, 4, 4], '8 to 1,024'],
  ] as const)('%j', (shape, part) => {
    expect(() => of([...shape])).toThrow(part);
  });
});
