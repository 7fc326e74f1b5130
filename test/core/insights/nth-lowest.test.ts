import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nthLowest } from '../../../src/core/insights/nth-lowest.ts';

it('finds what sorting would put there, ties and infinities among the values', () => {
  const value = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -2, max: 2 }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), fc.nat(), (values, at) => {
      const place = at % values.length;
      const sorted = Float64Array.from(values).sort();
      // Zero and minus zero are equal.
      expect(nthLowest(Float64Array.from(values), place) + 0).toBe(sorted[place] + 0);
    }),
  );
});
