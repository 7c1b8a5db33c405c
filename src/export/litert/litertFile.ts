import { Builder, type Offset } from 'flatbuffers';
import type { Shape } from '../../model/layerDefinition/layerShape.ts';

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
export type OperatorName = keyof typeof OPERATOR;
/** The union of options: its code, and the values of its fields by their slots. */
export type Options = { readonly type: number; readonly fields: readonly Field[] };
export type Field = { readonly as: 'int8' | 'int32' | 'float32'; readonly value: number };
export const FLOAT32 = 0;
export const INT32 = 2;
const SCHEMA_VERSION = 3;

/** Where a tensor is in the list of them. */
export type Index = number;
export type Stored = { readonly shape: Shape; readonly type: number; readonly buffer: number; readonly name: string };

/** What the file holds of a network. */
export type Graph = {
  readonly tensors: readonly Stored[];
  /** The first is empty: that of tensors that are computed. */
  readonly buffers: readonly Uint8Array[];
  readonly operators: readonly Operator[];
};

export type Operator = { code: OperatorName; inputs: Index[]; output: Index; options: Options | null };

/** The tables of the file, from the leaves up, as a flatbuffer is built. Numbers are the slots of `schema.fbs`. */
export function finished(
  graph: Graph,
  input: Index,
  output: Index,
  metadata: Record<string, string>,
): Uint8Array<ArrayBuffer> {
  const builder = new Builder(1024);
  const texts = Object.entries(metadata).map(([name, value]) => [name, new TextEncoder().encode(value)] as const);
  const buffers = [...graph.buffers, ...texts.map(([, value]) => value)].map((data) => bufferTable(builder, data));
  const metadataTables = texts.map(([name], index) => metadataTable(builder, name, graph.buffers.length + index));
  const codes = [...new Set(graph.operators.map(({ code }) => code))];
  const codeTables = codes.map((code) => operatorCode(builder, OPERATOR[code]));
  const subgraph = subgraphTable(builder, graph, codes, input, output);
  const fields = {
    1: offsets(builder, codeTables),
    2: offsets(builder, [subgraph]),
    3: builder.createString('Axial'),
    4: offsets(builder, buffers),
    6: offsets(builder, metadataTables),
  };
  const model = table(builder, 8, fields, () => builder.addFieldInt32(0, SCHEMA_VERSION, 0));
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

function subgraphTable(
  builder: Builder,
  graph: Graph,
  codes: readonly OperatorName[],
  input: Index,
  output: Index,
): Offset {
  const tensors = graph.tensors.map((tensor) => tensorTable(builder, tensor));
  const operators = graph.operators.map(({ code, inputs, output: gives, options }) =>
    operatorTable(builder, codes.indexOf(code), inputs, gives, options),
  );
  return table(builder, 5, {
    0: offsets(builder, tensors),
    1: numbers(builder, [input]),
    2: numbers(builder, [output]),
    3: offsets(builder, operators),
    4: builder.createString('main'),
  });
}

function metadataTable(builder: Builder, name: string, buffer: number): Offset {
  return table(builder, 2, { 0: builder.createString(name) }, () => builder.addFieldInt32(1, buffer, 0));
}
