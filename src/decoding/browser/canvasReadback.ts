import { decodingError } from '../messages.ts';

/** Opaque RGBA of the canvas, row by row. */
type Read = (drawing: OffscreenCanvasRenderingContext2D) => Promise<Uint8Array | Uint8ClampedArray>;

const PROBE_SIDE = 64;

const throughContext: Read = async (drawing) => {
  const { width, height } = drawing.canvas;
  return drawing.getImageData(0, 0, width, height).data;
};

const throughVideoFrame: Read = async (drawing) => {
  const frame = new VideoFrame(drawing.canvas, { timestamp: 0, alpha: 'discard' });
  try {
    const rgba = new Uint8Array(frame.allocationSize({ format: 'RGBA' }));
    await frame.copyTo(rgba, { format: 'RGBA' });
    return rgba;
  } finally {
    frame.close();
  }
};

let faithful: Promise<Read> | null = null;

/**
 * The pixels of a canvas as they were drawn. Protection against fingerprinting (Brave, Firefox's resistFingerprinting) adds noise
 * to what a canvas gives back or replaces it silently; so a known image is read once, and the first way
 * that gives it back unchanged is taken. Throws UserError where there is none.
 */
export async function readCanvas(drawing: OffscreenCanvasRenderingContext2D): Promise<Uint8Array | Uint8ClampedArray> {
  faithful ??= findFaithful();
  return (await faithful)(drawing);
}

async function findFaithful(): Promise<Read> {
  for (const read of [throughContext, throughVideoFrame]) {
    if (await isFaithful(read)) return read;
  }
  throw decodingError('canvas-protected');
}

async function isFaithful(read: Read): Promise<boolean> {
  const drawing = new OffscreenCanvas(PROBE_SIDE, PROBE_SIDE).getContext('2d', { alpha: false });
  const known = new ImageData(PROBE_SIDE, PROBE_SIDE);
  known.data.forEach((_, i) => {
    known.data[i] = i % 4 === 3 ? 255 : (i * 7919 + (i >> 3) * 31) & 255;
  });
  try {
    drawing?.putImageData(known, 0, 0);
    const seen = drawing ? await read(drawing) : [];
    return seen.length === known.data.length && known.data.every((value, i) => value === seen[i]);
  } catch {
    return false;
  }
}
