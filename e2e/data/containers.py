"""
Draws the files of `containers/`, in which several images or parts lie together, and `containers/EXPECT.json`. Run here, in the environment of
`make.py`, which this leaves alone:

    venv/bin/python containers.py

Expected values are those that were drawn, as NumPy, nibabel, Pillow and tifffile read them: never Axial's own.
"""

import gzip
import hashlib
import io
import json
import os
import struct
import zlib

import nibabel
import numpy as np
import pydicom
import tifffile
from PIL import Image
from pydicom.pixels import apply_color_lut
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

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
    array('one.npy', x[0])
    EXPECT['one.npy'] = {'': sha1(x[0].astype('<f4'))}


def array(name, values):
    buffer = io.BytesIO()
    np.save(buffer, values)
    write(name, buffer.getvalue())


def volumes(count, seed):
    """[count, depth, height, width], no two sides alike."""
    return greys(count * 9, seed, 18, 20).reshape(count, 9, 18, 20)


def make_arrays():
    """As MedMNIST3D has them, and arrays that are files of their own."""
    for name, images in {
        'medmnist3d': volumes(3, 1),
        'volumes-channel-last': volumes(2, 2)[..., None],
        'volumes-channel-first': volumes(2, 3)[:, None].astype('>i2') * 90 - 900,
        'volumes-fortran': np.asfortranarray(volumes(2, 4).astype(np.float32) / 7),
    }.items():
        labels = np.arange(len(images)) % 2
        archive(f'{name}.npz', compressed=True, train_images=images, train_labels=labels.reshape(-1, 1))
        shown = images.reshape(len(images), 9, 18, 20)
        EXPECT[f'{name}.npz'] = {
            f'train/{label}/{i}.volume.npy [{z}]': sha1(image.astype('<f4')) for i, label in enumerate(labels) for z, image in enumerate(shown[i])
        }
    array('volume-fortran.npy', np.asfortranarray(volumes(1, 5)))
    EXPECT['volume-fortran.npy'] = {f'{z}': sha1(image.astype('<f4')) for z, image in enumerate(volumes(1, 5)[0])}
    x, y = greys(4, 3), np.array(['tumour', 'healthy', 'tumour', 'healthy'])
    for part in ('train', 'test'):
        array(f'x_{part}.npy', x)
        array(f'y_{part}.npy', y)
    EXPECT['x_train.npy'] = in_classes('train', x, y) | in_classes('test', x, y)


def axial(volume):
    """The SHA-1 of each axial slice of a nibabel image as viewers show it: the person's right on the left, the front on top."""
    data = np.asanyarray(nibabel.as_closest_canonical(volume).dataobj)
    return {f'{z}': sha1(data[::-1, ::-1, z].T.astype('<f4')) for z in range(data.shape[2])}


def voxels():
    """[20, 18, 17], no two axes alike."""
    x, y, z = np.mgrid[0:20, 0:18, 0:17]
    return (30 * z + 7 * y + 3 * x - 500).astype(np.int16)


def parts(image):
    """The header and the voxels as nibabel writes them."""
    files = image.make_file_map({'header': io.BytesIO(), 'image': io.BytesIO()})
    for name, holder in files.items():
        holder.fileobj = io.BytesIO()
    image.to_file_map(files)
    return files['header'].fileobj.getvalue(), files['image'].fileobj.getvalue()


def read_pair(name):
    return nibabel.load(os.path.join(HERE, name))


def make_pairs():
    turned = np.array([[0, 0, -1, 9], [1, 0, 0, -4], [0, 1, 0, 3], [0, 0, 0, 1]], float)
    for name, image in {
        'analyze': nibabel.AnalyzeImage(voxels(), np.eye(4)),
        'analyze-spm': nibabel.Spm99AnalyzeImage(voxels().astype(np.int16), np.eye(4)),
        'nifti-pair': nibabel.Nifti1Pair(voxels(), np.diag([-1, 1, 1, 1])),
        'nifti-pair-turned': nibabel.Nifti1Pair(voxels().astype('>f4'), turned),
        'nifti2-pair': nibabel.Nifti2Pair(voxels(), np.eye(4)),
    }.items():
        header, data = parts(image)
        if name == 'analyze':
            big = bytearray(nibabel.AnalyzeHeader.from_header(image.header).as_byteswapped('>').binaryblock)
            write('analyze-big-endian.hdr', bytes(big))
            write('analyze-big-endian.img', voxels().astype('>i2').tobytes(order='F'))
            EXPECT['analyze-big-endian.hdr'] = axial(read_pair('analyze-big-endian.hdr'))
            scaled = bytearray(header)
            struct.pack_into('<5h', scaled, 253, 1287, 1800, 9, 8, 7)  # the origin of SPM, where NIfTI has its directions
            struct.pack_into('<2f', scaled, 124, 100, 0)
            struct.pack_into('<2i', scaled, 140, 400, -500)
            write('analyze-ranges.hdr', bytes(scaled))
            write('analyze-ranges.img', data)
            EXPECT['analyze-ranges.hdr'] = axial(read_pair('analyze-ranges.hdr'))
        if name == 'analyze-spm':
            header = bytearray(header)
            struct.pack_into('<f', header, 112, 0.25)
        write(f'{name}.hdr', bytes(header))
        write(f'{name}.img', data)
        EXPECT[f'{name}.hdr'] = axial(read_pair(f'{name}.hdr'))
    write('analyze-packed.hdr', open(os.path.join(HERE, 'analyze.hdr'), 'rb').read())
    write('analyze-packed.img.gz', gzip.compress(open(os.path.join(HERE, 'analyze.img'), 'rb').read(), mtime=0))
    EXPECT['analyze-packed.hdr'] = EXPECT['analyze.hdr']
    write('nifti-packed.hdr.gz', gzip.compress(open(os.path.join(HERE, 'nifti-pair.hdr'), 'rb').read(), mtime=0))
    write('nifti-packed.img.gz', gzip.compress(open(os.path.join(HERE, 'nifti-pair.img'), 'rb').read(), mtime=0))
    EXPECT['nifti-packed.hdr.gz'] = EXPECT['nifti-pair.hdr']
    # Both formats count from the person's right to the left, and from the front to the back.
    lps = nibabel.Nifti1Image(voxels(), np.diag([-1, -1, 1, 1]))
    raw = voxels().tobytes(order='F')
    mhd = 'ObjectType = Image\nNDims = 3\nTransformMatrix = 1 0 0 0 1 0 0 0 1\nDimSize = 20 18 17\nElementType = MET_SHORT\n'
    nrrd = 'NRRD0004\ntype: short\ndimension: 3\nsizes: 20 18 17\nspace: left-posterior-superior\nspace directions: (1,0,0) (0,1,0) (0,0,1)\n'
    for name, header, ending, data in (
        ('plain.mhd', mhd + 'ElementDataFile = plain.raw\n', 'raw', raw),
        ('packed.mhd', mhd + 'CompressedData = True\nElementDataFile = packed.zraw', 'zraw', zlib.compress(raw)),
        ('from-the-end.mhd', mhd + 'HeaderSize = -1\nElementDataFile = from-the-end.raw\n', 'raw', b'123' + raw),
        ('plain.nhdr', nrrd + 'endian: big\nencoding: raw\nbyte skip: 5\ndata file: plain.raw', 'raw', None),
        ('packed.nhdr', nrrd + 'endian: little\nencoding: gzip\ndata file: packed.raw.gz\n\n', 'raw.gz', gzip.compress(raw, mtime=0)),
    ):
        stem, kind = name.split('.')
        if kind == 'nhdr':
            stem, data = f'nrrd-{stem}', data or b'54321' + voxels().astype('>i2').tobytes(order='F')
        write(f'{stem}.{kind}', header.encode())
        write(f'{stem}.{ending}', data)
        EXPECT[f'{stem}.{kind}'] = axial(lps)


def make_mgh():
    turned = np.array([[0, 0.1, -1, 9], [1, 0, 0, -4], [0.2, 1, 0, 3], [0, 0, 0, 1]], float)
    for name, data, affine in (
        ('bytes.mgz', (voxels() % 256).astype(np.uint8), np.eye(4)),
        ('short.mgh', voxels(), np.diag([-1, -1, 1, 1])),
        ('float.mgz', voxels().astype(np.float32) / 3, turned),
        ('int.mgz', voxels().astype(np.int32) * 1000, turned),
    ):
        nibabel.save(nibabel.MGHImage(data, affine), os.path.join(HERE, name))
        EXPECT[name] = axial(read_pair(name))
    silent = bytearray(open(os.path.join(HERE, 'short.mgh'), 'rb').read())
    silent[28:30] = b'\0\0'
    write('no-directions.mgh', bytes(silent))
    # As the format's document has it; nibabel turns two of the axes, which FreeSurfer does not.
    coronal = np.array([[-1, 0, 0, 0], [0, 0, 1, 0], [0, -1, 0, 0], [0, 0, 0, 1]])
    EXPECT['no-directions.mgh'] = axial(nibabel.Nifti1Image(voxels(), coronal))


def by_pillow(name):
    image = Image.open(os.path.join(HERE, name))
    EXPECT[name] = {str(page): sha1(np.asarray(image).astype('<f4')) for page in range(image.n_frames) if image.seek(page) is None}


def pages(name, images):
    EXPECT[name] = {str(page): sha1(image.astype('<f4')) for page, image in enumerate(images)}


def old_jpeg():
    """A whole JPEG at the place that the tags 513 and 514 name (TIFF 6.0, section 22)."""
    buffer = io.BytesIO()
    Image.fromarray(smooth()).save(buffer, 'JPEG', quality=90)
    jpeg = buffer.getvalue()
    entries = [(256, 4, 48), (257, 4, 64), (258, 3, 8), (259, 3, 6), (262, 3, 1), (273, 4, 8), (277, 3, 1), (278, 4, 64), (279, 4, len(jpeg)), (512, 3, 1), (513, 4, 8), (514, 4, len(jpeg))]
    directory = struct.pack('<H', len(entries)) + b''.join(struct.pack('<HHII', tag, kind, 1, value) for tag, kind, value in entries) + bytes(4)
    jpeg += bytes(len(jpeg) % 2)
    write('old-jpeg.tif', struct.pack('<2sHI', b'II', 42, 8 + len(jpeg)) + jpeg + directory)
    EXPECT['old-jpeg.tif'] = {'0': sha1(np.asarray(Image.open(io.BytesIO(jpeg))).astype('<f4'))}


def smooth():
    y, x = np.mgrid[0:64, 0:48]
    return (2 * x + y + 20 * np.sin(x / 5) + 40).astype(np.uint8)


def make_tiffs():
    grey, rgb = smooth(), np.stack([smooth(), smooth()[::-1], 255 - smooth()], -1)
    for name, image, options in (
        ('jpeg-grey.tif', grey, {}),
        ('jpeg-colour.tif', rgb, {}),
        ('jpeg-colour-grey.tif', np.stack([grey] * 3, -1), {}),
    ):
        Image.fromarray(image).save(os.path.join(HERE, name), compression='jpeg', quality=90, **options)
        by_pillow(name)
    unnamed = bytearray(open(os.path.join(HERE, 'jpeg-colour.tif'), 'rb').read())
    for marker, first, step in ((b'\xff\xc0', 10, 3), (b'\xff\xda', 5, 2)):
        at = unnamed.index(marker)
        for component in range(3):
            assert unnamed[at + first + step * component] == b'RGB'[component]
            unnamed[at + first + step * component] = component + 1
    write('jpeg-unnamed-colours.tif', bytes(unnamed))
    EXPECT['jpeg-unnamed-colours.tif'] = EXPECT['jpeg-colour.tif']
    for name, options in (
        ('jpeg-tiles.tif', {'tile': (32, 32), 'photometric': 'ycbcr', 'compressionargs': {'level': 90}}),
        ('jpeg-strips-rgb.tif', {'rowsperstrip': 16, 'photometric': 'rgb', 'compressionargs': {'level': 90, 'outcolorspace': 'rgb'}}),
    ):
        tifffile.imwrite(os.path.join(HERE, name), rgb, compression='jpeg', metadata=None, software=False, **options)
        by_pillow(name)
    old_jpeg()
    deep = (rgb.astype(np.uint16) * 257)
    for name, image, options in (
        ('big.tif', grey, {'bigtiff': True}),
        ('big-endian-big.tif', grey.astype(np.uint16) * 100, {'bigtiff': True, 'byteorder': '>', 'rowsperstrip': 10}),
        ('planar.tif', np.moveaxis(rgb, -1, 0), {'photometric': 'rgb', 'planarconfig': 'separate', 'rowsperstrip': 20}),
        ('planar-tiles.tif', np.moveaxis(rgb, -1, 0), {'photometric': 'rgb', 'planarconfig': 'separate', 'tile': (32, 32), 'compression': 'deflate', 'predictor': True}),
        ('planar-deep.tif', np.moveaxis(deep, -1, 0), {'photometric': 'rgb', 'planarconfig': 'separate', 'compression': 'lzw'}),
    ):
        tifffile.imwrite(os.path.join(HERE, name), image, metadata=None, software=False, **options)
        shown = np.moveaxis(image, 0, -1) if image.ndim == 3 else image
        EXPECT[name] = {'0': sha1((shown // 257 if name == 'planar-deep.tif' else shown).astype('<f4'))}
    stack = np.stack([grey // (page + 1) for page in range(5)])
    Image.fromarray(stack[0]).save(os.path.join(HERE, 'stack.tif'), save_all=True, append_images=[Image.fromarray(page) for page in stack[1:]], compression='tiff_lzw')
    pages('stack.tif', stack)
    for name, images, options in (
        ('stack-deep.tif', stack.astype(np.uint16) * 250, {'bigtiff': True}),
        ('stack-colour.tif', np.stack([rgb, 255 - rgb, rgb // 2]), {'photometric': 'rgb'}),
        ('stack-imagej.tif', stack.astype(np.float32) / 3, {'imagej': True, 'metadata': {'axes': 'ZYX'}}),
        ('stack-imagej-once.tif', stack.astype(np.uint16) * 9, {'imagej': True, 'truncate': True, 'metadata': {'axes': 'ZYX'}}),
    ):
        tifffile.imwrite(os.path.join(HERE, name), images, metadata=options.pop('metadata', None), software=False, **options)
        pages(name, images)
    with tifffile.TiffWriter(os.path.join(HERE, 'pyramid.tif')) as writer:
        writer.write(grey, metadata=None, software=False)
        writer.write(np.ascontiguousarray(grey[::2, ::2]), metadata=None, software=False, subfiletype=1)
    pages('pyramid.tif', [grey])


def dataset(pixels, implicit=False, **fields):
    meta = pydicom.dataset.FileMetaDataset()
    meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = '1.2.840.10008.5.1.4.1.1.4', '1.2.3.4'
    file = pydicom.FileDataset(None, {}, file_meta=meta, preamble=bytes(128))
    file.SOPClassUID, file.SOPInstanceUID, file.SeriesInstanceUID = meta.MediaStorageSOPClassUID, '1.2.3.4', '1.2.3'
    file.Modality, file.PatientID = 'MR', 'P1'
    file.Rows, file.Columns = pixels.shape[-2:]
    file.SamplesPerPixel, file.PhotometricInterpretation, file.PixelRepresentation = 1, 'MONOCHROME2', 0
    bits = 8 * pixels.dtype.itemsize
    file.BitsAllocated, file.BitsStored, file.HighBit = bits, bits, bits - 1
    if pixels.dtype.kind == 'f':
        setattr(file, 'FloatPixelData' if bits == 32 else 'DoubleFloatPixelData', pixels.tobytes())
        del file.BitsStored, file.HighBit, file.PixelRepresentation
    else:
        file.PixelData = pixels.tobytes()
        file['PixelData'].VR = 'OW'
    for name, value in fields.items():
        setattr(file, name, value)
    return file


def dicom(name, file, shown):
    buffer = io.BytesIO()
    file.save_as(buffer, enforce_file_format=True)
    pages(name, shown)
    return write(name, buffer.getvalue())


def make_dicoms():
    levels = greys(1, 0)[0]
    for bits, kind in ((8, 'B'), (16, 'H')):
        file = dataset(levels, PhotometricInterpretation='PALETTE COLOR')
        for shift, colour in enumerate(('Red', 'Green', 'Blue')):
            values = [value if bits == 8 else value * 257 - (value > 0) for value in (10 + shift, 20, 30 - shift, 255 - 40 * shift, 7, 9, 43)]
            words = [0, 3, *values[:3], 1, 97, values[3], 0, 2, *values[4:6], 1, 154, values[6]]
            data = struct.pack(f'<{len(words)}{kind}', *words)
            setattr(file, f'{colour}PaletteColorLookupTableDescriptor', [256, 0, bits])
            setattr(file, f'Segmented{colour}PaletteColorLookupTableData', data + bytes(len(data) % 2))
        dicom(f'segmented-palette-{bits}.dcm', file, [apply_color_lut(file.pixel_array, file) >> (bits - 8)])
    again = bytes([0, 2, 40, 80, 1, 30, 200, 2, 1, 4, 0, 0, 0, 1, 194, 5])
    file = dataset(levels, PhotometricInterpretation='PALETTE COLOR')
    for colour in ('Red', 'Green', 'Blue'):
        setattr(file, f'{colour}PaletteColorLookupTableDescriptor', [256, 0, 8])
        setattr(file, f'Segmented{colour}PaletteColorLookupTableData', again)
    dicom('segmented-palette-again.dcm', file, [apply_color_lut(file.pixel_array, file)[..., 0]])

    fractions = levels.astype(np.float32) / 7 - 3
    padded = fractions.copy()
    padded[:2] = -1000
    file = dicom('float.dcm', dataset(padded, FloatPixelPaddingValue=-1000.0), [padded])
    dicom('double.dcm', dataset(fractions.astype(float)), [fractions.astype(float)])

    y, x = np.mgrid[0:60, 0:54]
    wide = (x * 7 + y * 11).astype(np.uint16)
    tiles = [wide[20 * (i // 3):20 * (i // 3) + 20, 18 * (i % 3):18 * (i % 3) + 18] for i in range(9)]
    mosaic = {'ImageType': ['ORIGINAL', 'PRIMARY', 'M', 'ND', 'MOSAIC'], 'InstanceNumber': 3}
    file = dataset(wide, **mosaic)
    block = file.private_block(0x19, 'SIEMENS MR HEADER', create=True)
    block.add_new(0x0a, 'US', 7)
    dicom('mosaic.dcm', file, tiles[:7])
    file = dataset(wide, implicit=True, **mosaic)
    item = struct.pack('<4i', 1, 1, 77, 1) + b'8'.ljust(4, b'\0')
    element = b'NumberOfImagesInMosaic'.ljust(64, b'\0') + struct.pack('<i4siii', 1, b'US\0\0', 19, 6, 77) + item
    file.private_block(0x29, 'SIEMENS CSA HEADER', create=True).add_new(0x10, 'OB', b'SV10\4\3\2\1' + struct.pack('<2i', 1, 77) + element)
    dicom('mosaic-csa.dcm', file, tiles[:8])
    half = wide.copy()
    half[40:, 18:] = 0
    dicom('mosaic-matrix.dcm', dataset(half, AcquisitionMatrix=[20, 0, 0, 18], **mosaic), tiles[:7])

    stack = np.stack([levels.astype(np.uint16) * (frame + 1) for frame in range(4)])
    file = dataset(stack, NumberOfFrames=4, InstanceNumber=1)
    groups = []
    for component in ('MAGNITUDE', 'MAGNITUDE', 'PHASE', 'PHASE'):
        frame_type = pydicom.Dataset()
        frame_type.FrameType, frame_type.ComplexImageComponent = ['ORIGINAL', 'PRIMARY'], component
        group = pydicom.Dataset()
        group.MRImageFrameTypeSequence = [frame_type]
        groups.append(group)
    file.PerFrameFunctionalGroupsSequence = groups
    dicom('phases.dcm', file, stack)

    whole = dicom('meta-whole.dcm', dataset(levels), [levels])
    without = whole[:132] + whole[132 + 12:]
    for name, data in (('meta-without-length', without), ('meta-without-length-or-preamble', without[132:]), ('meta-wrong-length', whole[:140] + struct.pack('<I', 9) + whole[144:])):
        write(f'{name}.dcm', data)
        EXPECT[f'{name}.dcm'] = EXPECT['meta-whole.dcm']


if __name__ == '__main__':
    make_dicoms()
    make_tiffs()
    make_pairs()
    make_mgh()
    make_npz()
    make_arrays()
    write('EXPECT.json', (json.dumps(EXPECT, indent=1) + '\n').encode())
