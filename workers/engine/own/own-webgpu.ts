// A file of its own, so that what is loaded for a model of the person's own has a name that the service worker knows.
import '@tensorflow/tfjs-backend-webgpu';
