import { noAugmentation } from '../../preprocessing/preprocessingSpec.ts';
import { noRefinements } from '../hyperparameters.ts';
import type { ModelCard } from './card.ts';

/** A card that is right in every field. */
export const exampleCard: ModelCard = {
  format: 'axial-model-card',
  formatVersion: 1,
  name: 'Compact CNN, Monday',
  createdAt: '2026-11-23T08:00:00.000Z',
  classes: ['Healthy', 'Brain Tumor'],
  positiveClass: 'Brain Tumor',
  network: {
    preset: 'custom',
    layers: [
      { kind: 'conv', kernels: 2, size: 3, stride: 1, padding: 'same', activation: 'relu' },
      { kind: 'batch-norm' },
      { kind: 'max-pool', size: 2, stride: 2 },
      { kind: 'flatten' },
    ],
  },
  preprocessing: { version: 1, size: 32, depth: 1, fit: 'stretch' },
  augmentation: { ...noAugmentation, horizontalFlip: true, rotation: 10, zoom: 0.1, shift: 0.06, brightness: 0.2 },
  hyperparameters: {
    epochs: 20,
    batchSize: 32,
    learningRate: 0.001,
    schedule: 'cosine',
    classWeights: true,
    patience: null,
    ...noRefinements,
    seed: 7,
  },
  threshold: 0.42,
  thresholdFrom: 'validation',
  data: { name: 'Scans', synthetic: false, fingerprint: 'ab'.repeat(32), scansPerClass: [120, 140] },
  split: {
    kind: 'grouped',
    seed: 7,
    shares: { training: 0.7, validation: 0.15, test: 0.15 },
    scans: { training: 182, validation: 39, test: 39 },
    testScansWithTwin: 0,
    testGroups: 12,
  },
  figures: { n: 39, values: { accuracy: { value: 0.9, low: 0.77, high: 0.96 } } },
  golden: { seed: 1, probabilities: [[0.25, 0.75]] },
  epochsTrained: 20,
  bestEpoch: 17,
  software: { axial: '0.1.0', tfjs: '4.22.0', backend: 'wasm', device: 'SIMD, 1 thread' },
};
