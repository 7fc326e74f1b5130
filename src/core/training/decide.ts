/** The class of the largest logit of each row, the first of several equal, and its softmax probability. */
export function decide(logits: Float32Array, classCount: number): { predicted: Uint16Array; confidence: Float32Array } {
  const count = logits.length / classCount;
  const predicted = new Uint16Array(count);
  const confidence = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const row = logits.subarray(i * classCount, (i + 1) * classCount);
    let best = 0;
    for (let k = 1; k < classCount; k++) if (row[k] > row[best]) best = k;
    let sum = 0;
    for (const logit of row) sum += Math.exp(logit - row[best]);
    predicted[i] = best;
    confidence[i] = 1 / sum;
  }
  return { predicted, confidence };
}
