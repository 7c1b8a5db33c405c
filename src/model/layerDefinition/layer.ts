import * as v from 'valibot';
import { type EntriesOf, entriesOf, type Fields, type ValuesOf } from '../../dataset/settingFields.ts';
import { commonSettings } from './kerasSettings.ts';
import type { Shape } from './layerShape.ts';

/** What tfjs and Keras call the arrays of numbers that layers hold, in the order in which Keras numbers those of a layer. */
export const WEIGHT_NAMES = ['kernel', 'bias', 'gamma', 'beta', 'moving_mean', 'moving_variance'] as const;

/** An array of numbers that a layer holds. */
export type Weight = {
  readonly name: (typeof WEIGHT_NAMES)[number];
  readonly shape: Shape;
  /**
   * A 'kernel' is drawn from the seed of the run, and multiplied with the input once for each place of the output. A
   * 'moving-average' follows the batches and is not learned.
   */
  readonly role: 'kernel' | 'per-channel' | 'moving-average';
};

/**
 * What a layer does to an image when the network is used: nothing ('none', as it acts in training alone); changes each value by
 * itself ('pointwise'); makes each value of a window that slides over the image, as `kernel_size` or `pool_size`, `strides` and
 * `padding` say ('window'); makes a list of numbers ('list').
 */
export type LayerEffect = 'none' | 'pointwise' | 'window' | 'list';

/** The layer after this one, as far as it matters; undefined at the end of the stack. */
export type NextLayer = { readonly kind: string } | undefined;

type KerasCode = { readonly helper: readonly string[]; call(input: Shape): string };

/** A layer as plain data. */
type SpecOf<Kind extends string, Of extends Fields> = { readonly kind: Kind } & ValuesOf<Of>;

/**
 * A kind of layer: everything that Axial knows of it. Of tfjs it has only the name of the class and plain settings, so
 * that the page can read it too. Methods, because their arguments may be narrower than those of `Layer`.
 */
type LayerDefinition<Kind extends string, Of extends Fields, Class extends string, Settings extends v.ObjectEntries> = {
  readonly kind: Kind;
  readonly label: string;
  /** One plain sentence for the person who builds the stack. */
  readonly help: string;
  /** What can be set, and so what a record of the layer holds. */
  readonly fields: Of;
  /** What is set when it is added. */
  readonly defaults: ValuesOf<Of>;
  /** In a few words: '32 of 3 × 3, same, ReLU'. @param shown each value as the page shows it */
  summary(shown: Readonly<Record<keyof Of, string>>, layer: SpecOf<Kind, Of>): string;
  readonly effect: LayerEffect;
  /** The class of Keras and tfjs that it is built as. */
  readonly className: Class;
  /** The settings that this class may have in a model that is opened, besides those of every layer, each within bounds. */
  readonly settings: Settings;
  /**
   * The layer as its class is configured: what it is built, measured and written from.
   * @throws ImpossibleLayerError where that depends on the input, and the layer cannot have it
   */
  config(
    layer: SpecOf<Kind, Of>,
    next: NextLayer,
    input: Shape,
  ): v.InferInput<v.StrictObjectSchema<Settings, undefined>>;
  /** The other way round: the fields of a layer that a file configures so. Left out where it has none, or Axial does not read it from Keras. */
  values?(config: v.InferOutput<v.StrictObjectSchema<Settings, undefined>>): ValuesOf<Of> | null;
  /** Its line of Keras code, and what is defined before the network; left out where the line is `className` with its settings. */
  readonly kerasCode?: KerasCode;
  /** @throws ImpossibleLayerError where the layer cannot have this input */
  outputShape(config: v.InferOutput<v.StrictObjectSchema<Settings, undefined>>, input: Shape): Shape;
  /** As tfjs-layers 4.22 makes them on an input of this shape. */
  weights(config: v.InferOutput<v.StrictObjectSchema<Settings, undefined>>, input: Shape): readonly Weight[];
};

/** A kind of layer where it does not matter which one. @template Spec a layer of any kind as plain data */
export type Layer<Spec extends { readonly kind: string }> = {
  readonly kind: Spec['kind'];
  readonly label: string;
  readonly help: string;
  readonly fields: Fields;
  readonly fresh: Spec;
  summary(shown: Readonly<Record<string, string>>, layer: Spec): string;
  readonly effect: LayerEffect;
  readonly className: string;
  config(layer: Spec, next: NextLayer, input: Shape): object;
  values?(config: object): object | null;
  readonly kerasCode?: KerasCode;
  outputShape(config: object, input: Shape): Shape;
  weights(config: object, input: Shape): readonly Weight[];
};

/** What follows from a definition. */
type Derived<Kind extends string, Of extends Fields, Class extends string, Settings extends v.ObjectEntries> = {
  readonly fresh: SpecOf<Kind, Of>;
  /** Of the layer in a record. */
  readonly schema: v.StrictObjectSchema<{ readonly kind: v.LiteralSchema<Kind, undefined> } & EntriesOf<Of>, undefined>;
  /** Of the layer in the `model.json` of a downloaded model. */
  readonly fileSchema: v.StrictObjectSchema<
    {
      readonly class_name: v.LiteralSchema<Class, undefined>;
      readonly config: v.StrictObjectSchema<typeof commonSettings & Settings, undefined>;
    },
    undefined
  >;
};

export function defineLayer<
  const Kind extends string,
  Of extends Fields,
  const Class extends string,
  Settings extends v.ObjectEntries,
>(
  definition: LayerDefinition<Kind, Of, Class, Settings>,
): LayerDefinition<Kind, Of, Class, Settings> & Derived<Kind, Of, Class, Settings> {
  const { kind, fields, defaults, className, settings } = definition;
  return {
    ...definition,
    fresh: { kind, ...defaults },
    schema: v.strictObject({ kind: v.literal(kind), ...entriesOf(fields) }),
    fileSchema: v.strictObject({
      class_name: v.literal(className),
      config: v.strictObject({ ...commonSettings, ...settings }),
    }),
  };
}
