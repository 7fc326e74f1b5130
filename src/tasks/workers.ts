import type { Analyst } from '../contracts/analyst.ts';
import type { EvidenceReader } from '../contracts/evidence.ts';
import type { Exporter } from '../contracts/exporter.ts';
import type { ModelReader } from '../contracts/model-reader.ts';
import type { PixelReader } from '../contracts/pixels.ts';
import type { ProjectKeeper } from '../contracts/projects.ts';
import type { Prober } from '../contracts/prober.ts';
import type { SimilarityFinder } from '../contracts/similarity.ts';
import type { Trainer } from '../contracts/trainer.ts';
import { HeldWorker, workerKeptWarm, workerPerCall } from '../contracts/worker-client.ts';

const startAnalyst = (): Worker =>
  new Worker(new URL('../../workers/analyst.ts', import.meta.url), { type: 'module', name: 'analyst' });

/** Starts an importer, which keeps what it surveyed until it is ended. */
export const startImporter = (): Worker =>
  new Worker(new URL('../../workers/importer.ts', import.meta.url), { type: 'module', name: 'importer' });

/** The trainer, in a worker a call. */
export const trainer = workerPerCall<Trainer>(
  () => new Worker(new URL('../../workers/trainer.ts', import.meta.url), { type: 'module', name: 'trainer' }),
);

const startProber = (): Worker =>
  new Worker(new URL('../../workers/prober.ts', import.meta.url), { type: 'module', name: 'prober' });

/** Milliseconds after its last fit that a prober stays, with what it holds: 512 numbers a sample. */
const PROBER_STAYS_MS = 120_000;

/** The prober that fits and compares. It keeps the components of the features, which take most of a first fit. */
const fitter = workerKeptWarm<Pick<Prober, 'probe'> & Pick<SimilarityFinder, 'compare'>>(startProber, PROBER_STAYS_MS);

/** The prober that looks at pictures, in a worker a call: a network and its memory go with it. */
const extractor = workerPerCall<Omit<Prober, 'probe'> & Pick<SimilarityFinder, 'describePicture'>>(startProber);

/** The prober. */
export const prober: Prober = {
  sourceSide: extractor.sourceSide,
  extract: extractor.extract,
  probe: fitter.probe,
};

/** Says how alike pictures are. */
export const similarityFinder: SimilarityFinder = {
  compare: fitter.compare,
  describePicture: extractor.describePicture,
};

/** What reads models of the person's own, in a worker a call: a model and its memory go with it. */
export const modelReader = workerPerCall<ModelReader>(
  () => new Worker(new URL('../../workers/features.ts', import.meta.url), { type: 'module', name: 'features' }),
);

/** Milliseconds after its last call that an exporter stays: while a person chooses, it is asked again and again. */
const EXPORTER_STAYS_MS = 30_000;

const startExporter = (): Worker =>
  new Worker(new URL('../../workers/exporter.ts', import.meta.url), { type: 'module', name: 'exporter' });

/** The exporter that says what an export would be. */
const outliner = workerKeptWarm<Omit<Exporter, 'export' | 'exportModel'>>(startExporter, EXPORTER_STAYS_MS);

/** The one that writes. */
const writer = workerPerCall<Pick<Exporter, 'export' | 'exportModel'>>(startExporter);

/** What writes labels, pictures and models as files. It writes in a worker a call, which no question that is called off ends. */
export const exporter: Exporter = {
  formats: outliner.formats,
  outline: outliner.outline,
  export: writer.export,
  outlineModel: outliner.outlineModel,
  exportModel: writer.exportModel,
};
/** What saves and opens projects, in a worker a call. */
export const projectKeeper = workerPerCall<ProjectKeeper>(
  () => new Worker(new URL('../../workers/project.ts', import.meta.url), { type: 'module', name: 'project' }),
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
