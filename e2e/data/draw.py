"""What the files of this folder show: drawn by formulas, from nothing but numbers."""

import numpy as np

WIDTH, HEIGHT = 37, 29  # Odd, so that interlacing and sampling have remainders.


def places(width=WIDTH, height=HEIGHT):
    y, x = np.mgrid[0:height, 0:width]
    return x, y


def grey(width=WIDTH, height=HEIGHT, levels=256):
    x, y = places(width, height)
    return ((x * 13 + y * 29 + x * y) % 256 * levels // 256).astype(np.uint16)


def deep(width=WIDTH, height=HEIGHT):
    """16 bits: the upper byte goes up where the lower one goes down."""
    upper = grey(width, height)
    return (256 * upper + 255 - upper).astype(np.uint16)


def sixteen_bits(width=64, height=48):
    """From black to white, smooth enough for a JPEG, and no byte widened."""
    x, y = places(width, height)
    return np.rint(65535 * np.clip(1.02 * np.hypot(x / (width - 1), y / (height - 1)) / np.sqrt(2) - 0.01, 0, 1)).astype(np.uint16)


def rgb(width=WIDTH, height=HEIGHT):
    x, y = places(width, height)
    return np.stack([grey(width, height), (x * 7 + y * 3) % 256, (200 - x * 5 + y) % 256], -1).astype(np.uint16)


def alpha(width=WIDTH, height=HEIGHT):
    x, y = places(width, height)
    return ((x * 12 + y) % 256).astype(np.uint16)


def smooth(width=WIDTH, height=HEIGHT):
    """What survives a lossy format."""
    x, y = places(width, height)
    return np.stack([40 + x * 180 // width, 60 + y * 150 // height, 200 - x * 90 // width - y * 60 // height], -1).astype(np.uint8)


def palette(count):
    i = np.arange(count)
    return np.stack([i * 37 % 256, 255 - i * 11 % 256, i * 91 % 256], -1).astype(np.uint8)


def on_black(colours, alphas, opaque=255):
    """Rounded half up, as Chromium composites."""
    alphas = alphas[..., None] if colours.ndim == 3 else alphas
    return np.floor(colours.astype(np.float64) * alphas / opaque + 0.5).astype(np.uint16)


def head(width, height, seed, lesion):
    """A head from above in grey: skull, brain, two ventricles, folds, and perhaps a bright lesion. No scan of anybody."""
    random = np.random.default_rng(seed)
    x, y = places(width, height)
    u = (x - width * random.uniform(0.47, 0.53)) / (width * random.uniform(0.38, 0.45))
    v = (y - height * random.uniform(0.47, 0.53)) / (height * random.uniform(0.40, 0.47))
    r = np.hypot(u, v)
    picture = np.where(r < 1, 180.0, 8.0)
    picture = np.where(r < 0.9, 95 + 18 * np.sin(7 * u + random.uniform(0, 6)) * np.cos(9 * v + random.uniform(0, 6)), picture)
    for side in (-1, 1):
        ventricle = np.hypot((u - side * 0.18) / random.uniform(0.08, 0.14), v / random.uniform(0.25, 0.35))
        picture = np.where(ventricle < 1, 35, picture)
    if lesion:
        where = random.uniform(-0.5, 0.5, 2)
        spot = np.hypot(u - where[0], v - where[1]) / random.uniform(0.14, 0.26)
        picture = np.where(spot < 1, 225 - 40 * spot, picture)
    grain = np.random.default_rng(seed + 1000).normal(0, 3, picture.shape)
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def volume(shape):
    """An asymmetric head of voxels, in directions right, anterior, superior."""
    i, j, k = np.mgrid[0 : shape[0], 0 : shape[1], 0 : shape[2]]
    ball = np.sqrt(((i - shape[0] / 2) / shape[0]) ** 2 + ((j - shape[1] / 2) / shape[1]) ** 2 + ((k - shape[2] / 2) / shape[2]) ** 2)
    return np.where(ball < 0.42, 300 + 11 * i + 7 * j + 5 * k, i + j).astype(np.int16)
