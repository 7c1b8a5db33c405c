import type { Shape } from '../../model/layerDefinition/layerShape.ts';
import { writeCardElsewhere } from '../modelFile/cardFile.ts';
import { modelMetadata } from '../modelMetadata.ts';
import {
  type ChainLayer,
  chainsOf,
  demandWeight,
  type ExportedModel,
  inputShapeOf,
  type LearnedWeight,
  samePadding,
  transposed,
} from '../network/chains.ts';
import { bytes, float, message, text, wholeNumber } from './protobuf.ts';

/** ONNX Runtime from 1.8, TensorRT from 8 and Netron read these. */
const OPSET = 13;
const IR_VERSION = 7;

/** Field numbers of onnx.proto3. */
export const MODEL = { irVersion: 1, producerName: 2, producerVersion: 3, graph: 7, opset: 8, metadata: 14 } as const;
export const GRAPH = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
const NODE = { input: 1, output: 2, name: 3, type: 4, attribute: 5 } as const;
const ATTRIBUTE = { name: 1, float: 2, int: 3, ints: 8, type: 20 } as const;
const ATTRIBUTE_TYPE = { float: 1, int: 2, ints: 7 } as const;
export const TENSOR = { dims: 1, type: 2, name: 8, raw: 9 } as const;
const FLOAT32 = 1;

type Bytes = Uint8Array<ArrayBuffer>;
/** Settings of a node: whole numbers, lists of them, or a decimal number written as { float }. */
type Attributes = Readonly<Record<string, number | readonly number[] | { readonly float: number }>>;

/**
 * The network in ONNX: input `image` [batch, size, size, channels] in 0..1, output `probabilities` [batch, 1 or classes]. Inside, images are
 * [batch, channels, height, width], as ONNX has them. The mean over test-time flips is left to whoever runs it.
 * @throws Error of one sentence for a layer that cannot be written
 */
export async function writeOnnx(model: ExportedModel): Promise<Bytes> {
  const chains = chainsOf(model);
  const graph = new GraphWriter();
  const outputs = chains.map((chain, index) => {
    const prefix = chains.length === 1 ? '' : `member_${index + 1}_`;
    return graph.chain(chain, prefix);
  });
  const [only = ''] = outputs;
  if (outputs.length === 1) graph.node('Identity', [only], 'probabilities');
  else graph.node('Mean', outputs, 'probabilities');
  const answers = chains[0]?.at(-1)?.output ?? [];
  const metadata = { ...modelMetadata(model), 'axial.card': await writeCardElsewhere(model.card, model.artifacts) };
  return message(
    wholeNumber(MODEL.irVersion, IR_VERSION),
    text(MODEL.producerName, 'Axial'),
    text(MODEL.producerVersion, model.card.software.axial),
    bytes(
      MODEL.graph,
      message(
        ...graph.nodes.map((node) => bytes(GRAPH.node, node)),
        text(GRAPH.name, 'axial'),
        ...graph.initializers.map((tensor) => bytes(GRAPH.initializer, tensor)),
        bytes(GRAPH.input, valueInfo('image', inputShapeOf(model.card))),
        bytes(GRAPH.output, valueInfo('probabilities', answers)),
      ),
    ),
    bytes(MODEL.opset, message(text(1, ''), wholeNumber(2, OPSET))),
    ...Object.entries(metadata).map(([key, value]) => bytes(MODEL.metadata, message(text(1, key), text(2, value)))),
  );
}

class GraphWriter {
  readonly nodes: Bytes[] = [];
  readonly initializers: Bytes[] = [];
  private count = 0;

  /** @returns the name of what the chain gives */
  chain(layers: readonly ChainLayer[], prefix: string): string {
    let value = this.node('Transpose', ['image'], `${prefix}channels_first`, { perm: [0, 3, 1, 2] });
    for (const layer of layers) value = this.layer(layer, value, `${prefix}${layer.config.name}`);
    return value;
  }

  /** @returns `output` */
  node(type: string, inputs: readonly string[], output: string, attributes: Attributes = {}): string {
    this.nodes.push(
      message(
        ...inputs.map((name) => text(NODE.input, name)),
        text(NODE.output, output),
        text(NODE.name, `${type}_${++this.count}`),
        text(NODE.type, type),
        ...Object.entries(attributes).map(([name, value]) => bytes(NODE.attribute, attribute(name, value))),
      ),
    );
    return output;
  }

  private layer(layer: ChainLayer, value: string, name: string): string {
    switch (layer.class_name) {
      case 'InputLayer':
      case 'Dropout':
        return value;
      case 'Conv2D':
        return this.activated(layer.config.activation, this.convolution(layer, value, name), name);
      case 'Dense':
        return this.activated(layer.config.activation, this.dense(layer, value, name), name);
      case 'BatchNormalization':
        return this.batchNorm(layer, value, name);
      case 'MaxPooling2D':
        return this.pool('MaxPool', layer, value, name);
      case 'AveragePooling2D':
        return this.pool('AveragePool', layer, value, name);
      case 'ReLU':
        return this.node('Relu', [value], name);
      case 'Activation':
        return this.activated(layer.config.activation, value, name);
      case 'Flatten': {
        const last = this.node('Transpose', [value], `${name}_channels_last`, { perm: [0, 2, 3, 1] });
        return this.node('Flatten', [last], name, { axis: 1 });
      }
      case 'GlobalAveragePooling2D':
        return this.globalPool('GlobalAveragePool', value, name);
      case 'GlobalMaxPooling2D':
        return this.globalPool('GlobalMaxPool', value, name);
      case 'Functional':
        return this.averageAndMaximum(value, name);
    }
  }

  private convolution(layer: Extract<ChainLayer, { class_name: 'Conv2D' }>, value: string, name: string): string {
    const { kernel, bias } = layer.weights;
    const [side] = layer.config.kernel_size;
    const [stride] = layer.config.strides;
    const inputs = [
      value,
      this.initializer(`${name}/kernel`, transposed(demandWeight(kernel), [3, 2, 0, 1])),
      ...(bias ? [this.initializer(`${name}/bias`, bias)] : []),
    ];
    const pads = layer.config.padding === 'same' ? samePadding(layer.input, side, stride) : [0, 0, 0, 0];
    return this.node('Conv', inputs, `${name}_linear`, { kernel_shape: [side, side], strides: [stride, stride], pads });
  }

  private dense(layer: Extract<ChainLayer, { class_name: 'Dense' }>, value: string, name: string): string {
    const { kernel, bias } = layer.weights;
    const inputs = [
      value,
      this.initializer(`${name}/kernel`, demandWeight(kernel)),
      ...(bias ? [this.initializer(`${name}/bias`, bias)] : []),
    ];
    return this.node('Gemm', inputs, `${name}_linear`);
  }

  private batchNorm(
    layer: Extract<ChainLayer, { class_name: 'BatchNormalization' }>,
    value: string,
    name: string,
  ): string {
    const channels = layer.input.at(-1) ?? 0;
    const all = (value: number) => ({ shape: [channels], values: new Float32Array(channels).fill(value) });
    const { gamma = all(1), beta = all(0), moving_mean = all(0), moving_variance = all(1) } = layer.weights;
    const own = Object.entries({ gamma, beta, moving_mean, moving_variance }).map(([weight, numbers]) =>
      this.initializer(`${name}/${weight}`, numbers),
    );
    return this.node('BatchNormalization', [value, ...own], name, { epsilon: { float: layer.config.epsilon } });
  }

  private pool(
    type: string,
    { config }: Extract<ChainLayer, { class_name: 'MaxPooling2D' | 'AveragePooling2D' }>,
    value: string,
    name: string,
  ): string {
    return this.node(type, [value], name, { kernel_shape: config.pool_size, strides: config.strides });
  }

  private averageAndMaximum(value: string, name: string): string {
    const average = this.globalPool('GlobalAveragePool', value, `${name}_average`);
    const maximum = this.globalPool('GlobalMaxPool', value, `${name}_maximum`);
    return this.node('Concat', [average, maximum], name, { axis: 1 });
  }

  private globalPool(type: string, value: string, name: string): string {
    return this.node('Flatten', [this.node(type, [value], `${name}_map`)], name, { axis: 1 });
  }

  private activated(activation: string, value: string, name: string): string {
    switch (activation) {
      case 'linear':
        return value;
      case 'relu':
        return this.node('Relu', [value], name);
      case 'sigmoid':
        return this.node('Sigmoid', [value], name);
      case 'tanh':
        return this.node('Tanh', [value], name);
      case 'softmax':
        return this.node('Softmax', [value], name, { axis: 1 });
    }
    throw new Error(`The ONNX export does not know the activation '${activation}'.`);
  }

  private initializer(name: string, { shape, values }: LearnedWeight): string {
    this.initializers.push(
      message(
        ...shape.map((side) => wholeNumber(TENSOR.dims, side)),
        wholeNumber(TENSOR.type, FLOAT32),
        text(TENSOR.name, name),
        bytes(TENSOR.raw, new Uint8Array(values.slice().buffer)),
      ),
    );
    return name;
  }
}

function attribute(name: string, value: Attributes[string]): Bytes {
  if (typeof value === 'number')
    return message(
      text(ATTRIBUTE.name, name),
      wholeNumber(ATTRIBUTE.int, value),
      wholeNumber(ATTRIBUTE.type, ATTRIBUTE_TYPE.int),
    );
  if ('float' in value)
    return message(
      text(ATTRIBUTE.name, name),
      float(ATTRIBUTE.float, value.float),
      wholeNumber(ATTRIBUTE.type, ATTRIBUTE_TYPE.float),
    );
  return message(
    text(ATTRIBUTE.name, name),
    ...value.map((each) => wholeNumber(ATTRIBUTE.ints, each)),
    wholeNumber(ATTRIBUTE.type, ATTRIBUTE_TYPE.ints),
  );
}

/** float32 [batch, ...shape]. */
function valueInfo(name: string, shape: Shape): Bytes {
  const dims = [text(2, 'batch'), ...shape.map((side) => wholeNumber(1, side))];
  const tensorShape = message(...dims.map((dim) => bytes(1, dim)));
  const tensorType = message(wholeNumber(1, FLOAT32), bytes(2, tensorShape));
  return message(text(1, name), bytes(2, bytes(1, tensorType)));
}
