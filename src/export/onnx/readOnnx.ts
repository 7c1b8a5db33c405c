import { joinBytes } from '../../archive/joinBytes.ts';
import { product } from '../../model/layerDefinition/layerShape.ts';
import { parseCardFile } from '../modelFile/cardFile.ts';
import { demandFinite, parseJsonText } from '../modelFile/fileParts.ts';
import type { OpenedModel } from '../modelFile/foreignCard.ts';
import { parseTopology } from '../modelFile/topology.ts';
import type { LearnedWeight } from '../network/chains.ts';
import { transposed } from '../network/chains.ts';
import { NOT_KNOWN } from '../results/evaluationJson.ts';
import { GRAPH, MODEL, TENSOR } from './onnxModel.ts';
import { type Field, fieldsOf } from './protobuf.ts';

const FOREIGN = 'This ONNX file was not written by Axial: of other programs Axial opens .keras files of Keras 3.';
const DAMAGED = 'This ONNX file is damaged: download or copy it again.';

/** Whether bytes begin as Axial's ONNX files do: the IR version, and who made it. */
export function isOnnx(bytes: Uint8Array): boolean {
  return bytes[0] === MODEL.irVersion << 3 && bytes[2] === ((MODEL.producerName << 3) | 2);
}

/**
 * Reads an ONNX file that Axial wrote: card and layers are in its metadata, the weights are its initializers.
 * @throws Error of one sentence
 */
export async function readOnnx(bytes: Uint8Array): Promise<OpenedModel> {
  const fields = fieldsOf(bytes, DAMAGED);
  const metadata = new Map(fields.filter(({ number }) => number === MODEL.metadata).map(entryOf));
  const [rawCard, rawTopology] = [metadata.get('axial.card'), metadata.get('axial.topology')];
  if (!rawCard || !rawTopology) throw new Error(FOREIGN);
  const { card, demandFitting } = parseCardFile(parseJsonText('axial.card', rawCard));
  const { size, depth } = card.preprocessing;
  const frame = { input: [size, size, depth], classCount: card.classes.length } as const;
  const { topology, weights } = parseTopology(parseJsonText('axial.topology', rawTopology), frame);
  const graph = fields.find(({ number }) => number === MODEL.graph);
  const tensors = graph ? initializersOf(graph) : new Map<string, LearnedWeight>();
  const specs = Array.from(weights, ([name, shape]) => ({ name, shape: [...shape], dtype: 'float32' as const }));
  const values = specs.map(({ name, shape }) => {
    const held = tensors.get(name);
    const weight = held && shape.length === 4 ? transposed(held, [2, 3, 1, 0]) : held;
    if (weight?.shape.join() !== shape.join()) throw new Error(`This ONNX file does not hold the weights '${name}'.`);
    demandFinite('initializer', weight.values);
    return new Uint8Array(weight.values.buffer);
  });
  const artifacts = { topology, weightSpecs: specs, weights: joinBytes(values).buffer };
  await demandFitting(artifacts, false);
  return { card, artifacts, ...NOT_KNOWN };
}

function entryOf({ bytes }: Field): [string, Uint8Array] {
  const parts = fieldsOf(bytes, DAMAGED);
  const of = (number: number) => parts.find((part) => part.number === number)?.bytes ?? new Uint8Array();
  return [new TextDecoder().decode(of(1)), of(2)];
}

function initializersOf(graph: Field): Map<string, LearnedWeight> {
  const tensors = fieldsOf(graph.bytes, DAMAGED).filter(({ number }) => number === GRAPH.initializer);
  return new Map(
    tensors.map(({ bytes }) => {
      const parts = fieldsOf(bytes, DAMAGED);
      const shape = parts.filter(({ number }) => number === TENSOR.dims).map(({ value }) => value);
      const of = (number: number) => parts.find((part) => part.number === number)?.bytes ?? new Uint8Array();
      const raw = of(TENSOR.raw);
      if (raw.length !== 4 * product(shape)) throw new Error(DAMAGED);
      return [new TextDecoder().decode(of(TENSOR.name)), { shape, values: new Float32Array(raw.slice().buffer) }];
    }),
  );
}
