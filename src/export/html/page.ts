import { decodePng } from '../../decoding/formats/png/png.ts';
import type { DecodedImage } from '../../decoding/image/decodedImage.ts';
import { windowed } from '../../decoding/windowing/windowing.ts';
import type { ModelCard } from '../../model/card/card.ts';
import type { WeightSpec } from '../../model/networkArtifacts.ts';
import { preprocess } from '../../preprocessing/preprocess.ts';
import { chainsOf } from '../network/chains.ts';
import { answerToInput } from '../network/plainAnswer.ts';

/** What the file holds of the model; weights in base64. */
type PageModel = {
  readonly card: ModelCard;
  readonly topology: object;
  readonly weightSpecs: readonly WeightSpec[];
  readonly weights: string;
};

/** Squares that are covered in turn, along each side. */
const GRID = 8;
const PNG = [0x89, 0x50, 0x4e, 0x47];

const { card, weights, ...network } = JSON.parse(element('model', HTMLElement).textContent) as PageModel;
const bytes = Uint8Array.from(atob(weights), (letter) => letter.charCodeAt(0));
const chains = chainsOf({ card, artifacts: { ...network, weights: bytes.buffer } });
const answer = (pixels: Uint8Array) => answerToInput(chains, card, pixels);
/** Counts the scans, so that an older one stops when a newer comes. */
let current = 0;

const input = element('file', HTMLInputElement);
input.addEventListener('change', () => show(input.files?.[0]));
const drop = element('drop', HTMLElement);
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.classList.add('over');
});
document.addEventListener('dragleave', () => drop.classList.remove('over'));
document.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  show(event.dataTransfer?.files[0]);
});

function show(file: File | undefined): void {
  if (file) void classify(file, ++current);
}

async function classify(file: File, turn: number): Promise<void> {
  const image = await decode(file).catch(() => null);
  if (turn !== current) return;
  element('probabilities', HTMLElement).replaceChildren();
  element('note', HTMLElement).textContent = '';
  element('scan', HTMLElement).hidden = image === null;
  if (!image) {
    element('verdict', HTMLElement).textContent = `${file.name} is no image that this browser can read.`;
    return;
  }
  const pixels = preprocess(image, card.preprocessing);
  const probabilities = answer(pixels);
  const said = verdict(probabilities);
  const told = isUndecided(probabilities) ? 'undecided' : card.classes[said];
  element('verdict', HTMLElement).textContent = `${file.name}: ${told}`;
  element('probabilities', HTMLElement).replaceChildren(
    ...probabilities.map((probability, index) => {
      const item = document.createElement('li');
      item.textContent = `${card.classes[index]}: ${(100 * probability).toFixed(2)} %`;
      item.dataset.probability = String(probability);
      return item;
    }),
  );
  draw(pixels, null);
  await heatMap(pixels, said, probabilities[said] ?? 0, turn);
}

function verdict(probabilities: readonly number[]): number {
  if (card.threshold !== null) return (probabilities[1] ?? 0) >= card.threshold ? 1 : 0;
  return probabilities.indexOf(Math.max(...probabilities));
}

function isUndecided([, positive = 0]: readonly number[]): boolean {
  return card.undecided !== undefined && positive >= card.undecided.low && positive < card.undecided.high;
}

/** Covers a square at a time with the mean grey; where the verdict suffers most, the network had seen most of it. */
async function heatMap(pixels: Uint8Array, said: number, probability: number, turn: number): Promise<void> {
  const note = element('note', HTMLElement);
  const heat = new Float64Array(GRID * GRID);
  for (let cell = 0; cell < heat.length; cell++) {
    note.textContent = `Heat map: ${Math.round((100 * cell) / heat.length)} %`;
    await new Promise((resolve) => setTimeout(resolve)); // the page stays responsive
    if (turn !== current) return;
    heat[cell] = Math.max(0, probability - (answer(covered(pixels, cell))[said] ?? 0));
  }
  const most = Math.max(...heat);
  draw(pixels, most > 0 ? heat.map((value) => value / most) : null);
  note.textContent =
    most > 0
      ? `Red: covering it lowers the probability of the verdict, by up to ${(100 * most).toFixed(1)} %.`
      : 'Heat map: no single part of the scan speaks for the verdict.';
}

function covered(pixels: Uint8Array, cell: number): Uint8Array {
  const { size, depth } = card.preprocessing;
  const mean = pixels.reduce((sum, level) => sum + level, 0) / pixels.length;
  const side = size / GRID;
  const copy = pixels.slice();
  // Half a square wider on each side, so that nothing hides on a border.
  const from = (place: number) => Math.max(0, Math.round((place - 0.5) * side));
  const to = (place: number) => Math.min(size, Math.round((place + 1.5) * side));
  const [x, y] = [cell % GRID, Math.floor(cell / GRID)];
  for (let row = from(y); row < to(y); row++)
    copy.fill(mean, (row * size + from(x)) * depth, (row * size + to(x)) * depth);
  return copy;
}

/** The network's input, red where it is hot. @param heat [GRID, GRID], 0..1 */
function draw(pixels: Uint8Array, heat: Float64Array | null): void {
  const { size, depth } = card.preprocessing;
  const canvas = element('scan', HTMLCanvasElement);
  canvas.width = size;
  canvas.height = size;
  const shown = new ImageData(size, size);
  for (let i = 0; i < size * size; i++) {
    const cell = Math.floor((Math.floor(i / size) * GRID) / size) * GRID + Math.floor(((i % size) * GRID) / size);
    const share = 0.6 * (heat?.[cell] ?? 0);
    for (let c = 0; c < 3; c++) {
      const level = pixels[i * depth + (depth === 1 ? 0 : c)] ?? 0;
      shown.data[4 * i + c] = level * (1 - share) + (c === 0 ? 255 * share : 0);
    }
    shown.data[4 * i + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(shown, 0, 0);
}

/** PNG by Axial's own decoder, which knows 16 bits; the rest by the browser. */
async function decode(file: File): Promise<DecodedImage> {
  const data = new Uint8Array(await file.arrayBuffer());
  if (PNG.every((byte, index) => data[index] === byte))
    return windowed(await decodePng(data), card.preprocessing.version);
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none', imageOrientation: 'from-image' });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('This browser has no canvas.');
  context.fillRect(0, 0, width, height); // transparent pixels lie on black
  context.drawImage(bitmap, 0, 0);
  const { data: rgba } = context.getImageData(0, 0, width, height);
  const pixels = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) pixels.set(rgba.subarray(4 * i, 4 * i + 3), 3 * i);
  return { width, height, channels: 3, pixels };
}

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no '${id}'.`);
  return found;
}
