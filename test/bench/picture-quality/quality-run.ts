export { measurePicture } from '../../../src/core/quality/measure-picture.ts';
export { oddSizeScores } from '../../../src/core/quality/odd-size.ts';
export { QUALITIES, isFaulty } from '../../../src/core/quality/qualities.ts';
