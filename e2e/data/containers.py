"""
Draws the files of `containers/`, in which several images or parts lie together, and `containers/EXPECT.json`. Run here, in the environment of
`make.py`, which this leaves alone:

    venv/bin/python containers.py

Expected values are those that were drawn, as NumPy, nibabel, Pillow and tifffile read them: never Axial's own.
"""

import hashlib
import io
import json
import os

import numpy as np

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'containers')
EXPECT = {}


def write(name, data):
    os.makedirs(HERE, exist_ok=True)
    with open(os.path.join(HERE, name), 'wb') as file:
        file.write(data)
    return data


def sha1(array):
    return hashlib.sha1(np.ascontiguousarray(array).tobytes()).hexdigest()


def greys(count, seed, height=20, width=18):
    """Images of 8 bits, each of another brightness."""
    n, y, x = np.mgrid[0:count, 0:height, 0:width]
    return ((7 * x + 5 * y + 31 * n + 13 * seed) % 256).astype(np.uint8)


def colours(count, seed):
    return np.stack([greys(count, seed), greys(count, seed + 1), greys(count, seed + 2)], -1)


def archive(name, compressed=False, **arrays):
    buffer = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(buffer, **arrays)
    write(name, buffer.getvalue())


def in_classes(part, images, labels):
    """The SHA-1 of each image's numbers as 32-bit floats, row by row, by its path."""
    return {f'{part}/{label}/{i}.npy'.lstrip('/'): sha1(image.astype('<f4')) for i, (image, label) in enumerate(zip(images, labels))}


def make_npz():
    parts = {'train': 6, 'val': 2, 'test': 4}
    for kind, draw in (('grey', greys), ('colour', colours)):
        images = {part: draw(count, seed) for seed, (part, count) in enumerate(parts.items())}
        labels = {part: np.arange(count).reshape(-1, 1).astype(np.uint8) % 2 for part, count in parts.items()}
        named = {f'{part}_images': images[part] for part in parts} | {f'{part}_labels': labels[part] for part in parts}
        archive(f'medmnist-{kind}.npz', compressed=kind == 'grey', **named)
        EXPECT[f'medmnist-{kind}.npz'] = {path: sum_ for part in parts for path, sum_ in in_classes(part, images[part], labels[part][:, 0]).items()}
    x, y = greys(4, 3), np.array(['tumour', 'healthy', 'tumour', 'healthy'])
    archive('keras.npz', x_train=x, y_train=y, x_test=x[::-1], y_test=y[::-1].astype('S'))
    EXPECT['keras.npz'] = in_classes('train', x, y) | in_classes('test', x[::-1], y[::-1])
    kinds = {
        'fortran': np.asfortranarray(x),
        'big-endian': (x.astype(np.uint16) * 200).astype('>u2'),
        'int16': x.astype(np.int16) * 9 - 900,
        'float32': x.astype(np.float32) / 7,
        'float64-big-endian': (x / 7).astype('>f8'),
        'float16': (x / 4).astype(np.float16),
        'bool': x > 128,
        'colour-fortran': np.asfortranarray(colours(4, 3)),
        'channels-first': np.moveaxis(colours(4, 3), -1, 1),
    }
    for kind, images in kinds.items():
        archive(f'{kind}.npz', compressed=True, images=images, labels=np.array([3, 3, 12, 12]))
        shown = np.moveaxis(images, 1, -1) if kind == 'channels-first' else images
        EXPECT[f'{kind}.npz'] = in_classes('', shown, [3, 3, 12, 12])
    archive('one-hot.npz', images=x, labels=np.eye(2)[[0, 1, 1, 0]])
    EXPECT['one-hot.npz'] = in_classes('', x, [0, 1, 1, 0])
    archive('multi-label.npz', images=x, labels=np.array([[1, 1], [0, 1], [0, 0], [1, 0]]))
    archive('objects.npz', images=np.array([x[0], x[1]], dtype=object), labels=[0, 1])
    archive('object-labels.npz', images=x, labels=y.astype(object))
    archive('no-images.npz', weights=np.zeros((3, 3)), names=np.array(['a', 'b']))
    buffer = io.BytesIO()
    np.save(buffer, x[0])
    write('one.npy', buffer.getvalue())
    EXPECT['one.npy'] = {'': sha1(x[0].astype('<f4'))}


if __name__ == '__main__':
    make_npz()
    write('EXPECT.json', (json.dumps(EXPECT, indent=1) + '\n').encode())
