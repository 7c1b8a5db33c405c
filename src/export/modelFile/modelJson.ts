import * as v from 'valibot';
import { product, type Shape } from '../../model/layerDefinition/layerShape.ts';
import type { NetworkArtifacts, WeightSpec } from '../../model/networkArtifacts.ts';
import { type NetworkFrame, parseTopology } from './topology.ts';

export const weightsFileName = 'weights.bin';

/** The `model.json` of a TF.js LayersModel. @param tfjsVersion e.g. 4.22.0 */
export function writeModelJson(artifacts: NetworkArtifacts, tfjsVersion: string): string {
  return JSON.stringify({
    format: 'layers-model',
    generatedBy: `TensorFlow.js tfjs-layers v${tfjsVersion}`,
    convertedBy: null,
    modelTopology: artifacts.topology,
    weightsManifest: [{ paths: [weightsFileName], weights: artifacts.weightSpecs }],
  });
}

const modelSchema = v.object({
  format: v.literal('layers-model'),
  modelTopology: v.unknown(),
  weightsManifest: v.array(v.object({ paths: v.array(v.string()), weights: v.array(v.unknown()) })),
});
const shape = v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31))), v.maxLength(4));
const weightSchema: v.GenericSchema<unknown, WeightSpec> = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(200)),
  shape,
  dtype: v.literal('float32'),
});

/**
 * Reads a `model.json` as far as words go: nothing of the network is built, no weight is read.
 * @param raw what `parseJsonText` gave
 * @throws Error of one sentence
 */
export function parseModelJson(
  raw: unknown,
  frame: NetworkFrame,
): { readonly topology: object; readonly weightSpecs: WeightSpec[] } {
  const model = v.safeParse(modelSchema, raw);
  if (!model.success)
    throw new Error("'model.json' is not that of a TF.js layers model, so there is no network in this file.");
  const { modelTopology, weightsManifest } = model.output;
  const [group, ...others] = weightsManifest;
  if (!group || others.length > 0 || group.paths.length !== 1)
    throw new Error(
      `'model.json' spreads the weights over several files; Axial reads models with one '${weightsFileName}'.`,
    );
  demandOwnWeights(group.paths[0] ?? '');
  const { topology, weights } = parseTopology(modelTopology, frame);
  const weightSpecs = group.weights.map(parseWeightSpec);
  demandSameWeights(weightSpecs, weights);
  return { topology, weightSpecs };
}

function demandOwnWeights(path: string): void {
  if (path === weightsFileName || path === `./${weightsFileName}`) return;
  const shown = path.length > 60 ? `${path.slice(0, 60)}...` : path;
  throw new Error(
    `'model.json' fetches its weights from '${shown}'; Axial only reads the '${weightsFileName}' that is in the same zip.`,
  );
}

function parseWeightSpec(raw: unknown, index: number): WeightSpec {
  const parsed = v.safeParse(weightSchema, raw);
  if (parsed.success) return parsed.output;
  const field = v.getDotPath(parsed.issues[0]) ?? 'the whole of it';
  throw new Error(
    `Weight ${index + 1} in 'model.json' is not described as plain float32 numbers: '${field.slice(0, 60)}' is wrong.`,
  );
}

/** The weights that the manifest lists must be those that the layers have: each once, in its shape. */
function demandSameWeights(specs: readonly WeightSpec[], weights: ReadonlyMap<string, Shape>): void {
  const seen = new Set<string>();
  for (const { name, shape } of specs) {
    const expected = weights.get(name);
    if (!expected || seen.has(name))
      throw new Error(
        `'model.json' lists a weight '${name.slice(0, 60)}' that its layers do not have, or lists it twice.`,
      );
    if (expected.join() !== shape.join())
      throw new Error(
        `The weight '${name}' is listed as ${shape.join(' x ')} numbers; its layer takes ${expected.join(' x ')}.`,
      );
    seen.add(name);
  }
  for (const name of weights.keys())
    if (!seen.has(name)) throw new Error(`'model.json' does not list the weight '${name}' that its layers need.`);
}

/** float32 bytes of all weights. */
export function weightBytes(specs: readonly WeightSpec[]): number {
  return specs.reduce((sum, { shape }) => sum + 4 * product(shape), 0);
}
