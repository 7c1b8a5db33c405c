import { type LayersModel, type Tensor, tidy } from '@tensorflow/tfjs';
import { assertBackendAliveLately } from '../compute/canary.ts';
import { foldBatchNorm, isChain } from '../compute/kernels/layers/foldBatchNorm.ts';
import { runningKernels } from '../compute/wasmBackend.ts';
import type { NetworkInput } from '../model/networkInput.ts';
import { meanRows, mirrored } from './flips.ts';
import { inputTensor } from './inputTensor.ts';

/** Scans at a time: enough to keep the device busy, few enough for its memory. */
const batchSize = 64;

/**
 * Probabilities of `count` scans: one row each, one number per class, each row summing to 1; [1 - p, p] where the
 * network ends in one sigmoid neuron. `pixels`: count * size * size * depth bytes. No tensor outlives the call.
 * Throws BackendLostError when the device computes wrongly, and words when the network answers with no number.
 */
export async function predict(
  network: LayersModel,
  pixels: Uint8Array,
  count: number,
  input: NetworkInput,
): Promise<number[][]> {
  const scanBytes = input.size * input.size * input.depth;
  if (pixels.length !== count * scanBytes)
    throw new Error(`The pixels do not fit ${count} scans of ${input.size} x ${input.size}. Prepare the scans again.`);
  if (input.flips) {
    const each = { ...input, flips: false };
    const seen = await predict(network, pixels, count, each);
    return meanRows([seen, await predict(network, mirrored(pixels, input), count, each)]);
  }
  const rows: number[][] = [];
  for (let first = 0; first < count; first += batchSize) {
    const last = Math.min(count, first + batchSize);
    rows.push(...(await predictBatch(network, pixels.subarray(first * scanBytes, last * scanBytes), input)));
  }
  await assertBackendAliveLately();
  demandNumbers(rows);
  return rows;
}

/** The mean of what the members of an ensemble say; a network is the only member of its own. */
export async function predictTogether(
  members: readonly LayersModel[],
  pixels: Uint8Array,
  count: number,
  input: NetworkInput,
): Promise<number[][]> {
  const answers: number[][][] = [];
  for (const member of members) answers.push(await predict(member, pixels, count, input));
  return meanRows(answers);
}

async function predictBatch(network: LayersModel, pixels: Uint8Array, input: NetworkInput): Promise<number[][]> {
  const scans = pixels.length / (input.size * input.size * input.depth);
  const output = tidy(() => answer(network, inputTensor(pixels, input)));
  try {
    return rowsOf(await output.data<'float32'>(), scans);
  } finally {
    output.dispose();
  }
}

function answer(network: LayersModel, input: Tensor): Tensor {
  const folds = runningKernels() !== null && isChain(network);
  return folds ? foldBatchNorm(network, input) : singleOutput(network.predictOnBatch(input));
}

function singleOutput(output: Tensor | Tensor[]): Tensor {
  const [only, ...others] = Array.isArray(output) ? output : [output];
  if (!only || others.length > 0) throw new Error('The model has several outputs; a classifier has one.');
  return only;
}

/**
 * What a network's outputs say, one row a scan: [1 - p, p] of one sigmoid, else one number per class. Double precision from here on: rows sum to
 * 1 although the device's single precision rounds.
 */
export function rowsOf(outputs: Float32Array, scans: number): number[][] {
  const units = outputs.length / scans;
  return Array.from({ length: scans }, (_, scan) => {
    const row = Array.from(outputs.subarray(scan * units, (scan + 1) * units));
    const [positive = Number.NaN] = row;
    if (units === 1) return [1 - positive, positive];
    const sum = row.reduce((all, each) => all + each, 0);
    return row.map((each) => each / sum);
  });
}

/** Throws words where a row holds no probabilities. */
export function demandNumbers(rows: readonly (readonly number[])[]): void {
  const broken = rows.findIndex((row) => !row.every((each) => each >= 0 && each <= 1));
  if (broken >= 0)
    throw new Error(
      `The model gives no probability for scan ${broken + 1} (${rows[broken]?.join(', ')}). ` +
        'Its weights are damaged or its training failed; train it again or choose another model.',
    );
}
