import { noRefinements } from '../../../model/hyperparameters.ts';
import { noAugmentation } from '../../../preprocessing/preprocessingSpec.ts';
import type { Jobs } from '../../protocol.ts';
import type { JobsContext } from '../context.ts';
import { createJobs } from '../createJobs.ts';
import type { TrainingRequest } from './trainingProtocol.ts';

/** A bright disc left or right on black: each picture of its own. */
export async function picture(className: string, index: number): Promise<File> {
  const canvas = new OffscreenCanvas(32, 32);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2D canvas');
  pen.fillRect(0, 0, 32, 32);
  pen.fillStyle = 'white';
  pen.fillRect((className === 'left' ? 2 : 18) + (index % 3), 2 + 2 * index, 10, 6);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], `${index}.png`);
}

export const PER_CLASS = 8;

/** Jobs on a data set of eight discs a class. */
export async function withDiscs(
  context: JobsContext,
  classes = ['left', 'right'],
): Promise<Omit<Jobs, 'watchStorage'>> {
  const jobs = createJobs(async () => context);
  const files = classes.flatMap((className, place) =>
    Array.from({ length: PER_CLASS }, async (_, index) => ({
      file: await picture(place === 0 ? 'left' : 'right', index),
      path: `${className}/${index}.png`,
      className,
    })),
  );
  await jobs.importFiles(
    { dataSetName: 'Discs', classes, files: await Promise.all(files), ignored: [] },
    { onProgress: () => {} },
  );
  return jobs;
}

/** A dense network that is trained in a blink. */
export const discRequest: TrainingRequest = {
  network: {
    preset: 'custom',
    layers: [
      { kind: 'max-pool', size: 4, stride: 4 },
      { kind: 'flatten' },
      { kind: 'dense', units: 4, activation: 'relu' },
    ],
  },
  preprocessing: { version: 1, size: 32, depth: 1, fit: 'stretch' },
  augmentation: { ...noAugmentation, horizontalFlip: false, rotation: 0, zoom: 0, shift: 0, brightness: 0 },
  hyperparameters: {
    epochs: 2,
    batchSize: 4,
    learningRate: 0.01,
    schedule: 'constant',
    classWeights: false,
    patience: null,
    ...noRefinements,
    seed: 1,
  },
  split: { kind: 'random', seed: 1, shares: { training: 0.6, validation: 0.2, test: 0.2 } },
  backend: 'cpu',
};
