export * from './neighbours';
export * from './reserve';
export * from './label-rows';
export * from './label-course';
export * from './logit-mix';
export * from './discriminant';
export * from './transition';
