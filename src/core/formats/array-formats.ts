import { cifarFormat } from './cifar-format.ts';
import type { Format } from './dataset-reader.ts';
import { idxFormat } from './idx-format.ts';
import { numpyFormat } from './numpy-format.ts';
import { stl10Format } from './stl10-format.ts';

/** Formats of arrays, in the order of asking: those with a magic number first, the one that looks for plausible records last. */
export const ARRAY_FORMATS: readonly Format[] = [idxFormat, stl10Format, numpyFormat, cifarFormat];
