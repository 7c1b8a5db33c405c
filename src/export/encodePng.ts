import { zlibSync } from 'fflate';
import { crc32 } from '../archive/crc32.ts';
import { joinBytes } from '../archive/joinBytes.ts';
import type { DecodedImage } from '../decoding/image/decodedImage.ts';

/** 8 bits a channel, no filter (PNG specification, third edition). */
export function encodePng({ width, height, channels, pixels }: DecodedImage): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  header.setUint8(9, channels === 1 ? 0 : 2);
  const row = width * channels;
  const lines = new Uint8Array(height * (row + 1));
  for (let y = 0; y < height; y++) lines.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  return joinBytes([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    pngChunk('IHDR', new Uint8Array(header.buffer)),
    pngChunk('IDAT', zlibSync(lines, { level: 6 })),
    pngChunk('IEND', new Uint8Array()),
  ]);
}

function pngChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const named = joinBytes([new TextEncoder().encode(type), data]);
  const words = new DataView(new ArrayBuffer(8));
  words.setUint32(0, data.length);
  words.setUint32(4, crc32(named));
  return joinBytes([new Uint8Array(words.buffer, 0, 4), named, new Uint8Array(words.buffer, 4, 4)]);
}
