/** Version of the TensorFlow.js that computes, for the card of a model. */
export { version_core as tfjsVersion } from '@tensorflow/tfjs';
