import { modelError } from './model-error.ts';
import { MOST_FEATURES } from './own-backbone.ts';

/** Numbers of classes that ImageNet's models have. */
const IMAGENET = new Set([1000, 1001, 21_841, 21_843]);

/** Share of features that may be the same for all pictures without a word. */
const SILENT = 0.5;

/**
 * Sees to it that numbers can be features of pictures.
 * @param rows count×d
 * @returns what is odd, in sentences
 * @throws UserError 'model' where they cannot: too many, not finite, or the same whatever the picture
 */
export function checkFeatures(rows: Float32Array, count: number): string[] {
  const d = rows.length / count;
  if (d < 2)
    throw modelError('The output is one number a picture, which tells no classes apart. Choose another output.');
  if (d > MOST_FEATURES)
    throw modelError(
      `The output is ${d.toLocaleString('en')} numbers a picture; at most ${MOST_FEATURES.toLocaleString('en')} are taken. Choose a later output, or one behind a pooling.`,
    );
  if (!rows.every((value) => Number.isFinite(value)))
    throw modelError(
      'Some of what it computes of the pictures is no finite number. Check how bytes are scaled, and export with float32.',
    );
  let still = 0;
  for (let c = 0; c < d; c++) {
    let same = true;
    for (let i = 1; i < count && same; i++) same = rows[i * d + c] === rows[c];
    still += Number(same);
  }
  if (count > 1 && still === d)
    throw modelError('It computes the same of every picture. Check how bytes are scaled, or choose another output.');
  const notes: string[] = [];
  if (count > 1 && still > SILENT * d)
    notes.push(
      `${still.toLocaleString('en')} of ${d.toLocaleString('en')} features are the same for all pictures tried.`,
    );
  if (areProbabilities(rows, count))
    notes.push('These look like probabilities of classes. An output before them says more.');
  else if (IMAGENET.has(d))
    notes.push(
      `${d.toLocaleString('en')} numbers are probably the logits of ImageNet’s classes. An output before them says more.`,
    );
  return notes;
}

function areProbabilities(rows: Float32Array, count: number): boolean {
  const d = rows.length / count;
  for (let i = 0; i < count; i++) {
    const row = rows.subarray(i * d, (i + 1) * d);
    if (row.some((value) => value < 0) || Math.abs(row.reduce((sum, value) => sum + value, 0) - 1) > 1e-3) return false;
  }
  return true;
}
