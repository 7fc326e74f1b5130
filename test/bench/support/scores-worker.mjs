// A thread with nothing on its heap but what is measured: collecting the bundler's garbage would be measured with it.
import { parentPort, workerData } from 'node:worker_threads';

const { bundle, samples, classes, epochs, binary } = workerData;
const { prepare } = await import(bundle);
const { prediction, measure } = prepare(samples, classes, epochs, binary);
parentPort.on('message', () => parentPort.postMessage(measure()));
parentPort.postMessage(prediction);
