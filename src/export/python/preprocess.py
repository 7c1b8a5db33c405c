"""Prepares images exactly as Axial does, and reads a model's answers as Axial does.

Needs NumPy and Pillow. PREPROCESSING.md says the same in words and formulas.
"""
import numpy as np
from PIL import Image, ImageOps


def load_image(file, version):
    """A file -> [height, width, 1 or 3] bytes: turned upright, on black where it is transparent. `version`: of the card's preprocessing."""
    image = Image.open(file)
    is_16_bits = image.mode.startswith("I;16") or (image.mode == "I" and image.format == "PNG")
    kind, stored, (left, top, right, bottom) = image.format, "", (0, 0, *image.size)
    white_is_zero = kind == "TIFF" and image.tag_v2.get(262) == 0  # Pillow turns round no more than 8 bits
    if image.tile:
        stored, (left, top, right, bottom) = str(image.tile[0][3]), image.tile[0][1]
    if stored == "LA;16B" or "16B" in stored and "transparency" in image.info:
        raise ValueError("Pillow does not read transparency of 16 bits: save this image without it.")
    if kind == "GIF":  # its first frame, on black
        screen = Image.new("RGBA", image.size, "black")
        screen.paste(image.convert("RGBA").crop((left, top, right, bottom)), (left, top))
        image = screen
    image = ImageOps.exif_transpose(image)
    if kind == "BMP" and image.mode == "RGBA" and image.getextrema()[3] == (0, 0):
        image = image.convert("RGB")  # a fourth byte that nothing uses
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):  # more than 8 bits
        values = np.asarray(image).astype(np.float64)
        return window(values, is_16_bits and version >= 2, white_is_zero)[:, :, None]
    if "A" in image.mode or "transparency" in image.info:
        rgba = np.asarray(image.convert("RGBA")).astype(np.int64)
        return half_up(rgba[:, :, :3] * rgba[:, :, 3:] / 255).astype(np.uint8)
    if image.mode in ("1", "L"):
        return np.asarray(image.convert("L"))[:, :, None]
    return np.asarray(image.convert("RGB"))


def prepare(image, size, depth, fit):
    """[height, width, 1 or 3] bytes -> [size, size, depth] bytes. `fit`: 'stretch', 'pad' or 'harmonise'."""
    image = to_luma(image) if depth == 1 else image
    if fit == "harmonise":
        square = harmonise(image, size)
    elif fit == "stretch":
        square = resize_area(image, size, size)
    else:
        height, width = image.shape[:2]
        scale = size / max(width, height)
        fitted = resize_area(image, max(1, int(half_up(width * scale))), max(1, int(half_up(height * scale))))
        square = centred(fitted, size)
    return np.repeat(square, depth, axis=2) if square.shape[2] < depth else square


def network_input(file, card):
    """A file -> what the network takes: [1, size, size, depth] float32 in 0..1. `card`: axial.json."""
    spec = card["preprocessing"]
    pixels = prepare(load_image(file, spec["version"]), spec["size"], spec["depth"], spec["fit"])
    return (pixels.astype(np.float64) / 255).astype(np.float32)[None]


def answer(run, file, card):
    """The probability of each class. `run`: [1, size, size, depth] -> the network's output."""
    image = network_input(file, card)
    images = [image, image[:, :, ::-1]] if card["hyperparameters"].get("testTimeFlips") else [image]
    rows = [class_probabilities(np.asarray(run(np.ascontiguousarray(each)), np.float64).ravel()) for each in images]
    return calibrated(np.mean(rows, axis=0), card)


def class_probabilities(output):
    """One sigmoid neuron gives the probability of the second class; softmax gives all."""
    return np.array([1 - output[0], output[0]]) if len(output) == 1 else output / output.sum()


def calibrated(probabilities, card):
    """Temperature scaling (Guo et al., 2017), where the card has a temperature."""
    temperature = card.get("temperature", 1)
    if temperature == 1:
        return probabilities
    powers = np.clip(probabilities, 1e-7, 1 - 1e-7) ** (1 / temperature)
    return powers / powers.sum()


def verdict(probabilities, card):
    """The name of the class that Axial would say, or 'undecided' near the threshold."""
    zone = card.get("undecided")
    if zone and zone["low"] <= probabilities[1] < zone["high"]:
        return "undecided"
    if card["threshold"] is not None:
        return card["classes"][int(probabilities[1] >= card["threshold"])]
    return card["classes"][int(np.argmax(probabilities))]


# --- the steps --------------------------------------------------------------------------------------------------------


def half_up(values):
    """Rounded to whole numbers, halves up (NumPy's own rounding takes halves to even)."""
    return np.floor(np.asarray(values) + 0.5)


def to_luma(image):
    """ITU-R BT.601 in 16-bit fixed point: what Pillow's convert('L') gives."""
    if image.shape[2] == 1:
        return image
    return ((image.astype(np.int64) @ [19595, 38470, 7471] + 0x8000) >> 16).astype(np.uint8)[:, :, None]


def overlaps(inputs, outputs):
    """[outputs, inputs]: how much of each pixel of a line an output pixel covers, in units of 1 / outputs of a pixel."""
    starts = np.arange(outputs)[:, None] * inputs
    pixels = np.arange(inputs)[None, :] * outputs
    return np.maximum(0, np.minimum(starts + inputs, pixels + outputs) - np.maximum(starts, pixels)).astype(np.float64)


def area_means(image, width, height):
    """The mean of the area that each output pixel covers: [height, width, channels], not rounded."""
    rows, columns = overlaps(image.shape[0], height), overlaps(image.shape[1], width)
    planes = [rows @ image[:, :, c].astype(np.float64) @ columns.T for c in range(image.shape[2])]
    return np.stack(planes, axis=2) / (image.shape[0] * image.shape[1])


def resize_area(image, width, height):
    return half_up(area_means(image, width, height)).astype(np.uint8)


def centred(fitted, size):
    """In the middle of a black square; half a pixel up and left where the margin is odd."""
    height, width, channels = fitted.shape
    top, left = (size - height) // 2, (size - width) // 2
    square = np.zeros((size, size, channels), fitted.dtype)
    square[top : top + height, left : left + width] = fitted
    return square


def window(values, may_be_full, inverted):
    """Grey of more than 8 bits -> bytes: from the 0.5th to the 99.5th percentile, or all 16 bits where they are used."""
    low, high = np.percentile(values, [0.5, 99.5])
    if may_be_full and (high - low >= 32768 or not (values % 257).any() or not (values % 256).any()):
        low, high = 0, 65535
    if low >= high:
        low, high = values.min(), values.max()
    return between(values, low, high, inverted)


def between(values, low, high, inverted=False, padding=None):
    """Values -> bytes: black up to `low`, white from `high` on. `padding`: (low, high) of values that are always black."""
    scale = 255 / (high - low) if high > low else np.inf
    above = np.maximum(0, values - low)
    levels = np.clip(np.where(above > 0, above * scale if scale < np.inf else 255, 0), 0, 255)
    # Rounded as browsers round when they clamp: halves to even.
    pixels = np.rint(255 - levels if inverted else levels).astype(np.uint8)
    if padding:
        pixels[(values >= padding[0]) & (values <= padding[1])] = 0
    return pixels


# --- harmonise: one crop, one sharpness, one contrast -----------------------------------------------------------------


def harmonise(image, size):
    left, top, width, height = head_box(to_luma(image))
    head = image[top : top + height, left : left + width]
    scale = 2 * size / max(width, height)
    even = lambda length: max(2, 2 * int(half_up(length * scale / 2)))
    fine = resize_area(head, even(width), even(height)).astype(np.float64)
    fine = blur(blur(fine, axis=1), axis=0)
    small = fine.reshape(fine.shape[0] // 2, 2, fine.shape[1] // 2, 2, -1).mean(axis=(1, 3))
    levels = np.sort(small, axis=None)
    dark, bright = nearest_rank(levels, 0.01), nearest_rank(levels, 0.99)
    cut = np.clip(small, dark, bright)
    if cut.std() == 0:
        return centred(np.zeros(cut.shape, np.uint8), size)
    normalised = 110 + 55 / cut.std() * (cut - cut.mean())
    return centred(np.clip(half_up(normalised), 0, 255).astype(np.uint8), size)


def nearest_rank(ordered, share):
    return ordered[int(half_up(share * (len(ordered) - 1)))]


def blur(image, axis):
    """Gauss with a standard deviation of 2 pixels, up to 6 of them, the image mirrored at its edges."""
    weights = np.exp(-np.arange(-6, 7) ** 2 / 8)
    weights /= weights.sum()
    length = image.shape[axis]
    margins = [(6, 6) if each == axis else (0, 0) for each in range(3)]
    wide = np.pad(image, margins, mode="symmetric")
    return sum(weight * np.take(wide, np.arange(length) + k, axis) for k, weight in enumerate(weights))


def head_box(grey):
    """(left, top, width, height) of the largest piece that is brighter than air, on a grid of 64 x 64 cells."""
    height, width = grey.shape[:2]
    cells = area_means(grey, 64, 64)[:, :, 0]
    limit = max(6, 0.12 * nearest_rank(np.sort(cells, axis=None), 0.98))
    piece = largest_piece(cells > limit)
    if piece is None:
        return 0, 0, width, height
    first_row, last_row, first_column, last_column = piece
    left, top = first_column * width // 64, first_row * height // 64
    right, bottom = -(-(last_column + 1) * width // 64), -(-(last_row + 1) * height // 64)
    if (right - left) * (bottom - top) < 0.1 * width * height:
        return 0, 0, width, height
    return left, top, right - left, bottom - top


def largest_piece(lit):
    """(first row, last row, first column, last column) of the most cells that touch along edges; None where none is lit."""
    best, best_count = None, 0
    lit = lit.copy()
    for start in zip(*np.nonzero(lit)):
        if not lit[start]:
            continue
        lit[start] = False
        waiting, piece = [start], []
        while waiting:
            row, column = waiting.pop()
            piece.append((row, column))
            for each in ((row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)):
                if 0 <= each[0] < 64 and 0 <= each[1] < 64 and lit[each]:
                    lit[each] = False
                    waiting.append(each)
        if len(piece) > best_count:
            rows, columns = zip(*piece)
            best, best_count = (min(rows), max(rows), min(columns), max(columns)), len(piece)
    return best
