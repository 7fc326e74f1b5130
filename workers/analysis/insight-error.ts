/** The error of an analysis that lacks predictions, with a sentence for people. */
export function noPrediction(missing: number, asked: number, runName: string): Error {
  const [few, all] = [missing.toLocaleString('en'), asked.toLocaleString('en')];
  const error = new Error(`${few} of ${all} samples have no prediction by run “${runName}”: predict them first.`);
  error.name = 'InsightError';
  return error;
}
