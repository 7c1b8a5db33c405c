import * as v from 'valibot';
import { list, type RecordOf } from '../dataset/recordSchemas.ts';
import { layerSchema } from './layers.ts';
import { networkPresets } from './networkNames.ts';

export const maximalLayers = 200;

export const networkSchema = v.strictObject({
  preset: v.picklist(networkPresets),
  layers: list(layerSchema, 0, maximalLayers),
});

/**
 * A network between its input (size x size x depth, from the preprocessing) and its output (one sigmoid neuron for
 * two classes, softmax N for more).
 */
export type NetworkSpec = RecordOf<typeof networkSchema>;
