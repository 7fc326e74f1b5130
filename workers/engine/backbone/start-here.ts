import { isOwn } from '../../../src/core/backbone/backbone.ts';
import { getBackbone, readBackboneFiles } from '../../../src/store/backbones.ts';
import { startModel } from '../own/load-model.ts';
import { readModelFiles } from '../own/model-files.ts';
import { OwnNetwork } from '../own/own-network.ts';
import { longestSide } from './backbone-pictures.ts';
import { startOnWasm, type StartNetwork } from './feature-service.ts';

/** Any backbone, in this thread: the page's or one of the person's own. */
export const startHere: StartNetwork = async (dataset, choice, plain) => {
  if (!isOwn(choice)) return startOnWasm(dataset, choice);
  const { settings, backend, features, rooted } = await getBackbone(choice.backbone);
  const source = await readModelFiles(await readBackboneFiles(choice.backbone));
  const runner = await startModel(source, settings, plain && backend !== 'onnx' ? 'wasm' : backend);
  const network = await OwnNetwork.start(runner, settings, longestSide(dataset, settings.side));
  return {
    batch: network.batch,
    taps: [{ name: 'features', size: features }],
    compute: (pictures) => network.compute(pictures),
    toRoots: (values) =>
      rooted ? Float32Array.from(values, (value) => Math.sign(value) * Math.sqrt(Math.abs(value))) : values.slice(),
    dispose: () => network.dispose(),
  };
};
