"""Writes the .keras files of this folder with Keras itself, and answers.json: what Keras says of images that anyone can make again.

    KERAS_BACKEND=jax python make.py        (made with Keras 3.15.1, jax 0.10.2)

Pixel i of an image set is (i * 37 % 251) / 255; of a model that rescales its input itself, (i * 37 % 251)."""
import json

import keras
import numpy as np
from keras import layers as L

keras.utils.set_random_seed(7)
COUNT = 3


def course():
    """As in the course, fitted once, so that the file holds an optimizer, too."""
    model = keras.Sequential(
        [L.Input((32, 32, 1)), L.Conv2D(3, 3, activation="relu"), L.MaxPooling2D(2), L.Conv2D(4, 3, activation="relu")]
        + [L.MaxPooling2D(2), L.Flatten(), L.Dense(6, activation="relu"), L.Dropout(0.3), L.Dense(1, activation="sigmoid")]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(images(model), np.array([0, 1, 0]), epochs=3, verbose=0)
    return model


def blocks():
    """What others write: rescaling and augmentation within, biases before batch norm, activations as layers, softmax of two."""
    model = keras.Sequential(
        [L.Input((32, 32, 1)), L.Rescaling(1 / 255), L.RandomFlip("horizontal"), L.Conv2D(3, 5, strides=2, padding="same")]
        + [L.BatchNormalization(epsilon=1e-5), L.Activation("relu"), L.AveragePooling2D(2)]
        + [L.Conv2D(4, 3, use_bias=False), L.ReLU(), L.GlobalAveragePooling2D(), L.Dense(5), L.BatchNormalization(scale=False)]
        + [L.Activation("relu"), L.Dense(2), L.Activation("softmax")]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(images(model), np.array([0, 1, 0]), epochs=8, verbose=0)
    return model


def colours():
    return keras.Sequential(
        [L.Input((32, 32, 3)), L.Conv2D(4, 4, strides=3, activation="relu", use_bias=False), L.GlobalMaxPooling2D()]
        + [L.Dense(3, activation="softmax", use_bias=False)]
    )


def images(model):
    shape = (COUNT, *model.input_shape[1:])
    pixels = np.arange(np.prod(shape)) * 37 % 251
    scale = 1 if any(isinstance(layer, L.Rescaling) for layer in model.layers) else 255
    return (pixels / scale).astype("float32").reshape(shape)


REFUSED = {
    "lambda": [L.Lambda(lambda x: x * 2), L.Flatten()],
    "foreign-layer": [L.SeparableConv2D(2, 3), L.Flatten()],
    "dilated": [L.Conv2D(2, 3, dilation_rate=2), L.Flatten()],
    "tanh": [L.Flatten(), L.Dense(2, activation="tanh")],
    "half": [L.Conv2D(1, 3, dtype="float16"), L.Flatten()],
}

if __name__ == "__main__":
    answers = {}
    for make in (course, blocks, colours):
        model = make()
        for weight in model.weights:  # far from what a fresh network has, so that images differ
            noise = np.random.default_rng(len(weight.shape)).normal(0, 0.3, weight.shape)
            weight.assign(abs(weight + noise) if "variance" in weight.path else weight + noise)
        model.save(f"{make.__name__}.keras")
        answers[make.__name__] = np.asarray(model(images(model), training=False)).tolist()
    json.dump(answers, open("answers.json", "w"))
    for name, layers in REFUSED.items():
        keras.Sequential([L.Input((32, 32, 1)), *layers, L.Dense(1, activation="sigmoid")]).save(f"{name}.keras")
