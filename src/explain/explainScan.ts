import type { LayersModel, Tensor4D } from '@tensorflow/tfjs';
import { inputTensor } from '../inference/inputTensor.ts';
import type { NetworkInput } from '../model/networkInput.ts';
import { convolutionLayers, gradCam } from './gradCam.ts';
import type { HeatMap, HeatMapMethod } from './heatMap.ts';
import { integratedGradients } from './integratedGradients.ts';
import { occlusion } from './occlusion.ts';
import { type Answers, deletionCurve, type HeatMapChecks, mapCorrelation } from './sanityChecks.ts';

/** Which heat map of a scan. */
export type AskedHeatMap = {
  readonly method: HeatMapMethod;
  readonly classIndex: number;
  /** Of Grad-CAM: the number of the convolution, from 1; the last one where it is left out. */
  readonly convolution?: number;
};

type WhileExplaining = { readonly onProgress: (share: number) => void; readonly signal: AbortSignal };

/**
 * The mean of the members' maps: the score of an ensemble moves with each of them alike.
 * @param pixels [size, size, depth] bytes, as `preprocess` makes them
 */
export async function explainScan(
  members: readonly LayersModel[],
  pixels: Uint8Array,
  input: NetworkInput,
  asked: AskedHeatMap,
  options: WhileExplaining,
): Promise<HeatMap> {
  const scan = inputTensor(pixels, input);
  try {
    return await meanMap(members, scan, asked, options);
  } finally {
    scan.dispose();
  }
}

/** What that map is worth. @param fresh the same members with random weights */
export async function checkHeatMap(
  answers: Answers,
  fresh: readonly LayersModel[],
  pixels: Uint8Array,
  asked: AskedHeatMap,
  signal: AbortSignal,
): Promise<HeatMapChecks> {
  const options = { onProgress: () => {}, signal };
  const map = await explainScan(answers.members, pixels, answers.input, asked, options);
  const randomised = mapCorrelation(map, await explainScan(fresh, pixels, answers.input, asked, options));
  return { randomised, deletion: await deletionCurve(answers, pixels, map) };
}

async function meanMap(
  members: readonly LayersModel[],
  scan: Tensor4D,
  asked: AskedHeatMap,
  { onProgress, signal }: WhileExplaining,
): Promise<HeatMap> {
  const maps: HeatMap[] = [];
  for (const member of members) {
    const done = maps.length;
    const share = (of: number) => onProgress((done + of) / members.length);
    maps.push(await heatMapOf(member, scan, asked, { onProgress: share, signal }));
  }
  const [first] = maps;
  if (!first) throw new Error('No network is loaded.');
  const values = first.values.map((_, at) => maps.reduce((sum, map) => sum + (map.values[at] ?? 0), 0) / maps.length);
  return { ...first, values };
}

async function heatMapOf(
  network: LayersModel,
  scan: Tensor4D,
  { method, classIndex, convolution }: AskedHeatMap,
  options: WhileExplaining,
): Promise<HeatMap> {
  if (method === 'occlusion') return occlusion(network, scan, classIndex, options);
  if (method === 'integrated-gradients') return integratedGradients(network, scan, classIndex, options);
  const layer = convolutionLayers(network).at(convolution === undefined ? -1 : convolution - 1);
  if (!layer) throw new Error('The network has no such convolution, which Grad-CAM needs. Choose another method.');
  return gradCam(network, scan, classIndex, layer);
}
