export { conv, convScratch } from './conv';
export { convFilterGradient, convFilterGradientScratch } from './conv-filter-gradient';
export { batchNormRelu } from './batch-norm';
export { batchNormReluGradient } from './batch-norm-gradient';
export { batchNormReluPool } from './batch-norm-pool';
export { batchNormReluPoolGradient } from './batch-norm-pool-gradient';
export { headForward, headGradient } from './head';
export { maxPool } from './pool';
