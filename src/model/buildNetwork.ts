import { initializers, type LayersModel, layers, type Sequential, sequential } from '@tensorflow/tfjs';
import { createRandom, type Random } from '../statistics/random.ts';
import { inspectNetwork, outputUnits } from './inspectNetwork.ts';
import { hasBias } from './layerShape.ts';
import type { LayerSpec, NetworkSpec } from './networkSpec.ts';

type Layer = Sequential['layers'][number];
type Shape = [height: number, width: number, channels: number];

/** The name of the output layer: the part of the network that heat maps and logits start from. */
const outputLayerName = 'output';

/**
 * Moving averages follow the batches of the last few epochs. Keras's default of 0.99 would still hold mostly its
 * starting value after an epoch of a small data set, and validation would judge a network that does not exist.
 */
const batchNormMomentum = 0.9;

/**
 * A chain [batch, size, size, depth] -> [batch, 1] (sigmoid, two classes) or [batch, classCount] (softmax). Weights are
 * drawn as Keras draws them (Glorot uniform, biases 0) from `seed`: the same on every device. The caller disposes it.
 * Throws the first problem that `inspectNetwork` finds.
 */
export function buildNetwork(
  spec: NetworkSpec,
  input: { readonly size: number; readonly depth: number },
  classCount: number,
  seed: number,
): LayersModel {
  const { problem } = inspectNetwork(spec, input, classCount);
  if (problem !== null) throw new Error(problem);
  const random = createRandom(seed).fork('weights');
  const names = new LayerNames();
  const network = sequential({ name: 'axial' });
  const inputShape: Shape = [input.size, input.size, input.depth];
  spec.layers.forEach((layer, index) => {
    network.add(layerOf(layer, spec.layers[index + 1], names, random, index === 0 ? { inputShape } : {}));
  });
  network.add(outputLayer(classCount, random));
  return network;
}

type First = { inputShape?: Shape };

function layerOf(
  layer: LayerSpec,
  next: LayerSpec | undefined,
  names: LayerNames,
  random: Random,
  first: First,
): Layer {
  const name = names.next(layer.kind);
  switch (layer.kind) {
    case 'conv':
      return layers.conv2d({
        ...first,
        name,
        filters: layer.kernels,
        kernelSize: layer.size,
        strides: layer.stride,
        padding: layer.padding,
        activation: layer.activation,
        useBias: hasBias(layer, next),
        kernelInitializer: glorotUniform(random),
      });
    case 'max-pool':
      return layers.maxPooling2d({ ...first, name, poolSize: layer.size, strides: layer.stride });
    case 'average-pool':
      return layers.averagePooling2d({ ...first, name, poolSize: layer.size, strides: layer.stride });
    case 'batch-norm':
      return layers.batchNormalization({ ...first, name, momentum: batchNormMomentum });
    case 'relu':
      return layers.reLU({ ...first, name });
    case 'dropout':
      return layers.dropout({ ...first, name, rate: layer.rate });
    case 'flatten':
      return layers.flatten({ ...first, name });
    case 'global-average-pool':
      return layers.globalAveragePooling2d({ ...first, name });
    case 'dense':
      return layers.dense({
        ...first,
        name,
        units: layer.units,
        activation: layer.activation,
        useBias: hasBias(layer, next),
        kernelInitializer: glorotUniform(random),
      });
  }
}

function outputLayer(classCount: number, random: Random): Layer {
  return layers.dense({
    name: outputLayerName,
    units: outputUnits(classCount),
    activation: classCount === 2 ? 'sigmoid' : 'softmax',
    kernelInitializer: glorotUniform(random),
  });
}

/** Never 0, which tfjs takes for 'no seed'. */
function glorotUniform(random: Random) {
  return initializers.glorotUniform({ seed: 1 + random.integer(2 ** 31 - 1) });
}

/** conv_1, conv_2, ...: the same names every time, whatever was built before. */
class LayerNames {
  private readonly counts = new Map<string, number>();

  next(kind: LayerSpec['kind']): string {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    return `${kind.replaceAll('-', '_')}_${count}`;
  }
}
