import { grad, type LayersModel, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs';
import { layerOfClass } from '../model/layers.ts';
import { classScore } from './classScore.ts';
import type { HeatMap } from './heatMap.ts';

/** A convolution whose output can be explained. */
type ConvolutionLayer = {
  /** 1 for the first. */
  readonly number: number;
  readonly name: string;
  /** The place in the stack behind the convolution and what changes its maps in their place, such as batch norm and ReLU. */
  readonly end: number;
};

/** The convolutions of a network, from the input on. */
export function convolutionLayers({ layers }: Pick<LayersModel, 'layers'>): ConvolutionLayer[] {
  const effects = layers.map((layer) => layerOfClass(layer.getClassName())?.effect);
  const places = layers.flatMap(({ weights }, place) =>
    effects[place] === 'window' && weights.length > 0 ? [place] : [],
  );
  return places.map((place, index) => {
    let end = place + 1;
    while (effects[end] === 'pointwise') end += 1;
    return { number: index + 1, name: layers[place]?.name ?? '', end };
  });
}

/**
 * Grad-CAM (Selvaraju et al., 2017): the channels of a convolution's output, each weighted with the mean gradient of the class score,
 * summed up; what is below 0 is left out. The map has as many columns and rows as that output.
 *
 * @param input [1, size, size, depth], 0..1
 */
export async function gradCam(
  network: LayersModel,
  input: Tensor4D,
  classIndex: number,
  { end }: ConvolutionLayer,
): Promise<HeatMap> {
  const map = tidy(() => {
    const activations = network.layers.slice(0, end).reduce<Tensor>((x, layer) => layer.apply(x) as Tensor, input);
    const gradient = grad((features: Tensor) => classScore(network, features, classIndex, end).sum())(activations);
    const weights = gradient.mean([1, 2], true);
    return activations.mul(weights).sum(-1).relu();
  });
  const [, height = 0, width = 0] = map.shape;
  try {
    const values = new Float32Array(await map.data<'float32'>());
    return { method: 'grad-cam', classIndex, width, height, values };
  } finally {
    map.dispose();
  }
}
