import * as v from 'valibot';
import { layerKinds, layerOfClass } from '../../model/layers.ts';

/* How Keras 3 describes layers -> how tfjs does, which `parseTopology` then checks: only layers and settings that both have pass. */

export const kerasLayerSchema = v.object({
  class_name: v.pipe(v.string(), v.maxLength(100)),
  config: v.looseObject({ name: v.pipe(v.string(), v.maxLength(100)) }),
});
/** A layer as Keras 3 describes it. */
export type KerasLayer = v.InferOutput<typeof kerasLayerSchema>;

/** A layer as tfjs describes it. */
export type TfjsLayer = {
  readonly class_name: string;
  readonly config: { readonly name: string } & Record<string, unknown>;
};

/** They change scans in training alone, which Axial does itself. */
const ONLY_IN_TRAINING =
  /^(Random(Flip|Rotation|Zoom|Translation|Contrast|Brightness|Crop)|GaussianNoise|GaussianDropout|ActivityRegularization)$/;

/** Settings that Axial has not, and the values with which they change nothing. */
const NEUTRAL: Readonly<Record<string, readonly unknown[]>> = {
  groups: [1],
  synchronized: [false],
  renorm: [false],
  renorm_clipping: [null],
  negative_slope: [0],
  threshold: [0],
  keepdims: [false],
  quantization_config: [null],
  lora_rank: [null],
};
/** Of training alone, or drawn anew: the weights are in the file. */
const OF_NO_MATTER =
  /_(initializer|regularizer|constraint)$|^(trainable|renorm_momentum|lora_alpha|autocast|noise_shape|seed)$/;
const FLOAT32 = /^(float32|mixed_b?float16)$/;

/** Makes no difference to what the network answers. */
export function isInert({ class_name }: KerasLayer): boolean {
  return ONLY_IN_TRAINING.test(class_name);
}

/**
 * @param place of the layer, from 1
 * @throws Error of one sentence
 */
export function tfjsLayer({ class_name, config }: KerasLayer, place: number): TfjsLayer {
  const which = `Layer ${place} of the network in this model`;
  if (class_name !== 'Activation' && !layerOfClass(class_name))
    throw new Error(`${which} is a '${class_name.slice(0, 60)}', which Axial does not open.`);
  const known = class_name === 'Activation' ? ['activation'] : settingsOf(class_name);
  const kept = Object.entries(config).filter(([key, value]) => {
    if (key === 'dtype') return demandFloat32(value, which);
    if (OF_NO_MATTER.test(key)) return false;
    if (key === 'name' || known.includes(key)) return true;
    if (NEUTRAL[key]?.includes(value)) return false;
    throw new Error(`${which} (${class_name}) has a setting that Axial does not open: '${key.slice(0, 60)}'.`);
  });
  const settings: TfjsLayer['config'] = { ...Object.fromEntries(kept), name: config.name };
  // Keras writes the last axis of images as 3.
  if (class_name === 'BatchNormalization' && settings.axis === 3) settings.axis = -1;
  return { class_name, config: settings };
}

function settingsOf(className: string): string[] {
  return Object.keys(layerKinds.find((layer) => layer.className === className)?.settings ?? {});
}

/** @returns false, as the setting is left out */
function demandFloat32(dtype: unknown, which: string): false {
  const policy = v.safeParse(v.object({ config: v.object({ name: v.string() }) }), dtype);
  const name = policy.success ? policy.output.config.name : dtype;
  if (typeof name !== 'string' || !FLOAT32.test(name))
    throw new Error(`${which} does not compute in float32: save the model in float32.`);
  return false;
}

/** Axial feeds 0..1 itself: a network that begins with that begins for Axial with the next layer. */
export function demandUsualRescaling({ config: { scale, offset } }: KerasLayer, place: number): void {
  if (place === 1 && typeof scale === 'number' && Math.abs(scale - 1 / 255) < 1e-7 && offset === 0) return;
  throw new Error(
    "The network in this model rescales its input in a way that Axial does not: only 'Rescaling(1/255)' at its beginning is opened.",
  );
}
