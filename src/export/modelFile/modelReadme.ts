import type { ModelCard } from '../../model/card/card.ts';
import rules from '../../preprocessing/PREPROCESSING.md?raw';
import { preprocessingCode } from '../packages/preprocessingCode.ts';
import { weightsFileName } from './modelJson.ts';

const FITS = {
  stretch: 'stretched to a square',
  pad: 'padded with black to a square',
  harmonise: 'cropped to the head, padded, blurred and normalised to one mean and contrast,',
} as const;

/** README.txt of a downloaded model: what each file is, and how to open it without Axial. `fingerprint`: its `modelFingerprint`. */
export function modelReadme(card: ModelCard, fingerprint: string): string {
  const { size, depth, fit } = card.preprocessing;
  const outputs =
    card.threshold !== null
      ? `one number, the probability of '${card.positiveClass}'; called positive from ${card.threshold},\n${thresholdOrigin(card)}`
      : `one probability per class, in this order: ${card.classes.join(', ')}`;
  const flips = card.hyperparameters.testTimeFlips
    ? '\nAxial takes the mean of the outputs for a picture and for its mirror image (left to right), and so do the\nresults and the threshold on the card.'
    : '';
  const temperature = card.temperature === undefined ? '' : `\n${temperatureWords(card, card.temperature)}`;
  const undecided = card.undecided
    ? `\nFrom ${card.undecided.low} up to below ${card.undecided.high} Axial leaves a scan undecided.`
    : '';
  return `${card.name}

A convolutional network trained in the browser with Axial ${card.software.axial}.
Research and education only. Not a medical device.${card.data.synthetic ? '\nTrained on synthetic pictures, not on scans of people.' : ''}

Files
  model.json   the network, in the format of a TensorFlow.js layers model
  ${weightsFileName}  its weights, little-endian float32
  axial.json   the card: classes, preprocessing, threshold, split, results
  evaluation.json  where known: the training history, and what the network said of each validation and test scan
               (SHA-256, group, class, probabilities), with confusion counts and ROC points: the results can be checked
  preprocess.py  how an image becomes the network's input, in NumPy and Pillow
  README.txt   this text

Fingerprint: ${fingerprint}. It follows from ${weightsFileName} and from the classes, the preprocessing, the threshold, the
undecided zone and the temperature in axial.json. Tables of results that Axial made with this model carry it.

Open it in Axial: drop the whole zip on the stage 'Models'.

Open it with TensorFlow.js (the unpacked files on a web server):
  import * as tf from '@tensorflow/tfjs';
  const model = await tf.loadLayersModel('model.json');
  const output = model.predict(tf.zeros([1, ${size}, ${size}, ${depth}]));

Input: [batch, ${size}, ${size}, ${depth}], ${depth === 1 ? 'grey' : 'RGB'}, 0..1, the picture ${FITS[fit]}
by area averaging from its full size, exactly as the rules below say; preprocess.py follows them in Python.
Output: ${outputs}.${flips}${temperature}${undecided}
${sealWords(card)}

${rules}
The same in NumPy and Pillow, for this model (preprocess.py does it for any):

\`\`\`python
${preprocessingCode(card.preprocessing)}
\`\`\`
`;
}

/** The same answers as in Axial, from an output of the network itself. */
function temperatureWords({ threshold }: ModelCard, temperature: number): string {
  return threshold !== null
    ? `Calibrated: Axial says 1 / (1 + exp(-logit(p) / ${temperature})) of that number p, with logit(p) = ln(p / (1 - p)); p is held\nbetween 1e-7 and 1 - 1e-7. The threshold and the results on the card are of the calibrated probability.`
    : `Calibrated: Axial says softmax(ln(p) / ${temperature}) of these probabilities p, each held between 1e-7 and 1 - 1e-7. The\nresults on the card are of the calibrated probabilities.`;
}

function sealWords({ testAccess }: ModelCard): string {
  if (!testAccess) return '';
  const { openings } = testAccess;
  return openings.length === 0
    ? 'The test set is sealed: the results on the card are of the validation set.'
    : `The test set was looked at ${openings.length === 1 ? 'once' : `${openings.length} times`}, first on ${openings[0]?.at.slice(0, 10)}; the card says what stood each time.`;
}

function thresholdOrigin({ thresholdFrom }: ModelCard): string {
  return thresholdFrom === 'hand'
    ? 'a threshold chosen after the test set was seen, so results at it are optimistic'
    : 'a threshold chosen on the validation set';
}
