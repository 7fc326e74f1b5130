import { ONNX_VERSIONS } from './onnx.ts';
import type { Model, ModelFormatId } from './model.ts';

const FITS = {
  crop: 'its middle is cut out as a square and resized',
  pad: 'all of it is resized, with a border in the colour “background”',
  squeeze: 'all of it is stretched to that size',
};

/** How each form is used; `FILE` stands for the first network's. */
const USES: Record<ModelFormatId, string> = {
  onnx: `import json, numpy as np, onnxruntime
session = onnxruntime.InferenceSession("FILE")
logits = session.run(None, {"pictures": pictures})[0]  # pictures: uint8
classes = json.loads(session.get_modelmeta().custom_metadata_map["classes"])

Opset ${ONNX_VERSIONS.opset}, IR version ${ONNX_VERSIONS.ir}.`,
  tfjs: `const model = await tf.loadLayersModel('FILE');
const logits = model.predict(pictures); // a float32 tensor of 0 … 255
const { classes } = model.getUserDefinedMetadata();`,
  safetensors: `from load_model import load, predict
networks = load()
logits = predict(networks, pictures)  # pictures: uint8

or from the command line: python load_model.py PICTURE …`,
};

/** What lies beside the networks of an archive. @param first the first network's file */
export function modelReadme({ facts, networks }: Model, format: ModelFormatId, first: string): string {
  const { height, width, fit, epochs } = facts;
  const where = format === 'safetensors' ? 'The loader does this' : 'The file does this itself';
  const together =
    facts.folds > 0
      ? `There are ${networks.length}, each trained without one fold of the samples. Of a picture that was in a fold Second Look takes the logits of
the network that never saw it, of any other the mean of all networks' logits.`
      : `There are ${networks.length}, an ensemble: Second Look takes the mean of their logits.`;
  const several = `
Networks
${together} ${format === 'safetensors' ? 'The loader takes the mean.' : 'Each file is one network: take the mean yourself.'}
`;
  return `${facts.run}: a classifier of ${facts.dataset}, trained in Second Look

Pictures
n × ${height} × ${width} × 3, RGB, values 0 … 255. A picture of another shape is brought to that size first: ${FITS[fit]}.
A browser resizes a little differently from other programs, so logits agree to 1e-4 on the same ${height} × ${width} pixels only.

Logits
${where}: subtract the mean of each colour and divide by its deviation ("mean", "deviation"), take the logits of the
picture and of its mirror image, and their mean. These are Second Look's own logits; softmax makes probabilities of them.
The weights are those after the last of ${epochs} epochs, no average over epochs.

Classes
One logit a class, in the order of "classes", as they were called when this was exported.
${networks.length > 1 ? several : ''}
Use
${USES[format].replace('FILE', first)}
`;
}
