import { UserError } from '../../src/core/errors.ts';

/** The error of an analysis that lacks predictions, with a sentence for people. */
export function noPrediction(missing: number, asked: number, runName: string): UserError {
  const [few, all] = [missing.toLocaleString('en'), asked.toLocaleString('en')];
  return new UserError(
    'not-computed',
    `${few} of ${all} samples have no prediction by run “${runName}”: predict them first.`,
  );
}

/** The error of an analysis by a run that was trained on other classes than there are now, with a sentence for people. */
export function otherClasses(runName: string): UserError {
  return new UserError(
    'not-computed',
    `Run “${runName}” learned other classes than the data set has now: train a new run.`,
  );
}

/** The error of an analysis that lacks the run's history, with a sentence for people. */
export function noHistory(runName: string): UserError {
  return new UserError(
    'not-computed',
    `Run “${runName}” kept no history of its training: train again to follow labels by epoch.`,
  );
}

/** The error of an analysis by a run that was brought in without embeddings, with a sentence for people. */
export function noFeatures(runName: string): UserError {
  return new UserError(
    'not-computed',
    `Run “${runName}” came without embeddings, so it knows neither neighbours nor a map: choose another run, or bring embeddings in with its predictions.`,
  );
}
