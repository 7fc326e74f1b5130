import type { ModelReader } from '../../../src/contracts/model-reader.ts';
import { guessInput } from '../../../src/core/backbone/guess-settings.ts';
import { modelError } from '../../../src/core/backbone/model-error.ts';
import { fetchModel, lookUp } from './fetch-model.ts';
import { factsOf } from './load-model.ts';
import { readModelFiles } from './model-files.ts';
import { tryOn } from './try-model.ts';

/** Reads and tries models of the person's own, in this thread. */
export const modelReader: ModelReader = {
  lookUp,
  fetchModel,
  async describeModel(signal, files) {
    const source = await readModelFiles(files);
    signal.throwIfAborted();
    const { input, outputs, scaling, notes } = await factsOf(source);
    if (outputs.length === 0) throw modelError('The model has no output that could be features.');
    const guess = guessInput(source.format, input, scaling);
    return {
      format: source.format,
      bytes: files.reduce((sum, { blob }) => sum + blob.size, 0),
      input,
      outputs,
      anySide: guess.anySide,
      guess: { ...guess.settings, output: outputs[0].name },
      notes: [...guess.notes, ...notes],
    };
  },
  tryOn,
};
