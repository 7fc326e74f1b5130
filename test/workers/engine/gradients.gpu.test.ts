import { gradientsAgree } from './gradient-suite.ts';

gradientsAgree('webgl');
gradientsAgree('webgpu');
