/** Starts the importer worker. */
export const startImporter = (): Worker =>
  new Worker(new URL('../../workers/importer.ts', import.meta.url), { type: 'module', name: 'importer' });

/** Starts the trainer worker. */
export const startTrainer = (): Worker =>
  new Worker(new URL('../../workers/trainer.ts', import.meta.url), { type: 'module', name: 'trainer' });

/** Starts the analyst worker. */
export const startAnalyst = (): Worker =>
  new Worker(new URL('../../workers/analyst.ts', import.meta.url), { type: 'module', name: 'analyst' });

/** Starts the worker that reads pixels for drawing. */
export const startPixels = (): Worker =>
  new Worker(new URL('../../workers/pixels.ts', import.meta.url), { type: 'module', name: 'pixels' });
