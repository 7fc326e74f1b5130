export { NormalisationSums } from '../../../src/core/dataset/normalisation.ts';
export { planNoise } from '../../../src/core/dataset/noise.ts';
export { Random } from '../../../src/core/dataset/random.ts';
