import type { Shape } from '../../model/layerDefinition/layerShape.ts';
import { modelMetadata } from '../modelMetadata.ts';
import {
  batchNormLine,
  type ChainLayer,
  chainsOf,
  demandWeight,
  type ExportedModel,
  inputShapeOf,
  type LearnedWeight,
  samePadding,
  transposed,
} from '../network/chains.ts';
import {
  type Field,
  FLOAT32,
  finished,
  type Graph,
  INT32,
  type Index,
  type Operator,
  type OperatorName,
  type Options,
  type Stored,
} from './litertFile.ts';

const OPTIONS = {
  conv: 1,
  pool: 5,
  dense: 8,
  softmax: 9,
  concatenation: 10,
  add: 11,
  reshape: 17,
  mul: 21,
  reduce: 27,
};
const VALID = 1;
const SAME = 0;

const int8 = (value: number): Field => ({ as: 'int8', value });
const int32 = (value: number): Field => ({ as: 'int32', value });

/**
 * The network as a `.tflite`: input [batch, size, size, channels] in 0..1, output [batch, 1 or classes]. Batch norm is folded into the
 * layer before it where that is linear. The mean over test-time flips is left to whoever runs it.
 * @throws Error of one sentence for a layer that cannot be written
 */
export function writeLiteRt(model: ExportedModel): Uint8Array<ArrayBuffer> {
  const graph = new GraphWriter();
  const input = graph.value(inputShapeOf(model.card), 'image');
  const outputs = chainsOf(model).map((chain) => graph.chain(chain, input));
  return finished(graph, input, graph.mean(outputs), modelMetadata(model));
}

class GraphWriter implements Graph {
  readonly tensors: Stored[] = [];
  readonly buffers: Uint8Array[] = [new Uint8Array()];
  readonly operators: Operator[] = [];

  chain(layers: readonly ChainLayer[], input: Index): Index {
    let at = input;
    for (let place = 0; place < layers.length; place++) {
      const layer = layers[place];
      const next = layers[place + 1];
      if (!layer) continue;
      const folds = foldsInto(layer, next) ? next : undefined;
      at = this.layer(layer, at, folds);
      if (folds) place += 1;
    }
    return at;
  }

  /** The mean of equally shaped values; one is its own. */
  mean(values: readonly Index[]): Index {
    const [first = 0, ...others] = values;
    const shape = this.tensors[first]?.shape.slice(1) ?? [];
    const add = { type: OPTIONS.add, fields: [] };
    const sum = others.reduce((at, other) => this.operator('ADD', [at, other], shape, add), first);
    if (others.length === 0) return sum;
    const share = this.constant([1], Float32Array.of(1 / values.length), 'share');
    return this.operator('MUL', [sum, share], shape, { type: OPTIONS.mul, fields: [] });
  }

  value(shape: Shape, name = `value_${this.tensors.length}`): Index {
    return this.tensors.push({ shape: [1, ...shape], type: FLOAT32, buffer: 0, name }) - 1;
  }

  private constant(shape: Shape, values: Float32Array | Int32Array, name: string): Index {
    const type = values instanceof Float32Array ? FLOAT32 : INT32;
    const buffer = this.buffers.push(new Uint8Array(values.slice().buffer)) - 1;
    return this.tensors.push({ shape, type, buffer, name }) - 1;
  }

  private operator(code: OperatorName, inputs: Index[], shape: Shape, options: Options | null = null): Index {
    const output = this.value(shape);
    this.operators.push({ code, inputs, output, options });
    return output;
  }

  private layer(layer: ChainLayer, input: Index, norm: NormLayer | undefined): Index {
    switch (layer.class_name) {
      case 'InputLayer':
      case 'Dropout':
        return input;
      case 'Conv2D':
      case 'Dense':
        return this.activated(layer.config.activation, this.weighted(layer, input, norm), layer.output);
      case 'BatchNormalization':
        return this.batchNorm(layer, input);
      case 'MaxPooling2D':
      case 'AveragePooling2D':
        return this.pool(layer, input);
      case 'ReLU':
        return this.operator('RELU', [input], layer.output);
      case 'Activation':
        return this.activated(layer.config.activation, input, layer.output);
      case 'Flatten': {
        const shape = this.constant([2], Int32Array.of(-1, layer.output[0] ?? 0), `${layer.config.name}/shape`);
        return this.operator('RESHAPE', [input, shape], layer.output, { type: OPTIONS.reshape, fields: [] });
      }
      case 'GlobalAveragePooling2D':
        return this.reduced('MEAN', input, layer.output);
      case 'GlobalMaxPooling2D':
        return this.reduced('REDUCE_MAX', input, layer.output);
      case 'Functional': {
        const half = [(layer.output[0] ?? 0) / 2];
        const parts = [this.reduced('MEAN', input, half), this.reduced('REDUCE_MAX', input, half)];
        const fields = [int32(1)]; // axis
        return this.operator('CONCATENATION', parts, layer.output, { type: OPTIONS.concatenation, fields });
      }
    }
  }

  /** A convolution (kernel [out, height, width, in]) or a dense layer ([out, in]), with the batch norm that follows it. */
  private weighted(layer: WeightedLayer, input: Index, norm: NormLayer | undefined): Index {
    const { kernel, bias } = folded(layer, norm);
    const { name } = layer.config;
    const inputs = [
      input,
      this.constant(kernel.shape, kernel.values, `${name}/kernel`),
      this.constant(bias.shape, bias.values, `${name}/bias`),
    ];
    if (layer.class_name === 'Dense')
      return this.operator('FULLY_CONNECTED', inputs, layer.output, { type: OPTIONS.dense, fields: [] });
    const [stride] = layer.config.strides;
    const [side] = layer.config.kernel_size;
    // XNNPACK shifts the windows where 'same' pads nothing and the stride is larger than the kernel; 'valid' means the same there.
    const isPadded =
      layer.config.padding === 'same' && samePadding(layer.input, side, stride).some((pixels) => pixels > 0);
    const fields = [int8(isPadded ? SAME : VALID), int32(stride), int32(stride)];
    return this.operator('CONV_2D', inputs, layer.output, { type: OPTIONS.conv, fields });
  }

  private batchNorm(layer: NormLayer, input: Index): Index {
    const { scale, shift } = batchNormLine(layer);
    const { name } = layer.config;
    const factor = this.constant([scale.length], Float32Array.from(scale), `${name}/scale`);
    const offset = this.constant([shift.length], Float32Array.from(shift), `${name}/shift`);
    const scaled = this.operator('MUL', [input, factor], layer.output, { type: OPTIONS.mul, fields: [] });
    return this.operator('ADD', [scaled, offset], layer.output, { type: OPTIONS.add, fields: [] });
  }

  private pool(layer: Extract<ChainLayer, { class_name: 'MaxPooling2D' | 'AveragePooling2D' }>, input: Index): Index {
    const [size] = layer.config.pool_size;
    const [stride] = layer.config.strides;
    const fields = [int8(VALID), int32(stride), int32(stride), int32(size), int32(size)];
    const code = layer.class_name === 'MaxPooling2D' ? 'MAX_POOL_2D' : 'AVERAGE_POOL_2D';
    return this.operator(code, [input], layer.output, { type: OPTIONS.pool, fields });
  }

  /** Over height and width. */
  private reduced(code: 'MEAN' | 'REDUCE_MAX', input: Index, shape: Shape): Index {
    const axes = this.constant([2], Int32Array.of(1, 2), `axes_${this.tensors.length}`);
    return this.operator(code, [input, axes], shape, { type: OPTIONS.reduce, fields: [int8(0)] });
  }

  private activated(activation: string, input: Index, shape: Shape): Index {
    const softmax = { type: OPTIONS.softmax, fields: [{ as: 'float32', value: 1 } as const] };
    switch (activation) {
      case 'linear':
        return input;
      case 'relu':
        return this.operator('RELU', [input], shape);
      case 'sigmoid':
        return this.operator('LOGISTIC', [input], shape);
      case 'tanh':
        return this.operator('TANH', [input], shape);
      case 'softmax':
        return this.operator('SOFTMAX', [input], shape, softmax);
    }
    throw new Error(`The LiteRT export does not know the activation '${activation}'.`);
  }
}

type NormLayer = Extract<ChainLayer, { class_name: 'BatchNormalization' }>;
type WeightedLayer = Extract<ChainLayer, { class_name: 'Conv2D' | 'Dense' }>;

function foldsInto(layer: ChainLayer, next: ChainLayer | undefined): next is NormLayer {
  const isWeighted = layer.class_name === 'Conv2D' || layer.class_name === 'Dense';
  return isWeighted && layer.config.activation === 'linear' && next?.class_name === 'BatchNormalization';
}

/** The kernel with its outputs first, and the bias (0 where there is none), with `norm` in both. */
function folded(
  { weights, output }: WeightedLayer,
  norm: NormLayer | undefined,
): { kernel: LearnedWeight; bias: LearnedWeight } {
  const kernel = demandWeight(weights.kernel);
  const last = kernel.shape.length - 1;
  const outputsFirst = transposed(kernel, [last, ...kernel.shape.slice(0, -1).keys()]);
  const units = output.at(-1) ?? 0;
  const own = weights.bias?.values ?? new Float32Array(units);
  if (!norm) return { kernel: outputsFirst, bias: { shape: [units], values: own } };
  const { scale, shift } = batchNormLine(norm);
  const perOutput = outputsFirst.values.length / units;
  const values = outputsFirst.values.map((value, i) => value * (scale[Math.floor(i / perOutput)] ?? 1));
  const bias = own.map((value, i) => value * (scale[i] ?? 1) + (shift[i] ?? 0));
  return { kernel: { ...outputsFirst, values }, bias: { shape: [units], values: bias } };
}
