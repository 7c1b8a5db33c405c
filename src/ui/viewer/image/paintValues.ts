import { isPadding } from '../../../dataset/padding.ts';
import type { ViewedPicture } from '../../../worker/jobs/view/viewProtocol.ts';
import { greyOfValue, type Window } from './windowing.ts';

/** Colours as canvases have them in memory: red in the lowest byte, on every machine that runs a browser today. */
const OPAQUE = 0xff000000;

/** Writes the colours (packed RGBA) of the pixels `from` to `to` (not included) into `target`, which holds the whole image. */
export type Paint = (target: Uint32Array, from: number, to: number) => void;

/**
 * How an image is painted through a window, padding always black. All but fractions go through a table: a megapixel takes some
 * milliseconds.
 * @param inverted low values are white
 */
export function painterOf(image: ViewedPicture, window: Window, inverted: boolean): Paint {
  const { values, channels } = image;
  const greyOf = (value: number) => (isPadding(image, value) ? 0 : greyOfValue(value, window, inverted));
  if (channels === 3) return colourPainter(values, greyOf);
  if (values instanceof Float32Array) return fractionPainter(values, greyOf);
  const first = values instanceof Int16Array ? -32_768 : 0;
  const count = values instanceof Uint8Array ? 256 : 65_536;
  const table = new Uint32Array(count); // filled by a loop: `from` takes ten times as long, and this is done at every frame
  for (let i = 0; i < count; i++) table[i] = packed(greyOf(first + i));
  return (target, from, to) => {
    for (let i = from; i < to; i++) target[i] = table[(values[i] ?? 0) - first] ?? 0;
  };
}

function fractionPainter(values: Float32Array, greyOf: (value: number) => number): Paint {
  return (target, from, to) => {
    for (let i = from; i < to; i++) target[i] = packed(greyOf(values[i] ?? 0));
  };
}

function colourPainter(values: ViewedPicture['values'], greyOf: (value: number) => number): Paint {
  const levels = Uint8Array.from({ length: 256 }, (_, value) => greyOf(value));
  const level = (at: number) => levels[values[at] ?? 0] ?? 0;
  return (target, from, to) => {
    for (let i = from, at = 3 * from; i < to; i++, at += 3) {
      target[i] = OPAQUE | (level(at + 2) << 16) | (level(at + 1) << 8) | level(at);
    }
  };
}

const packed = (grey: number) => OPAQUE | (grey << 16) | (grey << 8) | grey;

/** Every `stride`-th pixel of every `stride`-th row: what is painted while a large image is still at work. */
export function thinned(image: ViewedPicture, stride: number): ViewedPicture {
  const { width, height, channels, values } = image;
  const [columns, rows] = [Math.ceil(width / stride), Math.ceil(height / stride)];
  const thinnedValues = values.slice(0, columns * rows * channels);
  for (let y = 0, to = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const from = (y * stride * width + x * stride) * channels;
      for (let c = 0; c < channels; c++) thinnedValues[to++] = values[from + c] ?? 0;
    }
  }
  return { ...image, width: columns, height: rows, values: thinnedValues };
}
