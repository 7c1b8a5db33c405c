import type { DecodedImage } from '../../decoding/image/decodedImage.ts';
import { preprocess } from '../../preprocessing/preprocess.ts';
import { drawSample } from '../../sample/sample.ts';
import { encodePng } from '../encodePng.ts';
import { chainsOf, type ExportedModel } from '../network/chains.ts';
import { answerToInput } from '../network/plainAnswer.ts';

/** A drawn scan at full size, and what the model says of it: whoever runs the model elsewhere compares. */
type GoldenScan = {
  /** e.g. scan-01.png */
  readonly name: string;
  readonly png: Uint8Array<ArrayBuffer>;
  /** One for each class. */
  readonly probabilities: readonly number[];
};

const COUNT = 16;
const SEED = 20_26;

/** Synthetic scans of many sizes, half of them in colour, with the probabilities that Axial gives for them. */
export function goldenScans(model: ExportedModel): GoldenScan[] {
  const chains = chainsOf(model);
  return goldenImages().map((image, index) => ({
    name: `scan-${String(index + 1).padStart(2, '0')}.png`,
    png: encodePng(image),
    probabilities: answerToInput(chains, model.card, preprocess(image, model.card.preprocessing)),
  }));
}

export function goldenImages(): DecodedImage[] {
  return drawSample(SEED, COUNT).map(({ width, height, grey }, index) =>
    index % 2 === 0 ? { width, height, channels: 1, pixels: grey } : tinted(width, height, grey),
  );
}

/** Warm in the light, cold in the dark: a wrong weight of a colour shows. */
function tinted(width: number, height: number, grey: Uint8Array): DecodedImage {
  const pixels = new Uint8Array(3 * grey.length);
  grey.forEach((level, i) => {
    pixels.set(
      [level, Math.round((level * level) / 255), 255 - Math.round(((255 - level) * (255 + level)) / 510)],
      3 * i,
    );
  });
  return { width, height, channels: 3, pixels };
}
