export { reserve } from '../../../../shared/assembly/reserve';
export { layPatches, takePicture } from './picture';
export { pointwise } from './pointwise';
export { depthwise } from './depthwise';
export { meanOverPlaces } from './mean';
