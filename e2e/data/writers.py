"""Kinds of PNG, BMP and GIF that Pillow does not write, byte by byte from their specifications."""

import struct
import zlib

import numpy as np

ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, data=b''):
    body = kind + data
    return struct.pack('>I', len(data)) + body + struct.pack('>I', zlib.crc32(body))


def packed_row(row, bits):
    """[width, channels] -> bytes, the first pixel in the upper bits."""
    flat = row.reshape(-1).astype(np.uint16)
    if bits == 16:
        return flat.astype('>u2').tobytes()
    if bits == 8:
        return flat.astype(np.uint8).tobytes()
    each = 8 // bits
    flat = np.pad(flat, (0, -len(flat) % each)).reshape(-1, each)
    return bytes(int(sum(int(value) << (8 - bits * (i + 1)) for i, value in enumerate(group))) for group in flat)


def filtered(kind, row, above, back):
    left = bytes(back) + row[:-back] if len(row) > back else bytes(len(row))
    corner = bytes(back) + above[:-back] if len(row) > back else bytes(len(row))

    def predicted(a, b, c):
        if kind == 0:
            return 0
        if kind == 1:
            return a
        if kind == 2:
            return b
        if kind == 3:
            return (a + b) // 2
        p = a + b - c
        return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]

    return bytes((value - predicted(a, b, c)) % 256 for value, a, b, c in zip(row, left, above, corner))


def png(samples, bits, colour, interlaced=False, filters=(0, 1, 2, 3, 4), extra=(), parts=1):
    """samples: [height, width] or [height, width, channels]. `extra` chunks stand between the header and the pixels."""
    samples = samples[..., None] if samples.ndim == 2 else samples
    height, width, channels = samples.shape
    back = max(1, bits * channels // 8)
    stream = b''
    for x, y, per_x, per_y in ADAM7 if interlaced else [(0, 0, 1, 1)]:
        part = samples[y::per_y, x::per_x]
        if part.size == 0:
            continue
        above = bytes(len(packed_row(part[0], bits)))
        for number, row in enumerate(part):
            raw = packed_row(row, bits)
            kind = filters[number % len(filters)]
            stream += bytes([kind]) + filtered(kind, raw, above, back)
            above = raw
    data = zlib.compress(stream, 9)
    step = -(-len(data) // parts)
    pixels = b''.join(chunk(b'IDAT', data[at : at + step]) for at in range(0, len(data), step))
    header = struct.pack('>IIBBBBB', width, height, bits, colour, 0, 0, int(interlaced))
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + b''.join(extra) + pixels + chunk(b'IEND')


def bmp_rows(rows):
    return b''.join(row + bytes(-len(row) % 4) for row in rows)


def bmp(width, height, bits, pixels, compression=0, colours=b'', header=40, masks=b''):
    """`height` below 0: from the top. A header of 12 bytes is OS/2's; one of 108 holds the masks."""
    if header == 12:
        info = struct.pack('<IHHHH', 12, width, height, 1, bits)
    else:
        count = len(colours) // 4
        info = struct.pack('<IiiHHIIiiII', header, width, height, 1, bits, compression, len(pixels), 2835, 2835, count, 0)
        info += (masks + bytes(header - 40 - len(masks))) if header > 40 else masks
    start = 14 + len(info) + len(colours)
    return b'BM' + struct.pack('<IHHI', start + len(pixels), 0, 0, start) + info + colours + pixels


def bgr0(palette):
    return b''.join(bytes([blue, green, red, 0]) for red, green, blue in palette.tolist())


def runs(rows, bits):
    """[height, width] indices from the bottom -> RLE8 or RLE4, with runs, literals and ends of lines."""
    data = b''
    for row in rows.tolist():
        at = 0
        while at < len(row):
            same = 1
            while same < 255 and at + same < len(row) and row[at + same] == row[at]:
                same += 1
            if same > 2 or len(row) - at < 4:
                data += bytes([same, row[at] if bits == 8 else row[at] * 17])
                at += same
                continue
            # Pillow loses the last index of an odd number of 4 bits.
            most = min(9, len(row) - at)
            some = row[at : at + (most if bits == 8 else most & ~1)]
            body = bytes(some) if bits == 8 else packed_row(np.array(some), 4)
            data += bytes([0, len(some)]) + body + bytes(len(body) % 2)
            at += len(some)
        data += b'\0\0'
    return data[:-2] + b'\0\1'


def gif(frames, screen, colours, transparent=None):
    """frames: (left, top, indices, interlaced, local colours or None). Codes of 9 bits, cleared before they grow."""
    def table(entries):
        return (len(entries) - 1).bit_length() - 1, entries.tobytes()

    size, palette = table(colours)
    data = b'GIF89a' + struct.pack('<HHBBB', *screen, 0x80 | size, 0, 0) + palette
    for left, top, indices, interlaced, local in frames:
        if transparent is not None:
            data += bytes([0x21, 0xF9, 4, 1, 0, 0, transparent, 0])
        height, width = indices.shape
        flags = (0x40 if interlaced else 0) | ((0x80 | table(local)[0]) if local is not None else 0)
        data += b',' + struct.pack('<HHHHB', left, top, width, height, flags) + (table(local)[1] if local is not None else b'')
        order = [y for first, step in ((0, 8), (4, 8), (2, 4), (1, 2)) for y in range(first, height, step)] if interlaced else range(height)
        codes = []
        for count, value in enumerate(v for y in order for v in indices[y].tolist()):
            if count % 200 == 0:
                codes.append(256)
            codes.append(value)
        bits = sum(code << (9 * i) for i, code in enumerate([*codes, 257]))
        packed = bits.to_bytes(-(-9 * (len(codes) + 1) // 8), 'little')
        data += b'\x08' + b''.join(bytes([len(p)]) + p for p in (packed[i : i + 255] for i in range(0, len(packed), 255))) + b'\0'
    return data + b';'
