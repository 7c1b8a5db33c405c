"""The Course CNN and the Compact CNN in Keras, as `src/model/presets.ts` has them, for `npm run bench`.

Reads one request a line and answers each with one line of JSON:
    {"do": "hello"}                                             -> {"backend": ...}
    {"do": "open", "network": "course", "size": 64}             -> {"parameters": ...}
    {"do": "train", "batch": 32, "budget_ms": 500}              -> {"ms": [...]}
    {"do": "predict", "scans": 64, "budget_ms": 200}            -> {"ms": [...]}
    {"do": "load", "folder": "...", "size": 64}                 -> {"scans": ...}: grey, resized by Pillow, for the epochs
    {"do": "epoch", "training": 2600, "validation": 560, "batch": 32} -> {"ms": [...]}, the second and third of `fit`, with validation
    {"do": "product", "kernel": "FusedConv2D", "shapes": [[32, 64, 64, 1], [3, 3, 1, 32]], "padding": "VALID",
     "budget_ms": 200}                                          -> {"ms": [...]}, of TensorFlow's own operation
"""
import json, os, sys, time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf

layers = keras.layers
random = np.random.default_rng(0)


def course(size):
    return [
        keras.Input((size, size, 1)),
        layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(),
        layers.Flatten(), layers.Dense(512, activation="relu"), layers.Dense(1, activation="sigmoid"),
    ]


class AverageAndMax(layers.Layer):
    """Global average and global max pooling, concatenated."""
    def call(self, maps):
        return tf.concat([tf.reduce_mean(maps, [1, 2]), tf.reduce_max(maps, [1, 2])], 1)


def compact(size):
    stack = [keras.Input((size, size, 1))]
    for kernels in (16, 32, 64, 128):
        stack += [layers.Conv2D(kernels, 3, padding="same", use_bias=False),
                  layers.BatchNormalization(momentum=0.9), layers.ReLU()]
        if kernels < 128:
            stack.append(layers.MaxPooling2D())
    return stack + [AverageAndMax(), layers.Dropout(0.3), layers.Dense(1, activation="sigmoid")]


def timed(work):
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def product_of(kernel, a, b, padding):
    """What tfjs's kernel of that name computes: x and filter, dy and filter, x and dy, or two matrices."""
    if kernel == "Conv2DBackpropInput":
        grow = 0 if padding == "SAME" else b.shape[0] - 1
        x = (a.shape[0], a.shape[1] + grow, a.shape[2] + grow, b.shape[2])
        return tf.raw_ops.Conv2DBackpropInput(input_sizes=x, filter=b, out_backprop=a, strides=[1] * 4, padding=padding)
    if kernel == "Conv2DBackpropFilter":
        side = 3 if padding == "SAME" else a.shape[1] - b.shape[1] + 1
        w = (side, side, a.shape[3], b.shape[3])
        return tf.raw_ops.Conv2DBackpropFilter(input=a, filter_sizes=w, out_backprop=b, strides=[1] * 4, padding=padding)
    if kernel.endswith("Conv2D"):
        return tf.nn.relu(tf.nn.conv2d(a, b, 1, padding))
    return tf.matmul(a, b, transpose_a=a.shape[0] == b.shape[0], transpose_b=a.shape[1] == b.shape[1])


class Bench:
    def __init__(self):
        self.opened = None
        self.warm = set()

    def open(self, network, size):
        if self.opened != (network, size):
            keras.backend.clear_session()
            self.model = keras.Sequential({"course": course, "compact": compact}[network](size))
            self.model.compile(keras.optimizers.Adam(1e-3), "binary_crossentropy")
            self.opened, self.size, self.warm = (network, size), size, set()
        return {"parameters": self.model.count_params()}

    def scans(self, count):
        return random.random((count, self.size, self.size, 1), dtype=np.float32)

    def train(self, batch, budget_ms):
        x, y = self.scans(batch), random.integers(0, 2, (batch, 1)).astype(np.float32)
        return {"ms": self.turn(("train", batch), lambda: self.model.train_on_batch(x, y), budget_ms)}

    def predict(self, scans, budget_ms):
        x = self.scans(scans)
        return {"ms": self.turn(("predict", scans), lambda: self.model.predict_on_batch(x), budget_ms)}

    def load(self, folder, size):
        from pathlib import Path
        from PIL import Image
        endings = Image.registered_extensions()  # a table may lie beside the images
        files = [file for file in sorted(Path(folder).rglob("*")) if file.suffix.lower() in endings]
        images = [np.asarray(Image.open(file).convert("L").resize((size, size), Image.BOX)) for file in files]
        order = random.permutation(len(files))
        self.pixels = (np.stack(images)[order, ..., None] / 255).astype(np.float32)
        self.labels = np.array([file.parent.name == files[0].parent.name for file in files], np.float32)[order, None]
        return {"scans": len(files)}

    def epoch(self, training, validation, batch):
        x, y = self.pixels, self.labels
        held = (x[training:training + validation], y[training:training + validation])
        ends = []
        clock = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: ends.append(time.perf_counter()))
        self.model.fit(x[:training], y[:training], batch_size=batch, epochs=3, validation_data=held, verbose=0, callbacks=[clock])
        return {"ms": [1000 * (end - start) for start, end in zip(ends, ends[1:])]}

    def product(self, kernel, shapes, padding, budget_ms):
        a, b = (tf.random.normal(shape) for shape in shapes)
        work = tf.function(lambda: product_of(kernel, a, b, padding))
        return {"ms": self.turn((kernel, str(shapes), padding), work, budget_ms)}

    def turn(self, key, step, budget_ms):
        """The same rule as in turn.ts."""
        if key not in self.warm:
            self.warm.add(key)
            if timed(step) < budget_ms:
                step()
        uncounted = timed(step)
        if uncounted > budget_ms:
            return [uncounted]
        samples = [timed(step)]
        while sum(samples) < budget_ms:
            samples.append(timed(step))
        return samples


bench = Bench()
for line in sys.stdin:
    request = json.loads(line)
    do = request.pop("do")
    try:
        answer = {"backend": f"Keras {keras.__version__} on {keras.backend.backend()}"} if do == "hello" else getattr(bench, do)(**request)
    except Exception as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
