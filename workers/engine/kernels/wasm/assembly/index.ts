export { multiply } from './gemm';
export { batchNormRelu, batchNormReluPool } from './batch-norm';
export { batchNormReluGradient, batchNormReluPoolGradient } from './batch-norm-gradient';
export { headForward, headGradient } from './head';
export { maxPool } from './pool';
