export { neighbourAddress, prepare, search, similarityAddress } from './neighbours';
export { reserve } from '../../../shared/assembly/reserve';
export { adjustRows, softmaxRows } from './label-rows';
export { followLabels } from './training-dynamics';
export { addEpoch, mixLogits } from './logit-mix';
export { crossProduct } from './cross-product';
export { addByLabel, addInnerProducts, centre, project, takeRoots } from './discriminant';
export { expectation, weighErrors } from './transition';
