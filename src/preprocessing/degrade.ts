import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { applyDegradation } from './applyDegradation.ts';
import { type DegradationDraw, type DegradedImage, drawDegradation } from './degradationDraw.ts';
import { type Degradation, type DegradationName, MEASURED_SIDE } from './degradations.ts';
import { noAugmentation } from './preprocessingSpec.ts';
import { resizeArea } from './resize.ts';

/** A scan as it would be had its scanner, its export or its patient done it some harm. The same scan is harmed alike every time. */
export function degrade(image: DecodedImage, { kind, amount }: Degradation): DecodedImage {
  const { width, height, channels, pixels: source } = reduced(image);
  const values = Float32Array.from(source, (level) => level / 255);
  HARM[kind]({ values, width, height, depth: channels }, amount, source);
  const pixels = Uint8Array.from(values, (level) => Math.round(255 * Math.min(1, Math.max(0, level))));
  return { width, height, channels, pixels };
}

/** Changes the grey levels in place. `pixels`: the same levels as bytes. */
type Harm = (image: DegradedImage, amount: number, pixels: Uint8Array) => void;

const HARM: Readonly<Record<DegradationName, Harm>> = {
  noise: (image, amount, pixels) =>
    apply(image, {
      noise: amount / 100,
      noiseSeed: pixels.reduce((sum, level, i) => (sum + level * (i + 1)) >>> 0, 0),
    }),
  blur: (image, amount) => apply(image, { blur: (amount / 100) * longerSide(image) }),
  resolution: (image, amount) => apply(image, { side: Math.min(longerSide(image), amount) }),
  compression: (image, quality) => apply(image, { quality }),
  contrast: (image, amount) => apply(image, { contrast: amount / 100 }),
  brightness: ({ values }, amount) => {
    for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) + amount / 100;
  },
  rotation: (image, degrees) => {
    if (degrees !== 0) rotate(image, degrees);
  },
  biasField: (image, amount) => addBiasField(image, amount / 100),
};

/** What augmentation knows, too, as one draw of it. */
function apply(image: DegradedImage, changes: Partial<DegradationDraw>): void {
  applyDegradation(image, { ...drawDegradation(longerSide(image), noAugmentation, () => 0), ...changes });
}

function longerSide({ width, height }: DegradedImage): number {
  return Math.max(width, height);
}

function reduced(image: DecodedImage): DecodedImage {
  const { width, height } = image;
  const scale = MEASURED_SIDE / Math.max(width, height);
  if (scale >= 1) return image;
  const side = (length: number) => Math.max(1, Math.round(scale * length));
  const [across, down] = [side(width), side(height)];
  return { ...image, width: across, height: down, pixels: resizeArea(image, across, down) };
}

/** About its middle, clockwise for the eye; bilinear, and black comes in from outside. */
function rotate({ values, width, height, depth }: DegradedImage, degrees: number): void {
  const source = values.slice();
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const at = (x: number, y: number, c: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : (source[(y * width + x) * depth + c] as number);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [(i % width) - middleX, Math.floor(i / width) - middleY];
    const [fromX, fromY] = [middleX + cos * x + sin * y, middleY - sin * x + cos * y];
    const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
    const [right, down] = [fromX - left, fromY - top];
    for (let c = 0; c < depth; c++) {
      const upper = at(left, top, c) * (1 - right) + at(left + 1, top, c) * right;
      const lower = at(left, top + 1, c) * (1 - right) + at(left + 1, top + 1, c) * right;
      values[i * depth + c] = upper * (1 - down) + lower * down;
    }
  }
}

/** A gain that grows evenly from 1 - `amount` in the upper left corner to 1 + `amount` in the lower right one, as beside a surface coil. */
function addBiasField({ values, width, height, depth }: DegradedImage, amount: number): void {
  const share = (place: number, length: number) => (length > 1 ? place / (length - 1) : 0.5);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const gain = 1 + amount * (share(x, width) + share(y, height) - 1);
      for (let c = 0; c < depth; c++) {
        const place = (y * width + x) * depth + c;
        values[place] = gain * (values[place] as number);
      }
    }
}
