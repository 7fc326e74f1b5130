/** Sizes of a 3×3 convolution. */
export interface ConvShape {
  batch: number;
  height: number;
  width: number;
  inputs: number;
  outputs: number;
}

/** Calls `visit` with the places in x, filter and y of every product of a 3×3 convolution, zero-padded to the same size. */
function forEachProduct(
  { batch, height, width, inputs, outputs }: ConvShape,
  visit: (x: number, filter: number, y: number) => void,
): void {
  for (let at = 0; at < batch * height * width; at++) {
    const [row, column] = [Math.floor(at / width) % height, at % width];
    for (let k = 0; k < 9; k++) {
      const [dr, dc] = [Math.floor(k / 3) - 1, (k % 3) - 1];
      if (row + dr < 0 || row + dr >= height || column + dc < 0 || column + dc >= width) continue;
      const from = (at + dr * width + dc) * inputs;
      for (let i = 0; i < inputs; i++) {
        for (let o = 0; o < outputs; o++) visit(from + i, (k * inputs + i) * outputs + o, at * outputs + o);
      }
    }
  }
}

/** conv(x, filter), summed in float64. */
export function convolve(shape: ConvShape, x: Float32Array, filter: Float32Array): Float64Array {
  const y = new Float64Array(shape.batch * shape.height * shape.width * shape.outputs);
  forEachProduct(shape, (i, f, o) => {
    y[o] += x[i] * filter[f];
  });
  return y;
}

/** d loss / d x, summed in float64. */
export function inputGradient(shape: ConvShape, dy: Float32Array, filter: Float32Array): Float64Array {
  const dx = new Float64Array(shape.batch * shape.height * shape.width * shape.inputs);
  forEachProduct(shape, (i, f, o) => {
    dx[i] += dy[o] * filter[f];
  });
  return dx;
}

/** d loss / d filter, summed in float64. */
export function filterGradient(shape: ConvShape, x: Float32Array, dy: Float32Array): Float64Array {
  const gradient = new Float64Array(9 * shape.inputs * shape.outputs);
  forEachProduct(shape, (i, f, o) => {
    gradient[f] += x[i] * dy[o];
  });
  return gradient;
}
