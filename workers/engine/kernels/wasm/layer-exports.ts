/** Exports of the binary for all that is not a convolution; see assembly/. All are places on the heap, in bytes, or counts. */
export interface LayerExports {
  batchNormRelu(
    x: number,
    rows: number,
    channels: number,
    gamma: number,
    beta: number,
    skip: number,
    y: number,
    mean: number,
    variance: number,
    scratch: number,
  ): void;
  batchNormReluPool(
    x: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    gamma: number,
    beta: number,
    y: number,
    mean: number,
    variance: number,
    scratch: number,
  ): void;
  batchNormReluGradient(
    dy: number,
    x: number,
    rows: number,
    channels: number,
    gamma: number,
    beta: number,
    mean: number,
    variance: number,
    dx: number,
    dGamma: number,
    dBeta: number,
    scratch: number,
  ): void;
  batchNormReluPoolGradient(
    dy: number,
    x: number,
    batch: number,
    height: number,
    width: number,
    channels: number,
    gamma: number,
    beta: number,
    mean: number,
    variance: number,
    dx: number,
    dGamma: number,
    dBeta: number,
    scratch: number,
  ): void;
  maxPool(x: number, batch: number, height: number, width: number, channels: number, y: number): void;
  headForward(
    last: number,
    linear: number,
    samples: number,
    places: number,
    top: number,
    classes: number,
    logitScale: number,
    features: number,
    logits: number,
  ): void;
  headGradient(
    dLogits: number,
    last: number,
    features: number,
    linear: number,
    samples: number,
    places: number,
    top: number,
    classes: number,
    dLinear: number,
    dLast: number,
  ): void;
}
