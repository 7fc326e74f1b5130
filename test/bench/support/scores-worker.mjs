// A thread with nothing on its heap but what is measured: collecting the bundler's garbage would be measured with it.
import { parentPort, workerData } from 'node:worker_threads';

/**
 * What to measure: the address of scores-run.ts as a bundle, the size of the data, and the analysis module where its loops are used.
 * @typedef {{ bundle: string, samples: number, classes: number, epochs: number, binary?: Uint8Array<ArrayBuffer> }} Job
 */

/** @type {Job} */
const { bundle, samples, classes, epochs, binary } = workerData;
/** @type {typeof import('../scores-run.ts')} */
const { prepare } = await import(bundle);
const { prediction, measure } = prepare(samples, classes, epochs, binary);
parentPort?.on('message', () => parentPort?.postMessage(measure()));
parentPort?.postMessage(prediction);
