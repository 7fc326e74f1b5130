export { conv, convScratch } from './conv';
export { convFilterGradient, convFilterGradientScratch } from './conv-filter-gradient';
export { batchNormRelu, batchNormReluPool } from './batch-norm';
export { batchNormReluGradient, batchNormReluPoolGradient } from './batch-norm-gradient';
export { headForward, headGradient } from './head';
export { maxPool } from './pool';
