import type { Analyst } from '../contracts/analyst.ts';
import type { EvidenceReader } from '../contracts/evidence.ts';
import type { PixelReader } from '../contracts/pixels.ts';
import type { Prober } from '../contracts/prober.ts';
import type { Trainer } from '../contracts/trainer.ts';
import { HeldWorker, workerPerCall } from '../contracts/worker-client.ts';

const startAnalyst = (): Worker =>
  new Worker(new URL('../../workers/analyst.ts', import.meta.url), { type: 'module', name: 'analyst' });

/** Starts an importer, which keeps what it surveyed until it is ended. */
export const startImporter = (): Worker =>
  new Worker(new URL('../../workers/importer.ts', import.meta.url), { type: 'module', name: 'importer' });

/** The trainer, in a worker a call. */
export const trainer = workerPerCall<Trainer>(
  () => new Worker(new URL('../../workers/trainer.ts', import.meta.url), { type: 'module', name: 'trainer' }),
);

/** The prober, in a worker a call. */
export const prober = workerPerCall<Prober>(
  () => new Worker(new URL('../../workers/prober.ts', import.meta.url), { type: 'module', name: 'prober' }),
);

/** The analyst, in a worker a call. */
export const analyst = workerPerCall<Analyst>(startAnalyst);

/** An analyst that stays, for what it keeps of a run; whoever holds it closes it. */
export const holdEvidenceReader = (): HeldWorker<EvidenceReader> => new HeldWorker(startAnalyst);

/** A reader of pixels for drawing that stays, for the shards it keeps; whoever holds it closes it. */
export const holdPixelReader = (): HeldWorker<PixelReader> =>
  new HeldWorker(
    () => new Worker(new URL('../../workers/pixels.ts', import.meta.url), { type: 'module', name: 'pixels' }),
  );
