import { expect, it } from 'vitest';
import { inspectNetwork } from './inspectNetwork.ts';
import { type DescribedTraining, kerasCode } from './kerasCode.ts';
import type { NetworkSpec } from './networkSpec.ts';
import { coursePreset, type Preset } from './presets.ts';

/*
 * Every text below was run as it stands in Keras 3.15 on TensorFlow 2.21, on x_train = np.random.rand(8, 64, 64, 1) and
 * y_train = np.arange(8) % classes; the parameters are model.count_params().
 */
const COURSE = `import keras
from keras import layers

model = keras.Sequential([
    keras.Input((64, 64, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(64, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Flatten(),
    layers.Dense(512, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
`;

const EVERYTHING = `import keras
from keras import layers

def average_and_maximum(shape):
    maps = keras.Input(shape)
    pooled = [layers.GlobalAveragePooling2D()(maps), layers.GlobalMaxPooling2D()(maps)]
    return keras.Model(maps, layers.Concatenate()(pooled))

model = keras.Sequential([
    keras.Input((64, 64, 1)),
    layers.Conv2D(8, 5, strides=2, padding="same", use_bias=False),
    layers.BatchNormalization(momentum=0.9),
    layers.ReLU(),
    layers.AveragePooling2D(3, strides=2),
    layers.Conv2D(12, 3),
    average_and_maximum((13, 13, 12)),
    layers.Dropout(0.25),
    layers.Dense(3, activation="softmax"),
])
steps = -(-len(x_train) // 4)  # an epoch
optimizer = keras.optimizers.AdamW(keras.optimizers.schedules.CosineDecay(0.0, 1 * steps, warmup_target=0.002, warmup_steps=2 * steps), weight_decay=0.01, use_ema=True, ema_momentum=0.9)
optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
model.compile(optimizer, keras.losses.CategoricalCrossentropy(label_smoothing=0.1), metrics=["accuracy"])
model.fit(x_train, keras.utils.to_categorical(y_train), validation_data=(x_val, keras.utils.to_categorical(y_val)),
          epochs=3, batch_size=4, class_weight=class_weight)`;

const everything: NetworkSpec = {
  preset: 'custom',
  layers: [
    { kind: 'conv', kernels: 8, size: 5, stride: 2, padding: 'same', activation: 'linear' },
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'average-pool', size: 3, stride: 2 },
    { kind: 'conv', kernels: 12, size: 3, stride: 1, padding: 'valid', activation: 'linear' },
    { kind: 'global-average-max-pool' },
    { kind: 'dropout', rate: 0.25 },
  ],
};

const course = coursePreset;
const textOf = (training: DescribedTraining) =>
  kerasCode(training)
    .map(({ code }) => code)
    .join('\n');

it("writes the course's network line by line, as its author would", () => {
  const fit = `optimizer = keras.optimizers.Adam(0.001)
model.compile(optimizer, "binary_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, validation_data=(x_val, y_val),
          epochs=15, batch_size=32,
          callbacks=[keras.callbacks.EarlyStopping(patience=4, restore_best_weights=True)])`;
  expect(textOf({ ...course, classCount: 2 })).toBe(COURSE + fit);
});

it('writes every setting of a network and its training that is not as usual', () => {
  const changed: Preset['hyperparameters'] = {
    ...course.hyperparameters,
    ...{ epochs: 3, batchSize: 4, learningRate: 2e-3, schedule: 'cosine', patience: null, classWeights: true },
    ...{ labelSmoothing: 0.1, weightDecay: 0.01, warmUp: 2, weightAveraging: 0.9 },
  };
  expect(textOf({ ...course, network: everything, hyperparameters: changed, classCount: 3 })).toBe(EVERYTHING);
});

/** The course's training, changed so; what stands below its network. */
function trainingCode(changed: Partial<Preset['hyperparameters']>, classCount: number): string {
  const text = textOf({ ...course, hyperparameters: { ...course.hyperparameters, ...changed }, classCount });
  return text.slice(text.indexOf('])\n') + '])\n'.length);
}

it.each([
  [
    'smoothed labels of two classes, class weights, and a warm-up that Keras has no constant rate for',
    { patience: null, classWeights: true, labelSmoothing: 0.1, warmUp: 2, learningRate: 1 },
    2,
    `optimizer = keras.optimizers.Adam(1.0)
model.compile(optimizer, keras.losses.BinaryCrossentropy(label_smoothing=0.1), metrics=["accuracy"])
# Axial's rate also rises from 0 over the first 2 epochs.
model.fit(x_train, y_train, validation_data=(x_val, y_val),
          epochs=15, batch_size=32, class_weight=class_weight)`,
  ],
  [
    'a rate that falls on a plateau beside early stopping, averaged weights, three classes without smoothing',
    { schedule: 'reduce-on-plateau', weightAveraging: 0.99, patience: 5 },
    3,
    `optimizer = keras.optimizers.Adam(0.001, use_ema=True, ema_momentum=0.99)
model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, validation_data=(x_val, y_val),
          epochs=15, batch_size=32,
          callbacks=[keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True), keras.callbacks.ReduceLROnPlateau(factor=0.5, patience=2)])`,
  ],
  [
    'a cosine without a warm-up, and weight decay',
    { schedule: 'cosine', weightDecay: 0.004, patience: null },
    2,
    `steps = -(-len(x_train) // 32)  # an epoch
optimizer = keras.optimizers.AdamW(keras.optimizers.schedules.CosineDecay(0.001, 15 * steps), weight_decay=0.004)
optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
model.compile(optimizer, "binary_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, validation_data=(x_val, y_val),
          epochs=15, batch_size=32)`,
  ],
] as const)('writes %s', (_, changed, classCount, expected) => {
  expect(trainingCode(changed, classCount)).toBe(expected);
});

it('writes a layer with what differs from Keras’s defaults, and nothing else', () => {
  const layers: NetworkSpec['layers'] = [
    { kind: 'conv', kernels: 4, size: 3, stride: 1, padding: 'same', activation: 'relu' },
    { kind: 'max-pool', size: 3, stride: 1 },
    { kind: 'global-max-pool' },
    { kind: 'dense', units: 7, activation: 'linear' },
  ];
  const lines = kerasCode({ ...course, network: { preset: 'custom', layers }, classCount: 4 });
  const ofLayers = lines.flatMap(({ code, of }) => (typeof of === 'number' ? [code.trim()] : []));
  expect(ofLayers).toEqual([
    'layers.Conv2D(4, 3, padding="same", activation="relu"),',
    'layers.MaxPooling2D(3, strides=1),',
    'layers.GlobalMaxPooling2D(),',
    'layers.Dense(7),',
    'layers.Dense(4, activation="softmax"),',
  ]);
});

it('writes the channels of a colour scan', () => {
  const lines = kerasCode({ ...course, preprocessing: { ...course.preprocessing, size: 32, depth: 3 }, classCount: 2 });
  expect(lines.find(({ of }) => of === 'input')?.code.trim()).toBe('keras.Input((32, 32, 3)),');
});

it('says which layer each line is', () => {
  const lines = kerasCode({ ...course, classCount: 2 });
  expect(lines.filter(({ of }) => typeof of === 'number').map(({ of }) => of)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(lines.find(({ code }) => code.includes('Flatten'))?.of).toBe(4);
  const parts = lines
    .filter(({ of }) => typeof of === 'string')
    .map(({ code, of }) => `${of}: ${code.trim().slice(0, 12)}`);
  expect(parts).toEqual([
    'imports: import keras',
    'imports: from keras i',
    'network: model = kera',
    'input: keras.Input(',
    'network: ])',
    'compile: optimizer = ',
    'compile: model.compil',
    'fit: model.fit(x_',
    'fit: epochs=15, b',
    'fit: callbacks=[k',
  ]);
});

// model.count_params() of the networks above
it.each([
  [course.network, 2, 6442369],
  [course.network, 3, 6443395],
  [everything, 3, 1183],
])('Keras counts the parameters that Axial counts', (network, classes, parameters) => {
  expect(inspectNetwork(network, course.preprocessing, classes).parameters).toBe(parameters);
});
