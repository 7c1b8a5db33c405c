import { mostTexels, texelsOf } from '../compute/webgl/textureSize.ts';
import { inspectNetwork } from '../model/inspectNetwork.ts';
import { assertShape } from './batches.ts';
import type { TrainingJob } from './trainingJob.ts';

/** Throws words where the job cannot be trained on the backend in use. */
export function assertTrainable(job: TrainingJob): void {
  const { epochs, batchSize, learningRate } = job.hyperparameters;
  assertShape(job.training, job.input, 'training');
  assertShape(job.validation, job.input, 'validation');
  if (!Number.isInteger(epochs) || epochs < 1) throw new Error(`Epochs must be a whole number from 1, not ${epochs}.`);
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw new Error(`The batch size must be a whole number from 1, not ${batchSize}.`);
  if (!(learningRate > 0 && Number.isFinite(learningRate)))
    throw new Error(`The learning rate must be a number above 0, not ${learningRate}.`);
  demandRoom(job);
}

/** A WASM memory ends at 4 GB; tfjs, the page and what is not counted need the rest. */
const maximalRunBytes = 3e9;

/** Outputs of all layers are held until the gradients have passed, which are as large again for a layer or two. */
const activationCopies = 1.5;

function demandRoom({ network, input, classCount, hyperparameters: { batchSize } }: TrainingJob): void {
  const { problem, layers, trainingBytes } = inspectNetwork(network, input, classCount);
  if (problem !== null) throw new Error(problem);
  const activationBytes = activationCopies * layers.reduce((sum, layer) => sum + layer.activationBytes, 0);
  if (trainingBytes + batchSize * activationBytes <= maximalRunBytes) {
    demandTextures(
      [[input.size, input.size, input.depth], ...layers.map((layer) => layer.outputShape ?? [])],
      batchSize,
    );
    return;
  }
  const fitting = Math.floor((maximalRunBytes - trainingBytes) / activationBytes);
  throw new Error(
    `A batch of ${batchSize} scans does not fit into the memory of a browser with this network. ` +
      `Choose a batch size of at most ${Math.max(1, fitting)}, a smaller input or fewer filters.`,
  );
}

/** On WebGL a tensor is one texture, however much memory there is. shapes: of one scan. */
function demandTextures(shapes: readonly (readonly number[])[], batchSize: number): void {
  const most = mostTexels();
  const texels = (scans: number) => Math.max(...shapes.map((shape) => texelsOf([scans, ...shape])));
  if (most === null || texels(batchSize) <= most) return;
  throw textureLimitError(batchSize, Math.floor(most / texels(1)));
}

/** fitting: scans that would go. What tfjs makes on the way is not foreseen. */
export function textureLimitError(batchSize: number, fitting?: number): Error {
  const smaller = fitting === undefined ? 'a smaller batch size, ' : `a batch size of at most ${fitting}, `;
  return new Error(
    `A batch of ${batchSize} scans is too large for a texture of this graphics card. ` +
      `Choose ${fitting === 0 ? '' : smaller}a smaller input, fewer filters or another backend.`,
  );
}
