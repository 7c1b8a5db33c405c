import { LayersModel, type Tensor, type Tensor4D } from '@tensorflow/tfjs';
import { globalMax } from '../../compute/kernels/operations/globalMax.ts';

type Layer = LayersModel['layers'][number];

/**
 * Makes every global maximum of `network` pass its gradient to all pixels that share it, as Keras does, and returns it. The
 * layers stay plain 'GlobalMaxPooling2D' when saved.
 */
export function withSharedMaxima<Network extends LayersModel>(network: Network): Network {
  for (const layer of everyLayer(network)) {
    if (layer.getClassName() !== 'GlobalMaxPooling2D') continue;
    layer.call = (inputs) => globalMax(singleTensor(inputs) as Tensor4D);
  }
  return network;
}

function singleTensor(inputs: Tensor | Tensor[]): Tensor {
  const [input, ...others] = [inputs].flat();
  if (!input || others.length > 0) throw new Error('A global maximum takes one input.');
  return input;
}

/** The layers of a network, those within layers among them. */
function everyLayer({ layers }: LayersModel): Layer[] {
  return layers.flatMap((layer) => (layer instanceof LayersModel ? everyLayer(layer) : [layer]));
}
