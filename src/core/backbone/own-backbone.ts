/** What a model is written in: two of TensorFlow.js's forms, a model.json with its shards; or ONNX. */
export type ModelFormat = 'tfjs-layers' | 'tfjs-graph' | 'onnx';

/** A file of a model, as it was chosen or fetched. */
export interface ModelFile {
  /** Its path as the model names it: "group1-shard1of2.bin". */
  name: string;
  blob: Blob;
}

/** An input or output as the model declares it. */
export interface ModelTensor {
  name: string;
  /** Sizes of its axes, the pictures' first; null where any will do or it is not said. Empty where nothing is said. */
  shape: (number | null)[];
}

/** How bytes become the numbers that a model expects: as they are, to 0 … 1, to −1 … 1, or by ImageNet's mean and deviation. */
export const SCALINGS = ['bytes', 'zero-one', 'minus-one-one', 'imagenet'] as const;
export type Scaling = (typeof SCALINGS)[number];

/** How pictures are given to a model, and what is taken as their features. */
export interface BackboneSettings {
  /** Side of the square that it sees, pixels. */
  side: number;
  /** Whether the channels come last or before the rows. */
  layout: 'nhwc' | 'nchw';
  channels: 'rgb' | 'bgr';
  scaling: Scaling;
  /** Name of the output, or of an inner one, whose values are the features. */
  output: string;
}

/** What the files of a model say before it has computed anything. */
export interface ModelDescription {
  format: ModelFormat;
  /** Bytes of all files. */
  bytes: number;
  input: ModelTensor;
  /** What can be taken as features, the likeliest first. */
  outputs: ModelTensor[];
  /** Whether its side may be another than guessed. */
  anySide: boolean;
  /** The settings that are likeliest, to be checked by a person. */
  guess: BackboneSettings;
  /** What the guess goes by, and what is odd, in sentences. */
  notes: string[];
}

/** What a trial on some pictures of a data set showed. */
export interface BackboneTrial {
  /** Pictures that it was tried on. */
  pictures: number;
  /** Numbers a picture. */
  features: number;
  /** Whether none of them was negative: then the discriminant analysis takes their square roots. */
  rooted: boolean;
  /** What computed them: the fastest of those that could. */
  backend: OwnBackend;
  /** Milliseconds a picture, with one worker. */
  msPerPicture: number;
  /** What is odd, in sentences. */
  notes: string[];
}

/** What computes a person's own backbone: tfjs on one of its backends, or ONNX Runtime in WebAssembly. */
export type OwnBackend = 'webgpu' | 'webgl' | 'wasm' | 'onnx';

/** A backbone of the person's own, as it is kept. */
export interface OwnBackbone extends Omit<BackboneTrial, 'pictures' | 'notes'> {
  /** Its key in a choice: the name, and a hash of files and settings, so that the same model is the same backbone. */
  backbone: string;
  /** Unique among the backbones of this browser. */
  name: string;
  format: ModelFormat;
  /** Address that it was fetched from, or the name of the file that was chosen. */
  from: string;
  bytes: number;
  addedAt: number;
  settings: BackboneSettings;
}

/** Longest feature vector that is taken: the covariance of more does not fit beside a page. */
export const MOST_FEATURES = 4096;

/** Bytes of a model at most. */
export const MOST_MODEL_BYTES = 400e6;

/** Milliseconds that so many pictures take, about: a graphics card has one worker, the processor one a core but for the page's. */
export function estimateOwn(
  { backend, msPerPicture }: Pick<OwnBackbone, 'backend' | 'msPerPicture'>,
  pictures: number,
  cores: number,
): number {
  const workers = backend === 'webgpu' || backend === 'webgl' ? 1 : Math.max(1, cores > 2 ? cores - 1 : cores);
  return (pictures * msPerPicture) / workers;
}
