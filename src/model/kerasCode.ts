import type { PreprocessingSpec } from '../preprocessing/preprocessingSpec.ts';
import { isSameData } from './card/canonicalJson.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import { inspectNetwork, outputUnits } from './inspectNetwork.ts';
import { layerOfKind } from './layers.ts';
import type { NetworkSpec } from './networkSpec.ts';

/** What Keras code is written from. */
export type DescribedTraining = {
  readonly network: NetworkSpec;
  readonly preprocessing: Pick<PreprocessingSpec, 'size' | 'depth'>;
  readonly hyperparameters: Omit<Hyperparameters, 'seed' | 'testTimeFlips'>;
  readonly classCount: number;
};

export type KerasLine = {
  readonly code: string;
  /** What the line is: the place of a layer in the stack, from 0 (one past the last is the output), or a part of the training. */
  readonly of: number | 'imports' | 'input' | 'network' | 'compile' | 'fit' | null;
};

/** Keras's defaults: what a layer has as usual is not written. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  ...{ strides: [1, 1], padding: 'valid', activation: 'linear', use_bias: true },
  ...{ axis: -1, momentum: 0.99, epsilon: 1e-3, center: true, scale: true },
};
/** Written without their names. */
const UNNAMED = ['filters', 'kernel_size', 'pool_size', 'units', 'rate'];

/**
 * Keras 3 code that builds, compiles and fits a network as it is trained here, line by line. Scans are `x_train` [n, size, size, depth] in 0..1,
 * class numbers `y_train`; `class_weight`, where it is used, is a dictionary.
 */
export function kerasCode(training: DescribedTraining): KerasLine[] {
  const { network, preprocessing, classCount } = training;
  const { size, depth } = preprocessing;
  const inspection = inspectNetwork(network, preprocessing, classCount);
  const shapes = [inspection.input, ...inspection.layers.map(({ outputShape }) => outputShape ?? [])];
  const units = outputUnits(classCount);
  return [
    { code: 'import keras', of: 'imports' },
    { code: 'from keras import layers', of: 'imports' },
    { code: '', of: null },
    ...helpersOf(network).map((code) => ({ code, of: code === '' ? null : ('imports' as const) })),
    { code: 'model = keras.Sequential([', of: 'network' },
    { code: `    keras.Input((${size}, ${size}, ${depth})),`, of: 'input' },
    ...network.layers.map((_, place) => ({
      code: `    ${layerCode(network, place, shapes[place] ?? [])},`,
      of: place,
    })),
    {
      code: `    layers.Dense(${units}, activation="${classCount === 2 ? 'sigmoid' : 'softmax'}"),`,
      of: network.layers.length,
    },
    { code: '])', of: 'network' },
    ...compileLines(training).map((code) => ({ code, of: 'compile' as const })),
    ...fitLines(training).map((code) => ({ code, of: 'fit' as const })),
  ];
}

/** What is defined before the network, each kind's once. */
function helpersOf({ layers }: NetworkSpec): readonly string[] {
  return [...new Set(layers.map(({ kind }) => kind))].flatMap((kind) => layerOfKind(kind).kerasCode?.helper ?? []);
}

function layerCode({ layers }: NetworkSpec, place: number, input: readonly number[]): string {
  const layer = layers[place];
  if (!layer) return '';
  const { className, config, kerasCode } = layerOfKind(layer.kind);
  if (kerasCode) return kerasCode.call(input);
  const settings: Readonly<Record<string, unknown>> = { ...config(layer, layers[place + 1], input) };
  const usual: typeof DEFAULTS = { ...DEFAULTS, ...(settings.pool_size ? { strides: settings.pool_size } : {}) };
  const written = Object.entries(settings).filter(([name, value]) => !isSameData(value, usual[name]));
  const code = written.map(([name, value]) => (UNNAMED.includes(name) ? python(value) : `${name}=${python(value)}`));
  return `layers.${className}(${code.join(', ')})`;
}

/** Sides of a square are one number. */
function python(value: unknown): string {
  if (Array.isArray(value)) return value.every((each) => each === value[0]) ? `${value[0]}` : `(${value.join(', ')})`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? `"${value}"` : `${value}`;
}

/** Keras takes 0 for another kind of number than 0.0. */
function float(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : `${value}`;
}

function compileLines({ hyperparameters, classCount }: DescribedTraining): string[] {
  const { learningRate, schedule, epochs, warmUp, batchSize, weightDecay, weightAveraging } = hyperparameters;
  const cosine = schedule === 'cosine';
  const warm = warmUp > 0 ? `, warmup_target=${float(learningRate)}, warmup_steps=${warmUp} * steps` : '';
  const rate = cosine
    ? `keras.optimizers.schedules.CosineDecay(${float(warmUp > 0 ? 0 : learningRate)}, ${epochs - warmUp} * steps${warm})`
    : float(learningRate);
  const averaged = weightAveraging > 0 ? `, use_ema=True, ema_momentum=${weightAveraging}` : '';
  const decayed = weightDecay > 0 ? `, weight_decay=${weightDecay}` : '';
  return [
    ...(cosine ? [`steps = -(-len(x_train) // ${batchSize})  # an epoch`] : []),
    `optimizer = keras.optimizers.${weightDecay > 0 ? 'AdamW' : 'Adam'}(${rate}${decayed}${averaged})`,
    ...(weightDecay > 0 ? ['optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])'] : []),
    `model.compile(optimizer, ${lossCode(hyperparameters, classCount)}, metrics=["accuracy"])`,
  ];
}

function lossCode({ labelSmoothing }: DescribedTraining['hyperparameters'], classCount: number): string {
  if (classCount === 2)
    return labelSmoothing > 0
      ? `keras.losses.BinaryCrossentropy(label_smoothing=${labelSmoothing})`
      : '"binary_crossentropy"';
  return labelSmoothing > 0
    ? `keras.losses.CategoricalCrossentropy(label_smoothing=${labelSmoothing})`
    : '"sparse_categorical_crossentropy"';
}

/** A warm-up needs a schedule in Keras: with a constant rate it is left out, and said to be. */
function fitLines({ hyperparameters, classCount }: DescribedTraining): string[] {
  const { epochs, batchSize, patience, schedule, classWeights, labelSmoothing, warmUp } = hyperparameters;
  const oneHot = classCount > 2 && labelSmoothing > 0;
  const [x, y] = oneHot
    ? ['keras.utils.to_categorical(y_train)', 'keras.utils.to_categorical(y_val)']
    : ['y_train', 'y_val'];
  const callbacks = [
    ...(patience === null ? [] : [`keras.callbacks.EarlyStopping(patience=${patience}, restore_best_weights=True)`]),
    ...(schedule === 'reduce-on-plateau' ? ['keras.callbacks.ReduceLROnPlateau(factor=0.5, patience=2)'] : []),
  ];
  return [
    ...(warmUp > 0 && schedule !== 'cosine'
      ? [`# Axial's rate also rises from 0 over the first ${warmUp} epochs.`]
      : []),
    `model.fit(x_train, ${x}, validation_data=(x_val, ${y}),`,
    `          epochs=${epochs}, batch_size=${batchSize}${classWeights ? ', class_weight=class_weight' : ''}${callbacks.length > 0 ? ',' : ')'}`,
    ...(callbacks.length > 0 ? [`          callbacks=[${callbacks.join(', ')}])`] : []),
  ];
}
