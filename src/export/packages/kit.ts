import { strToU8, type Zippable, zipSync } from 'fflate';
import { parseModelCard } from '../../model/card/card.ts';
import rules from '../../preprocessing/PREPROCESSING.md?raw';
import type { ExportedModel } from '../network/chains.ts';
import preprocess from '../python/preprocess.py?raw';
import { goldenScans } from './goldenScans.ts';

/** The card, as JSON that people read. */
export function cardJson(model: ExportedModel): string {
  return JSON.stringify(parseModelCard(model.card), null, 2);
}

/** What makes a model give Axial's answers in Python: the card, preprocessing in words and in NumPy, and scans to compare by. */
export function kitFiles(model: ExportedModel): Zippable {
  const scans = goldenScans(model);
  const answers = scans.map(({ name, probabilities }) => ({ file: name, probabilities }));
  return {
    'axial.json': strToU8(cardJson(model)),
    'preprocess.py': strToU8(preprocess),
    'PREPROCESSING.md': strToU8(rules),
    'golden/golden.json': strToU8(JSON.stringify(answers, null, 2)),
    ...Object.fromEntries(scans.map(({ name, png }) => [`golden/${name}`, [png, { level: 0 }] as const])),
  } as Zippable;
}

/** Texts of a folder, by their names. */
export function textFiles(texts: Readonly<Record<string, string>>): Zippable {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)]));
}

export function zipBlob(files: Zippable, type = 'application/zip'): Blob {
  return new Blob([zipSync(files)], { type });
}
