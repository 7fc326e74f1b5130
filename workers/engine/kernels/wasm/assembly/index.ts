export { multiply } from './gemm';
