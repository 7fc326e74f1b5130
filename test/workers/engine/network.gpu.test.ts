import { stepsAgree } from './device-stepper-suite.ts';
import { gradientsAgree } from './gradient-suite.ts';

// In one file: both run the network of reference.ts, whose shaders a device compiles once.
for (const backend of ['webgl', 'webgpu'] as const) {
  gradientsAgree(backend);
  stepsAgree(backend);
}
