import type { Head, Kernels } from '../kernels.ts';
import type { tf } from '../../tf.ts';
import { allocate, view } from './heap.ts';
import type { KernelModule } from './module.ts';

/** The network's end; its few exponentials are JavaScript's. */
export function headKernel(module: KernelModule): Pick<Kernels, 'head'> {
  return {
    head(last, linear, wanted, logitScale, smoothing) {
      const [samples, height, width, top] = last.shape;
      const [, classes] = linear.shape;
      const size = { samples, places: height * width, top, classes };
      const features = allocate.d2(samples, top);
      const dLogits = allocate.d2(samples, classes);
      const head: Head = {
        logits: allocate.d2(samples, classes),
        figures: allocate.d1(2),
        dLast: allocate.d4(last.shape),
        dLinear: allocate.d2(top, classes),
      };
      const { logits, figures, dLast, dLinear } = head;
      module.headForward({ ...size, last, linear, logitScale, features, logits });
      view(figures).set(crossEntropy(logits, wanted, logitScale, smoothing, view(dLogits)));
      module.headGradient({ ...size, dLogits, last, features, linear, dLinear, dLast });
      features.dispose();
      dLogits.dispose();
      return head;
    },
  };
}

/**
 * Mean cross-entropy of softmax(logits), in nats, and the share of rows whose wanted class has the largest logit.
 * @param slopes given back: d mean loss / d logits of smoothed labels, times `logitScale`
 */
function crossEntropy(
  logits: tf.Tensor2D,
  wanted: tf.Tensor2D,
  logitScale: number,
  smoothing: number,
  slopes: Float32Array,
): [loss: number, accuracy: number] {
  const [samples, classes] = logits.shape;
  const [values, labels] = [logits, wanted].map(view);
  let loss = 0;
  let right = 0;
  for (let from = 0; from < values.length; from += classes) {
    let [most, sum, given] = [-Infinity, 0, 0];
    // Math.max hands on NaN, which training must see.
    for (let k = from; k < from + classes; k++) most = Math.max(most, values[k]);
    for (let k = from; k < from + classes; k++) sum += Math.exp(values[k] - most);
    for (let k = from; k < from + classes; k++) {
      const smoothed = labels[k] * (1 - smoothing) + smoothing / classes;
      slopes[k] = ((Math.exp(values[k] - most) / sum - smoothed) * logitScale) / samples;
      given += labels[k] * values[k];
    }
    loss += Math.log(sum) + most - given;
    if (given >= most) right += 1;
  }
  return [loss / samples, right / samples];
}
