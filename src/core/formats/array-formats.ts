import { cifarFormat } from './cifar/cifar-format.ts';
import type { Format } from './dataset-reader.ts';
import { idxFormat } from './arrays/idx-format.ts';
import { numpyFormat } from './arrays/numpy-format.ts';
import { stl10Format } from './arrays/stl10-format.ts';

/** Formats of arrays, in the order of asking. NumPy's comes last: beside files of the others, an array is something about them. */
export const ARRAY_FORMATS: readonly Format[] = [idxFormat, stl10Format, cifarFormat, numpyFormat];
