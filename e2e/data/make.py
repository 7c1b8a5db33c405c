"""
Draws the files of this folder and EXPECT.json, which says what is right of each. Run here:

    python3 -m venv venv && venv/bin/pip install pillow==12.3.0 numpy==2.4.6 pydicom==3.0.2 nibabel==5.4.2 imagecodecs==2026.3.6
    venv/bin/python make.py

Expected pixels are those that were drawn (lossless formats) or those that Pillow, pydicom and nibabel read: never Axial's own.
Nothing is derived from a scan of anybody. `samples/` was written once, in the same way, and is left alone here.
"""

import hashlib
import io
import json
import os
import struct
import zipfile
import zlib

import imagecodecs
import numpy as np
from PIL import Image, ImageCms, ImageOps

import draw
import medical
import writers

HERE = os.path.dirname(os.path.abspath(__file__))
PICTURES = {}
REFUSED = {}


def write(path, data):
    full = os.path.join(HERE, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, 'wb') as file:
        file.write(data)
    return data


def lab_profile():
    """An ICC profile, with a date of its own instead of today's: the same bytes every day."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile('LAB')).tobytes())
    profile[24:36] = struct.pack('>6H', 2026, 11, 28, 12, 0, 0)
    return bytes(profile)


def figures(pixels):
    """Size, channels (1 where red, green and blue are equal everywhere), SHA-1 of the bytes row by row, means."""
    pixels = np.asarray(pixels).astype(np.uint8)
    if pixels.ndim == 3 and (pixels[..., 0] == pixels[..., 1]).all() and (pixels[..., 0] == pixels[..., 2]).all():
        pixels = pixels[..., 0]
    means = [float(pixels.mean())] if pixels.ndim == 2 else pixels.reshape(-1, 3).mean(0).tolist()
    sha1 = hashlib.sha1(np.ascontiguousarray(pixels).tobytes()).hexdigest()
    return {'width': pixels.shape[1], 'height': pixels.shape[0], 'channels': 1 if pixels.ndim == 2 else 3, 'sha1': sha1, 'means': [round(m, 4) for m in means]}


def picture(path, data, pixels, colours, exact=True):
    """`exact`: every pixel; otherwise the means alone, to half a level."""
    write(path, data)
    expected = figures(pixels)
    if not exact:
        del expected['sha1']
    PICTURES[path] = {'colours': colours, **expected}
    return data


def deep_picture(path, data, levels, colours):
    """Grey of 16 bits: the window is the full range where it is used, else from the 0.5th to the 99.5th percentile."""
    low, high = np.percentile(levels, [0.5, 99.5])
    if high - low >= 32768:
        low, high = 0, 65535
    bytes_ = np.floor(np.clip((levels.astype(float) - low) * 255 / (high - low), 0, 255) + 0.5)
    picture(path, data, bytes_, colours, exact=False)
    PICTURES[path]['levels'] = {'sum': int(levels.astype(int).sum()), 'low': round(float(low), 3), 'high': round(float(high), 3)}


def refused(path, data, words):
    REFUSED[path] = words
    return write(path, data)


def pillow(data):
    return Image.open(io.BytesIO(data))


def assert_pillow(data, pixels, tolerance=1):
    """What was drawn is what an independent decoder reads."""
    read = np.asarray(pillow(data).convert('RGB')).astype(int)
    drawn = np.asarray(pixels).astype(int)
    drawn = np.repeat(drawn[..., None], 3, 2) if drawn.ndim == 2 else drawn
    assert read.shape == drawn.shape and np.abs(read - drawn).max() <= tolerance, (read.shape, drawn.shape, np.abs(read - drawn).max())


def make_pngs():
    trns = lambda *values: writers.chunk(b'tRNS', struct.pack(f'>{len(values)}H', *values))
    for interlaced in (False, True):
        name = '-interlaced' if interlaced else ''
        for bits in (1, 2, 4, 8):
            levels = draw.grey(levels=2**bits)
            shown = levels * 255 // (2**bits - 1)
            data = picture(f'png/grey{bits}{name}.png', writers.png(levels, bits, 0, interlaced), shown, 'grey')
            assert_pillow(data, shown)
            colours = draw.palette(2**bits)
            data = picture(f'png/palette{bits}{name}.png', writers.png(levels, bits, 3, interlaced, extra=[writers.chunk(b'PLTE', colours.tobytes())]), colours[levels], 'palette')
            assert_pillow(data, colours[levels])
        data = picture(f'png/rgb8{name}.png', writers.png(draw.rgb(), 8, 2, interlaced), draw.rgb(), 'rgb')
        assert_pillow(data, draw.rgb())
        wide = draw.rgb() * 256 + 255 - draw.rgb()
        data = picture(f'png/rgb16{name}.png', writers.png(wide, 16, 2, interlaced), draw.rgb(), 'rgb')
        assert_pillow(data, draw.rgb())
        deep_picture(f'png/grey16{name}.png', writers.png(draw.deep(), 16, 0, interlaced), draw.deep(), 'grey')
        both = np.stack([draw.grey(), draw.alpha()], -1)
        picture(f'png/grey-alpha8{name}.png', writers.png(both, 8, 4, interlaced), draw.on_black(draw.grey(), draw.alpha()), 'grey-alpha')
        both = np.stack([draw.deep(), draw.alpha() * 257], -1)
        deep_picture(f'png/grey-alpha16{name}.png', writers.png(both, 16, 4, interlaced), draw.on_black(draw.deep(), draw.alpha() * 257, 65535), 'grey-alpha')
        four = np.concatenate([draw.rgb(), draw.alpha()[..., None]], -1)
        data = picture(f'png/rgba8{name}.png', writers.png(four, 8, 6, interlaced), draw.on_black(draw.rgb(), draw.alpha()), 'rgb-alpha')
        black = Image.new('RGBA', (draw.WIDTH, draw.HEIGHT), (0, 0, 0, 255))
        black.alpha_composite(pillow(data).convert('RGBA'))
        assert np.abs(np.asarray(black.convert('RGB')).astype(int) - draw.on_black(draw.rgb(), draw.alpha()).astype(int)).max() <= 1
        picture(f'png/rgba16{name}.png', writers.png(four * 256 + 77, 16, 6, interlaced), draw.on_black(draw.rgb(), draw.alpha()), 'rgb-alpha')
    grey, rgb = draw.grey(), draw.rgb()
    picture('png/grey8-transparent-level.png', writers.png(grey, 8, 0, extra=[trns(200)]), np.where(grey == 200, 0, grey), 'grey')
    colour = rgb[5, 7].tolist()
    without = np.where((rgb == rgb[5, 7]).all(-1, keepdims=True), 0, rgb)
    picture('png/rgb8-transparent-colour.png', writers.png(rgb, 8, 2, extra=[trns(*colour)]), without, 'rgb')
    wide = rgb * 256 + 255 - rgb
    picture('png/rgb16-transparent-colour.png', writers.png(wide, 16, 2, extra=[trns(*wide[5, 7].tolist())]), without, 'rgb')
    colours, alphas = draw.palette(256), (np.arange(200) * 3 % 256).astype(np.uint8)
    whole = np.concatenate([alphas, np.full(56, 255, np.uint8)])
    extra = [writers.chunk(b'PLTE', colours.tobytes()), writers.chunk(b'tRNS', alphas.tobytes())]
    picture('png/palette8-transparent.png', writers.png(grey, 8, 3, extra=extra), draw.on_black(colours[grey], whole[grey]), 'palette')
    short = np.concatenate([colours[:100], np.zeros((156, 3), np.uint8)])
    picture('png/palette8-too-short.png', writers.png(grey, 8, 3, extra=[writers.chunk(b'PLTE', colours[:100].tobytes())]), short[grey], 'palette')
    gamma = [writers.chunk(b'gAMA', struct.pack('>I', 100000)), writers.chunk(b'cHRM', struct.pack('>8I', 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000))]
    picture('png/gamma.png', writers.png(rgb, 8, 2, extra=gamma), rgb, 'rgb')
    profile = writers.chunk(b'iCCP', b'sRGB\0\0' + zlib.compress(lab_profile()))
    picture('png/profile.png', writers.png(rgb, 8, 2, extra=[profile]), rgb, 'rgb')
    for kind, name in enumerate(['none', 'sub', 'up', 'average', 'paeth']):
        picture(f'png/filter-{name}.png', writers.png(rgb, 8, 2, filters=[kind]), rgb, 'rgb')
    picture('png/in-many-parts.png', writers.png(rgb, 8, 2, parts=40), rgb, 'rgb')
    picture('png/texts.png', writers.png(grey, 8, 0, extra=[writers.chunk(b'tEXt', b'Comment\0drawn'), writers.chunk(b'tIME', bytes(7))]), grey, 'grey')
    picture('png/animated.png', animated_png(), rgb, 'rgb')
    picture('png/trailing-bytes.png', writers.png(grey, 8, 0) + b'PK\3\4 more', grey, 'grey')
    turned = writers.chunk(b'eXIf', exif_block(6))
    picture('png/exif-6.png', writers.png(rgb, 8, 2, extra=[turned]), np.rot90(rgb, -1), 'rgb')
    damaged_text = bytearray(writers.png(grey, 8, 0, extra=[writers.chunk(b'tEXt', b'Comment\0drawn')]))
    damaged_text[45] ^= 1
    picture('png/damaged-text.png', bytes(damaged_text), grey, 'grey')


def animated_png():
    """The picture itself is the first frame; the second is its negative."""
    first, second = writers.png(draw.rgb(), 8, 2), writers.png(255 - draw.rgb(), 8, 2)
    pixels = second[second.index(b'IDAT') + 4 : -16]
    control = lambda number: writers.chunk(b'fcTL', struct.pack('>IIIIIHHBB', number, draw.WIDTH, draw.HEIGHT, 0, 0, 1, 10, 0, 0))
    extra = writers.chunk(b'acTL', struct.pack('>II', 2, 0)) + control(0)
    later = control(1) + writers.chunk(b'fdAT', struct.pack('>I', 2) + pixels)
    return first[:33] + extra + first[33:-12] + later + first[-12:]


def exif_block(orientation):
    return b'MM\0*' + struct.pack('>IHHHIHHI', 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def saved(image, kind, **how):
    buffer = io.BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()


def make_jpegs():
    colour, grey = Image.fromarray(draw.smooth()), Image.fromarray(draw.smooth()).convert('L')
    kinds = {
        'grey': (grey, {}),
        'grey-optimized': (grey, {'optimize': True}),
        'grey-progressive': (grey, {'progressive': True}),
        'grey-restarts': (grey, {'restart_marker_blocks': 2}),
        'grey-lowest-quality': (grey, {'quality': 3}),
        'grey-as-colour': (Image.merge('RGB', [grey] * 3), {}),
        'colour-444': (colour, {'subsampling': 0}),
        'colour-422': (colour, {'subsampling': 1}),
        'colour-420': (colour, {'subsampling': 2}),
        'colour-progressive': (colour, {'progressive': True}),
        'colour-restarts': (colour, {'restart_marker_rows': 1}),
        'colour-profile': (colour, {'icc_profile': lab_profile()}),
    }
    for name, (image, how) in kinds.items():
        data = saved(image, 'JPEG', **{'quality': 90, **how})
        luma_picture(f'jpeg/{name}.jpg', data, pillow(data))
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        data = saved(colour, 'JPEG', quality=90, subsampling=0, exif=exif)
        luma_picture(f'jpeg/exif-{orientation}.jpg', data, ImageOps.exif_transpose(pillow(data)))
    plain = saved(grey, 'JPEG', quality=90)
    luma_picture('jpeg/trailing-zip.jpg', plain + b'PK\3\4' + bytes(200), pillow(plain))
    luma_picture('jpeg/named-as.png', plain, pillow(plain))
    ink = np.concatenate([255 - draw.smooth(), draw.grey()[..., None].astype(np.uint8) // 4], -1)
    data = saved(Image.fromarray(ink, 'CMYK'), 'JPEG', quality=95)
    read = np.asarray(pillow(data)).astype(float)
    picture('jpeg/cmyk.jpg', data, np.round((255 - read[..., :3]) * (255 - read[..., 3:]) / 255), 'cmyk', exact=False)
    twelve = (draw.smooth()[..., 0].astype(np.uint16)) * 16
    refused('jpeg/grey-12-bits.jpg', imagecodecs.jpeg_encode(twelve, bitspersample=12, level=90), 'of 12 bits')
    refused('jpeg/lossless.jpg', imagecodecs.ljpeg_encode(draw.smooth()[..., 0], bitspersample=8), 'lossless')


def luma_picture(path, data, image):
    """JPEGs with colour: libjpeg-turbo's own luma is the same everywhere, single colours may differ by a level."""
    picture(path, data, np.asarray(image.convert('RGB')), 'grey' if image.mode == 'L' else 'rgb', exact=False)
    luma = np.asarray(image.convert('RGB').convert('L'))
    PICTURES[path]['luma'] = hashlib.sha1(luma.tobytes()).hexdigest()


def make_bmps():
    rgb, grey, bits = draw.rgb(), draw.grey(), draw.grey(levels=2)
    height, width = grey.shape
    triples = writers.bmp_rows([row[:, ::-1].astype(np.uint8).tobytes() for row in rgb[::-1]])
    picture('bmp/rgb24.bmp', writers.bmp(width, height, 24, triples), rgb, 'rgb')
    picture('bmp/rgb24-os2.bmp', writers.bmp(width, height, 24, triples, header=12), rgb, 'rgb')
    downwards = writers.bmp_rows([row[:, ::-1].astype(np.uint8).tobytes() for row in rgb])
    picture('bmp/rgb24-top-down.bmp', writers.bmp(width, -height, 24, downwards), rgb, 'rgb')
    for depth in (1, 4, 8):
        indices, colours = draw.grey(levels=2**depth), draw.palette(2**depth)
        rows = writers.bmp_rows([writers.packed_row(row, depth) for row in indices[::-1]])
        data = picture(f'bmp/palette{depth}.bmp', writers.bmp(width, height, depth, rows, colours=writers.bgr0(colours)), colours[indices], 'palette')
        assert_pillow(data, colours[indices])
    for depth in (4, 8):
        indices, colours = draw.grey(levels=2**depth) // 3 % 2**depth, draw.palette(2**depth)
        indices[:, 10:25] = indices[:, 10:11]
        data = writers.bmp(width, height, depth, writers.runs(indices[::-1], depth), 2 if depth == 4 else 1, writers.bgr0(colours))
        picture(f'bmp/runs{depth}.bmp', data, colours[indices], 'palette')
        assert_pillow(data, colours[indices])
    levels = rgb // 8
    words = (levels[..., 0] * 1024 + levels[..., 1] * 32 + levels[..., 2]).astype('<u2')
    shown = np.floor(levels * 255 / 31 + 0.5)
    picture('bmp/rgb16.bmp', writers.bmp(width, height, 16, writers.bmp_rows([row.tobytes() for row in words[::-1]])), shown, 'rgb', exact=False)
    greens = rgb[..., 1] // 4
    words = (levels[..., 0] * 2048 + greens * 32 + levels[..., 2]).astype('<u2')
    shown = np.floor(np.stack([levels[..., 0] * 255 / 31, greens * 255 / 63, levels[..., 2] * 255 / 31], -1) + 0.5)
    masks = struct.pack('<III', 0xF800, 0x07E0, 0x001F)
    picture('bmp/rgb16-565.bmp', writers.bmp(width, height, 16, writers.bmp_rows([row.tobytes() for row in words[::-1]]), 3, masks=masks), shown, 'rgb', exact=False)
    four = np.concatenate([rgb[..., ::-1], draw.alpha()[..., None]], -1).astype(np.uint8)
    rows = four[::-1].tobytes()
    picture('bmp/rgb32-unused-byte.bmp', writers.bmp(width, height, 32, rows), rgb, 'rgb')
    masks = struct.pack('<IIII', 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    picture('bmp/rgba32.bmp', writers.bmp(width, height, 32, rows, 3, header=108, masks=masks), draw.on_black(rgb, draw.alpha()), 'rgb-alpha')
    zeros = four.copy()
    zeros[..., 3] = 0
    picture('bmp/rgba32-alpha-unused.bmp', writers.bmp(width, height, 32, zeros[::-1].tobytes(), 3, header=108, masks=masks), rgb, 'rgb-alpha')
    refused('bmp/holds-a-png.bmp', writers.bmp(width, height, 0, writers.png(rgb, 8, 2), 5), 'packed in a way that cannot be read')


def make_gifs():
    grey, colours = draw.grey(), draw.palette(256)
    height, width = grey.shape
    other = draw.palette(256)[::-1]
    whole = (0, 0, grey, False, None)
    data = picture('gif/plain.gif', writers.gif([whole], (width, height), colours), colours[grey], 'palette')
    assert_pillow(data, colours[grey])
    data = picture('gif/interlaced.gif', writers.gif([(0, 0, grey, True, None)], (width, height), colours), colours[grey], 'palette')
    assert_pillow(data, colours[grey])
    picture('gif/own-colours.gif', writers.gif([(0, 0, grey, False, other)], (width, height), colours), other[grey], 'palette')
    through = np.where((grey == 200)[..., None], 0, colours[grey])
    picture('gif/transparent.gif', writers.gif([whole], (width, height), colours, 200), through, 'palette')
    screen = np.zeros((height + 6, width + 9, 3), np.uint8)
    screen[2 : 2 + height, 4 : 4 + width] = colours[grey]
    picture('gif/frame-within-screen.gif', writers.gif([(4, 2, grey, False, None)], (width + 9, height + 6), colours), screen, 'palette')
    picture('gif/two-frames.gif', writers.gif([whole, (0, 0, 255 - grey, False, None)], (width, height), colours), colours[grey], 'palette')
    picture('gif/without-end.gif', writers.gif([whole], (width, height), colours)[:-1], colours[grey], 'palette')
    for size in (2, 5, 16):
        indices = draw.grey(96, 80, levels=size).astype(np.uint8)
        image = Image.fromarray(indices, 'P')
        image.putpalette(draw.palette(size).tobytes())
        # Pillow's own codes, which grow to 12 bits.
        data = saved(image, 'GIF', optimize=False)
        picture(f'gif/pillow-{size}-colours.gif', data, np.asarray(pillow(data).convert('RGB')), 'palette')


def make_webps():
    colour = Image.fromarray(draw.rgb().astype(np.uint8))
    data = saved(colour, 'WEBP', lossless=True)
    picture('webp/lossless.webp', data, draw.rgb(), 'rgb')
    four = np.concatenate([draw.rgb(), draw.alpha()[..., None]], -1).astype(np.uint8)
    data = saved(Image.fromarray(four), 'WEBP', lossless=True, exact=True)
    picture('webp/lossless-alpha.webp', data, draw.on_black(draw.rgb(), draw.alpha()), 'rgb-alpha', exact=False)
    data = saved(Image.fromarray(draw.smooth()), 'WEBP', quality=80)
    picture('webp/lossy.webp', data, np.asarray(pillow(data).convert('RGB')), 'rgb', exact=False)
    PICTURES['webp/lossless-alpha.webp']['within'] = 1  # libwebp cuts where it multiplies by alpha
    smooth_alpha = np.concatenate([draw.smooth(), (255 - draw.smooth()[..., :1])], -1)
    data = saved(Image.fromarray(smooth_alpha), 'WEBP', quality=80)
    read = np.asarray(pillow(data).convert('RGBA')).astype(np.uint16)
    picture('webp/lossy-alpha.webp', data, draw.on_black(read[..., :3], read[..., 3]), 'rgb-alpha', exact=False)
    PICTURES['webp/lossy-alpha.webp']['within'] = 1
    exif = Image.Exif()
    exif[0x0112] = 8
    data = saved(colour, 'WEBP', lossless=True, exif=exif)
    picture('webp/exif-8.webp', data, np.rot90(draw.rgb()), 'rgb')


SAME = {}


def white_is_zero(levels):
    """A 16-bit TIFF whose greys are turned round: what Pillow writes, with the Photometric Interpretation changed from 1 to 0."""
    data = bytearray(saved(Image.fromarray(levels.astype(np.uint16)), 'TIFF', compression='tiff_lzw'))
    directory, = struct.unpack_from('<I', data, 4)
    count, = struct.unpack_from('<H', data, directory)
    entries = [directory + 2 + 12 * i for i in range(count)]
    entry, = [at for at in entries if struct.unpack_from('<H', data, at)[0] == 262]
    struct.pack_into('<H', data, entry + 8, 0)
    read = Image.open(io.BytesIO(bytes(data)))
    assert read.tag_v2[262] == 0 and (np.asarray(read) == levels).all()
    return bytes(data)


def make_same():
    """One picture in every format, with what Pillow reads of it at 8 bits: full range, dark but widened from bytes, and a scanner's 12 bits."""
    full = draw.sixteen_bits()
    for name, levels in {'full': full, 'dark': (full // 600) * 257, 'narrow': full // 16}.items():
        narrow = name == 'narrow'
        low, high = np.percentile(levels, [0.5, 99.5]) if narrow else (0, 65535)
        shown = np.rint(np.clip((levels - low) * 255.0 / (high - low), 0, 255)).astype(np.uint8)
        image, deep = Image.fromarray(shown), Image.fromarray(levels.astype(np.uint16))
        files = {
            '8.png': saved(image, 'PNG', optimize=True),
            '16.png': saved(deep, 'PNG', optimize=True),
            '16.tif': saved(deep, 'TIFF', compression='tiff_lzw'),
            '16-white-is-zero.tif': white_is_zero(65535 - levels),
            **({} if narrow else {
                '.jpg': saved(image, 'JPEG', quality=100),
                '8.tif': saved(image, 'TIFF', compression='tiff_lzw'),
                '.bmp': saved(image, 'BMP'),
                '.gif': saved(image, 'GIF'),
                '.webp': saved(image, 'WEBP', lossless=True),
                '8.dcm': medical.byte_slice(shown),
                '16.dcm': medical.slice_of(1, levels, BitsStored=16, HighBit=15, WindowCenter='32768', WindowWidth='65536'),
                '16-without-window.dcm': medical.slice_of(1, levels, BitsStored=16, HighBit=15),
            }),
        }
        for kind, data in files.items():
            write(f'same/{name}{kind}', data)
            if kind[-3:] in ('jpg', 'bmp', 'gif') or kind in ('.webp', '8.tif'):
                assert_pillow(data, shown)
        SAME[name] = {'files': [f'same/{name}{kind}' for kind in files], **figures(shown)}


def make_hostile():
    """Damage to the files above, disguises, and bombs. Nothing but the words of a refusal, or pixels, may come of them."""
    read = lambda path: open(os.path.join(HERE, path), 'rb').read()
    whole = {'png': 'png/rgb8.png', 'jpg': 'jpeg/grey.jpg', 'gif': 'gif/plain.gif', 'bmp': 'bmp/rgb24.bmp', 'webp': 'webp/lossless.webp'}
    anything = '.'
    for kind, path in whole.items():
        data = read(path)
        for percent in (5, 25, 50, 75, 98):
            refused(f'hostile/truncated/{kind}-{percent:02}.{kind}', data[: len(data) * percent // 100], anything)
        random = np.random.default_rng(sum(kind.encode()))
        for number in range(8):
            bytes_ = bytearray(data)
            for _ in range(int(random.integers(1, 6))):
                bytes_[int(random.integers(4, len(bytes_)))] = int(random.integers(256))
            path = f'hostile/fuzz/{kind}-{number}.{kind}'
            if kind == 'png':
                refused(path, bytes(bytes_), 'PNG is damaged|ends before')
            else:
                write(path, bytes(bytes_))
    rgb, grey = draw.rgb(), draw.grey()
    good = writers.png(rgb, 8, 2)
    stream = lambda data: b'\x89PNG\r\n\x1a\n' + good[8:33] + writers.chunk(b'IDAT', data) + writers.chunk(b'IEND')
    raw = zlib.decompress(b''.join(good[41:-16] for _ in [0]))
    refused('hostile/damaged/png-too-few-rows.png', stream(zlib.compress(raw[:-100])), 'do not unpack to the image')
    refused('hostile/damaged/png-too-many-rows.png', stream(zlib.compress(raw + bytes(112))), 'do not unpack to the image')
    refused('hostile/damaged/png-unknown-filter.png', stream(zlib.compress(b'\x05' + raw[1:])), 'filtered in a way that does not exist')
    refused('hostile/damaged/png-wrong-zlib-checksum.png', stream(zlib.compress(raw)[:-1] + b'\0'), 'do not unpack to the image')
    wrong = bytearray(good)
    wrong[60] ^= 1
    refused('hostile/damaged/png-wrong-checksum.png', bytes(wrong), 'a checksum in it is wrong')
    refused('hostile/damaged/png-without-pixels.png', good[:33] + good[-12:], 'no image in it')
    jpeg = read('jpeg/grey.jpg')
    refused('hostile/damaged/jpeg-without-end.jpg', jpeg[:-2], 'ends before the image does')
    codes = bytearray(jpeg)
    codes[jpeg.index(b'\xff\xc4') + 5] = 200
    refused('hostile/damaged/jpeg-impossible-codes.jpg', bytes(codes), 'contradict each other')
    gif = read('gif/plain.gif')
    refused('hostile/damaged/gif-too-few-codes.gif', gif[:-700] + b'\0;', 'ends before|damaged')
    webp = bytearray(read('webp/lossy.webp'))
    webp[23] ^= 0xFF
    refused('hostile/damaged/webp-start-code.webp', bytes(webp), 'WebP is damaged')

    header = lambda width, height, bits: struct.pack('>IIBBBBB', width, height, bits, 0, 0, 0, 0)
    rows = lambda height, row: zlib.compress(bytes((1 + row) * height), 9)
    bomb = lambda width, height, bits: b'\x89PNG\r\n\x1a\n' + writers.chunk(b'IHDR', header(width, height, bits)) + writers.chunk(b'IDAT', rows(height, width * bits // 8)) + writers.chunk(b'IEND')
    refused('hostile/bomb/png-9000x9000.png', bomb(9000, 9000, 8), r'too large: 9000 x 9000 pixels \(81 megapixels\)')
    refused('hostile/bomb/png-30000x30000-1-bit.png', bomb(30000, 30000, 1), '900 megapixels')
    lying = b'\x89PNG\r\n\x1a\n' + writers.chunk(b'IHDR', header(7900, 8000, 8)) + writers.chunk(b'IDAT', zlib.compress(b'a')) + writers.chunk(b'IEND')
    refused('hostile/bomb/png-says-63-megapixels.png', lying, 'do not unpack to the image')
    refused('hostile/bomb/png-small-with-40-MB.png', stream(zlib.compress(bytes(40_000_000), 9)), 'do not unpack to the image')
    text = writers.chunk(b'zTXt', b'Comment\0\0' + zlib.compress(bytes(60_000_000), 9))
    picture('hostile/bomb/png-text-of-60-MB.png', writers.png(grey, 8, 0, extra=[text]), grey, 'grey')
    sides = bytearray(jpeg)
    at = jpeg.index(b'\xff\xc0')
    sides[at + 5 : at + 9] = struct.pack('>HH', 65500, 65500)
    refused('hostile/bomb/jpeg-65500x65500.jpg', bytes(sides), r'too large: 65500 x 65500 pixels \(4290 megapixels\)')
    refused('hostile/bomb/gif-65535x65535.gif', b'GIF89a' + struct.pack('<HHBBB', 65535, 65535, 0, 0, 0) + gif[6 + 7 + 768 :], 'too large')
    refused('hostile/bomb/png-1x1.png', writers.png(grey[:1, :1], 8, 0), 'too small')
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name in ('../../evil.txt', '/abs.txt'):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), b'A' * 40_000_000, zipfile.ZIP_DEFLATED, 9)
    refused('hostile/bomb/zip-80-MB.zip', buffer.getvalue(), 'zip archive')

    refused('hostile/disguise/html-as.jpg', b'<!doctype html><img src="https://example.invalid/x.png" onerror="alert(1)">', 'web page')
    refused('hostile/disguise/svg-as.jpg', b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'SVG')
    refused('hostile/disguise/pdf-as.jpg', b'%PDF-1.7\n%drawn\n', 'PDF')
    refused('hostile/disguise/json-as.png', b'{"class_name": "x"}', 'JSON')
    refused('hostile/disguise/onebyte.jpg', b'x', 'too short')
    refused('hostile/disguise/empty.png', b'', 'empty')
    refused('hostile/disguise/zeros.png', bytes(4096), 'nothing but zeros')
    polyglot = b'MZ' + bytes(126) + b'DICM' + bytes(12)
    refused('hostile/disguise/dicom-with-a-program.dcm', polyglot, 'DICOM')


def make_scans():
    """Heads of two classes in the formats of the well-known set, and near-copies of each, as such sets hold."""
    groups = []
    for number in range(24):
        kind = 'lesion' if number % 2 else 'healthy'
        width, height = 120 + 8 * (number % 5), 132 + 6 * (number % 7)
        image = Image.fromarray(draw.head(width, height, number, kind == 'lesion'))
        name = f'scans/{kind}/head {number + 1}'
        if number % 6 == 3:
            files = {f'{name}.png': saved(image.convert('RGB'), 'PNG', optimize=True)}
        elif number % 6 == 4:
            # A JPEG by name alone.
            files = {f'{name}.jpg': saved(image, 'PNG', optimize=True)}
        elif number % 12 == 5:
            files = {f'{name}.tif': saved(image, 'TIFF', compression='tiff_lzw')}
        else:
            files = {f'{name}.jpg': saved(image.convert('RGB') if number % 3 else image, 'JPEG', quality=88)}
        if number % 4 == 0:
            files[f'{name} again.jpg'] = saved(image, 'JPEG', quality=55)
        if number % 8 == 2:
            files[f'{name} larger.jpg'] = saved(image.resize((width * 3 // 2, height * 3 // 2), Image.Resampling.BICUBIC), 'JPEG', quality=80)
        for path, data in files.items():
            luma_picture(path, data, pillow(data))
            PICTURES[path]['colours'] = {'L': 'grey', 'RGB': 'rgb'}[pillow(data).mode]
            groups.append([path, number])
    return groups


def main():
    make_pngs()
    make_jpegs()
    make_bmps()
    make_gifs()
    make_webps()
    make_same()
    make_hostile()
    expected = {'pictures': PICTURES, 'same': SAME, 'refused': REFUSED, 'groups': make_scans(), **medical.make(write)}
    write('EXPECT.json', json.dumps(expected, separators=(',', ':')).replace('},"', '},\n"').replace('","', '",\n"').encode() + b'\n')


main()
