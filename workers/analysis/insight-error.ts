/** The error of an analysis that lacks predictions, with a sentence for people. */
export function noPrediction(missing: number, asked: number, runName: string): Error {
  const [few, all] = [missing.toLocaleString('en'), asked.toLocaleString('en')];
  return insightError(`${few} of ${all} samples have no prediction by run “${runName}”: predict them first.`);
}

/** The error of an analysis that lacks the run's history, with a sentence for people. */
export function noHistory(runName: string): Error {
  return insightError(`Run “${runName}” kept no history of its training: train again to follow labels by epoch.`);
}

function insightError(message: string): Error {
  const error = new Error(message);
  error.name = 'InsightError';
  return error;
}
