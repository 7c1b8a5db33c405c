import { Builder, type Offset } from 'flatbuffers';
import type { Shape } from '../../model/layerShape.ts';
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
  unknownLayer,
} from '../chains.ts';
import { modelFacts } from '../modelFacts.ts';

/** Codes of `schema.fbs` of LiteRT (TensorFlow Lite), version 3. */
const OPERATOR = {
  ADD: 0,
  AVERAGE_POOL_2D: 1,
  CONCATENATION: 2,
  CONV_2D: 3,
  FULLY_CONNECTED: 9,
  LOGISTIC: 14,
  MAX_POOL_2D: 17,
  MUL: 18,
  RELU: 19,
  RESHAPE: 22,
  SOFTMAX: 25,
  TANH: 28,
  MEAN: 40,
  REDUCE_MAX: 82,
} as const;
type OperatorName = keyof typeof OPERATOR;
/** The union of options: its code, and the values of its fields by their slots. */
type Options = { readonly type: number; readonly fields: readonly Field[] };
type Field = { readonly as: 'int8' | 'int32' | 'float32'; readonly value: number };

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
const FLOAT32 = 0;
const INT32 = 2;
const VALID = 1;
const SAME = 0;
const SCHEMA_VERSION = 3;

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
  return finished(graph, input, graph.mean(outputs), modelFacts(model));
}

/** Where a tensor is in the list of them. */
type Index = number;
type Stored = { readonly shape: Shape; readonly type: number; readonly buffer: number; readonly name: string };

class GraphWriter {
  readonly tensors: Stored[] = [];
  /** The first is empty: that of tensors that are computed. */
  readonly buffers: Uint8Array[] = [new Uint8Array()];
  readonly operators: { code: OperatorName; inputs: Index[]; output: Index; options: Options | null }[] = [];

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
      default:
        throw unknownLayer(layer, 'LiteRT');
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

/** The tables of the file, from the leaves up, as a flatbuffer is built. Numbers are the slots of `schema.fbs`. */
function finished(
  graph: GraphWriter,
  input: Index,
  output: Index,
  facts: Record<string, string>,
): Uint8Array<ArrayBuffer> {
  const builder = new Builder(1024);
  const facted = Object.entries(facts).map(([name, value]) => [name, new TextEncoder().encode(value)] as const);
  const firstFact = graph.buffers.length;
  const buffers = [...graph.buffers, ...facted.map(([, value]) => value)].map((data) => bufferTable(builder, data));
  const metadata = facted.map(([name], index) =>
    table(builder, 2, { 0: builder.createString(name) }, () => builder.addFieldInt32(1, firstFact + index, 0)),
  );
  const codes = [...new Set(graph.operators.map(({ code }) => code))];
  const codeTables = codes.map((code) => operatorCode(builder, OPERATOR[code]));
  const tensors = graph.tensors.map((tensor) => tensorTable(builder, tensor));
  const operators = graph.operators.map(({ code, inputs, output: gives, options }) =>
    operatorTable(builder, codes.indexOf(code), inputs, gives, options),
  );
  const subgraph = table(builder, 5, {
    0: offsets(builder, tensors),
    1: numbers(builder, [input]),
    2: numbers(builder, [output]),
    3: offsets(builder, operators),
    4: builder.createString('main'),
  });
  const model = table(
    builder,
    8,
    {
      1: offsets(builder, codeTables),
      2: offsets(builder, [subgraph]),
      3: builder.createString('Axial'),
      4: offsets(builder, buffers),
      6: offsets(builder, metadata),
    },
    () => builder.addFieldInt32(0, SCHEMA_VERSION, 0),
  );
  builder.finish(model, 'TFL3');
  return builder.asUint8Array().slice();
}

function bufferTable(builder: Builder, data: Uint8Array): Offset {
  if (data.length === 0) return table(builder, 3, {});
  const ALIGNMENT = 16;
  builder.prep(ALIGNMENT, data.length);
  return table(builder, 3, { 0: builder.createByteVector(data) });
}

function operatorCode(builder: Builder, code: number): Offset {
  return table(builder, 4, {}, () => {
    builder.addFieldInt8(0, code, 0); // older readers look here
    builder.addFieldInt32(2, 1, 0); // the version of each of these operators
    builder.addFieldInt32(3, code, 0);
  });
}

function tensorTable(builder: Builder, { shape, type, buffer, name }: Stored): Offset {
  const isComputed = buffer === 0;
  const fields = {
    0: numbers(builder, shape),
    3: builder.createString(name),
    ...(isComputed && { 7: numbers(builder, [-1, ...shape.slice(1)]) }), // any batch
  };
  return table(builder, 8, fields, () => {
    builder.addFieldInt8(1, type, 0);
    builder.addFieldInt32(2, buffer, 0);
  });
}

function operatorTable(
  builder: Builder,
  code: number,
  inputs: readonly Index[],
  output: Index,
  options: Options | null,
): Offset {
  const own = options && table(builder, 8, {}, () => addFields(builder, options.fields));
  const fields = { 1: numbers(builder, inputs), 2: numbers(builder, [output]), ...(own !== null && { 4: own }) };
  return table(builder, 5, fields, () => {
    builder.addFieldInt32(0, code, 0);
    builder.addFieldInt8(3, options?.type ?? 0, 0);
  });
}

function addFields(builder: Builder, fields: readonly Field[]): void {
  fields.forEach((field, slot) => {
    if (field.as === 'int8') builder.addFieldInt8(slot, field.value, 0);
    if (field.as === 'int32') builder.addFieldInt32(slot, field.value, 0);
    if (field.as === 'float32') builder.addFieldFloat32(slot, field.value, 0);
  });
}

/** @param plain adds the fields that are no offsets */
function table(
  builder: Builder,
  slots: number,
  children: Readonly<Record<number, Offset>>,
  plain: () => void = () => {},
): Offset {
  builder.startObject(slots);
  for (const [slot, offset] of Object.entries(children)) builder.addFieldOffset(Number(slot), offset, 0);
  plain();
  return builder.endObject();
}

function offsets(builder: Builder, all: readonly Offset[]): Offset {
  builder.startVector(4, all.length, 4);
  for (const offset of all.toReversed()) builder.addOffset(offset);
  return builder.endVector();
}

function numbers(builder: Builder, all: readonly number[]): Offset {
  builder.startVector(4, all.length, 4);
  for (const each of all.toReversed()) builder.addInt32(each);
  return builder.endVector();
}
