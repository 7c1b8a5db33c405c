"""Trains the network of this folder further on the same scans, with Keras 3 on any of its backends.

    python train.py --data FOLDER [FOLDER ...]                    one device
    python train.py --data FOLDER --devices 4                     four devices of this machine (JAX)
    python train.py --data FOLDER --hosts 2 --host 0 --coordinator 10.0.0.1:1234      on each of two machines (JAX)
    python train.py --data FOLDER --ray 2                         two workers that Ray Train starts (JAX)

Scans are found by their SHA-256, wherever they lie. Writes trained.keras, which Axial opens, and evaluation.json.
Needs numpy, pillow and keras with a backend: see requirements.txt. KERAS_BACKEND chooses it.
"""
import argparse
import concurrent.futures
import contextlib
import csv
import datetime
import functools
import hashlib
import json
import math
import os
import socket
import sys
import time
import zipfile
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # of NumPy: scans are prepared in threads already, and threads of threads wait for each other
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from preprocess import between, load_image, prepare
from slices import hash_of, slices_in

CHUNK = 1 << 20
PARTS = ("training", "validation", "test")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", nargs="+", required=True, help="folders with the scans, in any order and under any names")
    parser.add_argument("--start", choices=["trained", "scratch"], default="trained", help="from the weights of Axial, or random ones")
    parser.add_argument("--epochs", type=int, help="instead of the recipe's")
    parser.add_argument("--batch-size", type=int, help="of all devices together, instead of the recipe's")
    parser.add_argument("--learning-rate", type=float, help="instead of the recipe's")
    parser.add_argument("--allow-missing", action="store_true", help="train although scans of the split are missing")
    parser.add_argument("--out", default="trained.keras")
    parser.add_argument("--devices", type=int, default=0, help="devices of this machine that share a batch (JAX); 0: Keras's choice")
    parser.add_argument("--hosts", type=int, default=1)
    parser.add_argument("--host", type=int, default=0, help="the number of this machine, from 0")
    parser.add_argument("--coordinator", help="address and port of host 0")
    parser.add_argument("--ray", type=int, default=0, metavar="WORKERS", help="let Ray Train start so many hosts; every one must see these folders")
    options = parser.parse_args()
    options.data = [Path(folder).resolve() for folder in options.data]  # workers of Ray begin elsewhere
    options.out = Path(options.out).resolve()
    return options


# Scans


def read_split():
    with open(HERE / "split.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def sha256_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(CHUNK):
            digest.update(block)
    return digest.hexdigest()


def find_scans(folders, rows, plane):
    """SHA-256 -> (path, None) of every image of the split that is there, (path, number) of every slice; and why files could not be read."""
    wanted = {row["sha256"] for row in rows}
    slices = {}
    for row in rows:
        if row["values"]:
            slices.setdefault(row["values"], []).append(row["sha256"])
    found, unread = {}, {}
    for folder in folders:
        if not folder.is_dir():
            sys.exit(f"{folder} is no folder.")
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            if (digest := sha256_of(path)) in wanted:
                found.setdefault(digest, (path, None))
            elif slices:
                try:
                    for number, values in enumerate(slices_in(path, plane)):
                        for each in slices.get(hash_of(values), []):
                            found.setdefault(each, (path, number))
                except Exception as error:  # of other libraries, of any kind
                    unread[path] = f"{type(error).__name__}: {error}"
            if len(found) == len(wanted):
                return found, unread
    return found, unread


def rows_at_hand(rows, found, unread, allow_missing):
    missing = [row for row in rows if row["sha256"] not in found]
    print(f"{len(rows) - len(missing)} of {len(rows)} scans found.")
    for row in missing[:10]:
        kind = "slice of a DICOM file or volume, " if row["values"] else ""
        print(f"  missing: {row['path']} ({kind}{row['class']}, {row['part']})")
    if len(missing) > 10:
        print(f"  and {len(missing) - 10} others")
    for path, reason in list(unread.items() if missing else [])[:10]:
        print(f"  not read: {path}: {reason}")
    if missing and not allow_missing:
        sys.exit("Give the folders of the missing scans with --data, or train without them: --allow-missing.")
    return [row for row in rows if row["sha256"] in found]


def pixels_of(row, place, spec, plane):
    """[height, width, channels] bytes of an image, or of a slice with the window that Axial gave it."""
    path, number = place
    if number is None:
        return load_image(path, spec["version"])
    padding = (float(row["padding_low"]), float(row["padding_high"])) if row["padding_low"] else None
    values = remembered_slices(path, plane)[number].astype(np.float64)
    return between(values, float(row["low"]), float(row["high"]), row["inverted"] == "1", padding)


@functools.lru_cache(maxsize=2)
def remembered_slices(path, plane):
    return slices_in(path, plane)


def prepared(rows, found, spec, plane):
    """[scans, size, size, depth] bytes, on disk: what does not fit into memory is read batch by batch.

    The file is named after what it holds, so that the next run reads it at once."""
    shape = (len(rows), spec["size"], spec["size"], spec["depth"])
    named = json.dumps([[row["sha256"] for row in rows], spec], sort_keys=True)
    path = HERE / f"scans-{hashlib.sha256(named.encode()).hexdigest()[:16]}.npy"
    if path.exists():
        return np.load(path, mmap_mode="r")
    part = path.with_suffix(f".{os.getpid()}")
    pixels = np.lib.format.open_memmap(part, mode="w+", dtype=np.uint8, shape=shape)
    began = time.monotonic()

    def write(index):
        place = found[rows[index]["sha256"]]
        try:
            pixels[index] = prepare(pixels_of(rows[index], place, spec, plane), spec["size"], spec["depth"], spec["fit"])
        except (OSError, ValueError) as error:
            return f"{place[0]} cannot be read: {error}"

    in_files = sorted(range(len(rows)), key=lambda index: str(found[rows[index]["sha256"]]))  # slices of a volume in turn
    # Pillow and NumPy leave Python to others while they compute; more threads than cores would take memory alone.
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        if failure := next(filter(None, pool.map(write, in_files)), None):
            pool.shutdown(cancel_futures=True)
            sys.exit(failure)
    pixels.flush()
    os.replace(part, path)
    print(f"{len(rows)} scans prepared, {len(rows) / max(1e-9, time.monotonic() - began):.0f} a second.")
    return np.load(path, mmap_mode="r")


class Rows:
    """Some scans of many, read when they are asked for."""

    def __init__(self, pixels, places):
        self.pixels, self.places = pixels, places

    def __len__(self):
        return len(self.places)

    def __getitem__(self, index):
        return np.asarray(self.pixels[self.places[index]], np.float32) / 255


# Augmentation: what Axial does to training scans, drawn by NumPy. Blur, resolution, JPEG and cut-out are left out.

DONE = {"horizontalFlip", "rotation", "zoom", "shift", "brightness", "contrast", "gamma", "noise"}


def augmented(images, how, random):
    """[batch, size, size, depth] in 0..1, changed at random; always as many numbers drawn for an image."""
    def either_way(amount):
        return amount * random.uniform(-1, 1, len(images))

    def changes(image):
        return image[:, None, None, None]

    flip = np.where((random.uniform(size=len(images)) < 0.5) & bool(how["horizontalFlip"]), -1.0, 1.0)
    angle, zoom = np.radians(either_way(how["rotation"])), 1 + either_way(how["zoom"])
    size = images.shape[1]
    shift_x, shift_y = either_way(how["shift"] * size), either_way(how["shift"] * size)
    images = moved(images, flip, np.cos(angle) / zoom, np.sin(angle) / zoom, shift_x, shift_y)
    images = images * changes(1 + either_way(how["brightness"]))
    mean = images.mean(axis=(1, 2, 3), keepdims=True)
    images = np.clip(mean + (images - mean) * changes(1 + either_way(how.get("contrast", 0))), 0, 1)
    power = (1 + how.get("gamma", 0)) ** random.uniform(-1, 1, len(images))
    images = images ** changes(power)
    noise = random.normal(size=images.shape) * changes(random.uniform(0, how.get("noise", 0), len(images)))
    return np.clip(images + noise, 0, 1).astype(np.float32)


def moved(images, flip, cos, sin, shift_x, shift_y):
    """Bilinear, black outside: output (x, y) shows what was at the place that rotation, zoom, shift and flip took it from."""
    size = images.shape[1]
    middle = (size - 1) / 2
    y, x = np.mgrid[0:size, 0:size] - middle
    at = [each[:, None, None] for each in (flip, cos, sin, shift_x, shift_y)]
    x, y = x[None] - at[3], y[None] - at[4]
    from_x = middle + at[0] * (at[1] * x + at[2] * y)
    from_y = middle - at[2] * x + at[1] * y
    left, top = np.floor(from_x).astype(int), np.floor(from_y).astype(int)
    right, below = from_x - left, from_y - top
    scans = np.arange(len(images))[:, None, None]
    result = np.zeros_like(images)
    for dy, share_y in ((0, 1 - below), (1, below)):
        for dx, share_x in ((0, 1 - right), (1, right)):
            inside = (left + dx >= 0) & (left + dx < size) & (top + dy >= 0) & (top + dy < size)
            values = images[scans, np.clip(top + dy, 0, size - 1), np.clip(left + dx, 0, size - 1)]
            result += values * (share_x * share_y * inside)[..., None]
    return result


# Training


def ahead(make, steps):
    """make(0), make(1), ...: the next one is made while the one before is used."""
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(make, 0)
        for step in range(steps):
            ready = waiting.result()
            waiting = pool.submit(make, step + 1) if step + 1 < steps else None
            yield ready


def rate_factor(settings, epochs, done, plateau):
    """Of the learning rate after `done` epochs (a fraction within one): a warm-up from 0, then the schedule."""
    warm_up = settings.get("warmUp", 0)
    if done < warm_up:
        return done / warm_up
    if settings["schedule"] == "cosine":
        return (1 + math.cos(math.pi * (done - warm_up) / max(1e-9, epochs - warm_up))) / 2
    return plateau["factor"] if settings["schedule"] == "reduce-on-plateau" else 1.0


def patient_until(settings, epochs):
    """With a cosine, training is not stopped before the rate is a tenth."""
    warm_up = settings.get("warmUp", 0)
    return math.ceil(warm_up + (epochs - warm_up) * math.acos(-0.8) / math.pi) if settings["schedule"] == "cosine" else 0


def after_epoch(plateau, loss):
    """Halves the rate when the validation loss has not improved for two epochs."""
    if loss < plateau["best"]:
        return {**plateau, "best": loss, "stale": 0}
    if plateau["stale"] + 1 < 2:
        return {**plateau, "stale": plateau["stale"] + 1}
    return {**plateau, "stale": 0, "factor": max(1 / 64, plateau["factor"] / 2)}


def compiled(keras, model, settings, class_count):
    smoothing = settings.get("labelSmoothing", 0)
    loss = (
        keras.losses.BinaryCrossentropy(label_smoothing=smoothing)
        if class_count == 2
        else keras.losses.CategoricalCrossentropy(label_smoothing=smoothing)
    )
    decay = settings.get("weightDecay", 0)
    optimizer = (
        keras.optimizers.AdamW(settings["learningRate"], weight_decay=decay)
        if decay
        else keras.optimizers.Adam(settings["learningRate"])
    )
    if decay:
        optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    accuracy = "binary_accuracy" if class_count == 2 else "categorical_accuracy"
    model.compile(optimizer=optimizer, loss=loss, metrics=[accuracy])
    return model


def targets(labels, class_count):
    return labels[:, None].astype(np.float32) if class_count == 2 else np.eye(class_count, dtype=np.float32)[labels]


def predict(keras, model, pixels, flips, batch=64):
    """Probabilities of every class, [scans, classes], on one device."""
    rows = []
    for at in range(0, len(pixels), batch):
        images = pixels[at : at + batch]
        both = [images, images[:, :, ::-1]] if flips else [images]
        answers = [keras.ops.convert_to_numpy(model(np.ascontiguousarray(each), training=False)) for each in both]
        rows.append(np.mean(np.asarray(answers, np.float64), axis=0))
    output = np.concatenate(rows) if rows else np.zeros((0, 1))
    return np.concatenate([1 - output, output], axis=1) if output.shape[1] == 1 else output


def cross_entropy(probabilities, labels):
    return float(-np.log(np.clip(probabilities[np.arange(len(labels)), labels], 1e-12, 1)).mean())


def train(keras, model, plain, parts, card, options, devices):
    """Best weights and the history. Batches are the same however many devices share them: the last one is filled up from the start."""
    settings = card["hyperparameters"]
    hosts, host = options.hosts, options.host
    say = functools.partial(print, flush=True) if host == 0 else lambda _: None
    class_count = len(card["classes"])
    pixels, labels = parts["training"]
    epochs = options.epochs or settings["epochs"]
    size = min(options.batch_size or settings["batchSize"], len(labels))
    size = max(1, size // (hosts * devices)) * hosts * devices
    rate = options.learning_rate or settings["learningRate"]
    weights = np.ones(class_count)
    if settings["classWeights"]:
        weights = len(labels) / (class_count * np.maximum(1, np.bincount(labels, minlength=class_count)))
    random = np.random.default_rng(settings["seed"] % 2**63)
    plateau, best, history, batch_losses, kept = {"best": math.inf, "stale": 0, "factor": 1.0}, (0, math.inf), [], [], None
    steps = math.ceil(len(labels) / size)
    left_out = [name for name, amount in card["augmentation"].items() if amount and name not in DONE]
    if left_out:
        say(f"Augmentation without {', '.join(left_out)}.")
    compiled(keras, model, settings, class_count)
    for epoch in range(epochs):
        began = time.monotonic()
        order = np.resize(random.permutation(len(labels)), steps * size)
        losses, right = [], []
        own = np.array_split(np.arange(size), hosts)[host]  # every host computes all, and feeds its share

        def batch_of(step):
            batch = order[step * size : (step + 1) * size]
            images = augmented(pixels[batch], card["augmentation"], random)
            return images[own], targets(labels[batch], class_count)[own], weights[labels[batch]].astype(np.float32)[own]

        for step, (images, wanted, share) in enumerate(ahead(batch_of, steps)):
            model.optimizer.learning_rate = rate * rate_factor(settings, epochs, epoch + step / steps, plateau)
            model.reset_metrics()
            loss, accuracy = (float(each) for each in model.train_on_batch(images, wanted, sample_weight=share))
            losses.append(loss)
            right.append(accuracy)
        batch_losses += losses
        plain.set_weights(model.get_weights())
        validation = predict(keras, plain, parts["validation"][0], False)
        loss = cross_entropy(validation, parts["validation"][1])
        accuracy = float((validation.argmax(axis=1) == parts["validation"][1]).mean())
        history.append(
            {
                "epoch": epoch + 1,
                "trainingLoss": float(np.mean(losses)),
                "trainingAccuracy": float(np.mean(right)),
                "validationLoss": loss,
                "validationAccuracy": accuracy,
                "learningRate": rate * rate_factor(settings, epochs, epoch, plateau),
                "seconds": time.monotonic() - began,
            }
        )
        say(
            f"epoch {epoch + 1} of {epochs}: loss {np.mean(losses):.7f}, validation loss {loss:.7f}, accuracy {accuracy:.4f}, "
            f"{steps * size / history[-1]['seconds']:.0f} scans/s"
        )
        if not math.isfinite(loss):
            sys.exit("The loss is no longer a number: try a tenth of the learning rate.")
        if loss < best[1]:
            best, kept = (epoch + 1, loss), plain.get_weights()
        plateau = after_epoch(plateau, loss)
        if settings["patience"] is not None and epoch + 1 - max(best[0], patient_until(settings, epochs)) >= settings["patience"]:
            break
    return kept, best[0], {"epochs": history, "batchLosses": batch_losses}


# Results


def interval(successes, count):
    """Wilson's, 95 %."""
    if count == 0:
        return None
    z, share = 1.959963984540054, successes / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return {"value": share, "low": min(share, max(0, middle - half)), "high": max(share, min(1, middle + half))}


def youden(probabilities, labels):
    """The threshold with the largest sensitivity + specificity - 1 on the validation scans."""
    score = probabilities[:, 1]
    candidates = np.unique(score)
    value = [(score[labels == 1] >= each).mean() - (score[labels == 0] >= each).mean() for each in candidates]
    return float(candidates[int(np.argmax(value))])


def auc_interval(probabilities, labels):
    """Area under the ROC curve with DeLong's interval (1988), by placements."""
    positive, negative = probabilities[labels == 1, 1], probabilities[labels == 0, 1]
    if len(positive) < 2 or len(negative) < 2:
        return None
    above = (positive[:, None] > negative).astype(float) + 0.5 * (positive[:, None] == negative)
    value = float(above.mean())
    error = math.sqrt(above.mean(axis=1).var(ddof=1) / len(positive) + above.mean(axis=0).var(ddof=1) / len(negative))
    return {"value": value, "low": max(0.0, value - 1.96 * error), "high": min(1.0, value + 1.96 * error)}


def figures_of(probabilities, labels, threshold):
    if threshold is None:
        called = probabilities.argmax(axis=1)
        return {"n": len(labels), "values": named(accuracy=interval(int((called == labels).sum()), len(labels)))}
    called = (probabilities[:, 1] >= threshold).astype(int)
    right = called == labels
    values = named(
        accuracy=interval(int(right.sum()), len(labels)),
        sensitivity=interval(int(right[labels == 1].sum()), int((labels == 1).sum())),
        specificity=interval(int(right[labels == 0].sum()), int((labels == 0).sum())),
        precision=interval(int(right[called == 1].sum()), int((called == 1).sum())),
        auc=auc_interval(probabilities, labels),
    )
    return {"n": len(labels), "values": values}


def named(**values):
    return {name: value for name, value in values.items() if value is not None}


def scans_of(rows, probabilities, classes):
    return [
        {"sha256": row["sha256"], "group": int(row["group"]), "label": row["class"], "probabilities": [float(p) for p in each]}
        for row, each in zip(rows, probabilities)
    ]


def new_card(keras, card, threshold, figures, best_epoch, epochs, devices):
    """What Axial reads beside the new weights. Its golden answers are made by Axial itself."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    backend = keras.backend.backend()
    dropped = {"checksum", "familiarity", "temperature", "undecided", "folds", "thresholdRule", "testAccess"}
    kept = {key: value for key, value in card.items() if key not in dropped}
    return {
        **kept,
        "name": f"{card['name'][:950]}, continued in Python",
        "createdAt": now,
        "threshold": threshold,
        "thresholdFrom": "validation",
        "testAccess": {"openings": [{"at": now, "threshold": threshold}]},
        "origin": {"program": f"Keras {keras.__version__} on {backend}, {devices} devices", "assumed": []},
        "figures": figures,
        "golden": {"seed": card["golden"]["seed"], "columns": card["classes"], "probabilities": []},
        "epochsTrained": epochs,
        "bestEpoch": best_epoch,
    }


def begin(options):
    """Keras, how many devices of this machine share a batch, and the scope in which they do. Everything about backends is decided before Keras is imported."""
    many = options.devices > 1 or options.hosts > 1
    if many:
        if os.environ.setdefault("KERAS_BACKEND", "jax") != "jax":
            sys.exit("--devices and --hosts need JAX: set KERAS_BACKEND=jax.")
        if options.devices > 1:  # a CPU counts as so many devices
            os.environ.setdefault("XLA_FLAGS", f"--xla_force_host_platform_device_count={options.devices}")
        import jax

        if options.hosts > 1:
            if not options.coordinator:
                sys.exit("--hosts needs --coordinator ADDRESS:PORT, the same on every host.")
            if jax.config.jax_platforms in (None, "", "cpu"):
                jax.config.update("jax_cpu_collectives_implementation", "gloo")
            jax.distributed.initialize(options.coordinator, options.hosts, options.host)
    import keras

    if not many:
        return keras, 1, contextlib.nullcontext()
    devices = keras.distribution.list_devices()
    if options.hosts == 1:
        if len(devices) < options.devices:
            sys.exit(f"There are {len(devices)} devices here, not {options.devices}.")
        devices = devices[: options.devices]
    spread = keras.distribution.DataParallel(devices=devices, auto_shard_dataset=False)
    return keras, len(devices) // options.hosts, spread.scope()


def with_ray(options):
    """Ray Train starts `options.ray` workers on its cluster, or on this machine; each is a host."""
    import ray
    from ray.train import RunConfig, ScalingConfig
    from ray.train.v2.api.data_parallel_trainer import DataParallelTrainer

    def work():
        import ray.train.collective

        here = ray.train.get_context()
        options.hosts, options.host = here.get_world_size(), here.get_world_rank()
        address = None
        if options.host == 0:
            with socket.socket() as free:
                free.bind(("", 0))
                address = f"{ray.util.get_node_ip_address()}:{free.getsockname()[1]}"
        options.coordinator = ray.train.collective.broadcast_from_rank_zero(address)
        sys.path.insert(0, str(HERE))
        import train

        try:
            train.run(options)
        except SystemExit as reason:  # a worker that leaves would be taken for one that was lost
            raise RuntimeError(reason) from None

    gpus = ray.cluster_resources().get("GPU", 0) if ray.init(ignore_reinit_error=True) else 0
    scaling = ScalingConfig(num_workers=options.ray, use_gpu=gpus >= options.ray)
    DataParallelTrainer(work, scaling_config=scaling, run_config=RunConfig(storage_path=str(HERE / "ray"))).fit()


def main():
    options = arguments()
    with_ray(options) if options.ray else run(options)


def run(options):
    card = json.loads((HERE / "axial.json").read_text("utf-8"))
    rows = read_split()
    plane = card["data"].get("volumes", {}).get("plane", "axial")
    found, unread = find_scans(options.data, rows, plane)
    rows = rows_at_hand(rows, found, unread, options.allow_missing)
    keras, devices, scope = begin(options)
    keras.utils.set_random_seed(card["hyperparameters"]["seed"] % 2**32)
    pixels = prepared(rows, found, card["preprocessing"], plane)
    labels = np.array([int(row["label"]) for row in rows])
    places = {part: np.array([i for i, row in enumerate(rows) if row["part"] == part], int) for part in PARTS}
    for part, at in places.items():
        if len(at) == 0:
            sys.exit(f"No scan of the {part} set was found.")
    parts = {part: (Rows(pixels, at), labels[at]) for part, at in places.items()}
    plain = keras.saving.load_model(HERE / "model.keras")  # answers on one device
    if not isinstance(plain, keras.Sequential):
        sys.exit("This model is several networks: continue with a model of one.")
    with scope:
        model = keras.saving.load_model(HERE / "model.keras")
        if options.start == "scratch":
            model = keras.models.clone_model(model)
        best, best_epoch, history = train(keras, model, plain, parts, card, options, devices)
    if options.host != 0:
        return
    plain.set_weights(best)
    flips = bool(card["hyperparameters"].get("testTimeFlips"))
    said = {part: predict(keras, plain, parts[part][0], flips) for part in ("validation", "test")}
    threshold = youden(said["validation"], parts["validation"][1]) if len(card["classes"]) == 2 else None
    figures = figures_of(said["test"], parts["test"][1], threshold)
    written = new_card(keras, card, threshold, figures, best_epoch, len(history["epochs"]), devices * options.hosts)
    report = {
        **{"format": "axial-evaluation", "formatVersion": 1, "classes": card["classes"], "threshold": threshold},
        "history": history,
        **{part: scans_of([rows[i] for i in places[part]], said[part], card["classes"]) for part in said},
    }
    plain.save(options.out)
    members = {"axial.json": json.dumps(written, indent=2), "evaluation.json": json.dumps(report, indent=1)}
    with zipfile.ZipFile(options.out, "a", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, text)
    options.out.with_name("evaluation.json").write_text(members["evaluation.json"], "utf-8")
    for name, each in figures["values"].items():
        print(f"test {name}: {each['value']:.4f} ({each['low']:.4f} to {each['high']:.4f}), n = {figures['n']}")
    print(f"{options.out.name} is written: add it under Models in Axial.")


if __name__ == "__main__":
    main()
