import { strToU8, zipSync } from 'fflate';
import { extractEntry, type NamedEntry, readZipDirectory, shownName } from '../../archive/zipDirectory.ts';
import { isZip } from '../../archive/zipStructure.ts';
import { type ModelCard, parseModelCard } from '../../model/card/card.ts';
import { modelFingerprint } from '../../model/card/modelFingerprint.ts';
import { weightsFingerprint } from '../../model/card/weightsFingerprint.ts';
import type { NetworkArtifacts } from '../../model/networkArtifacts.ts';
import preprocess from '../python/preprocess.py?raw';
import { type EvaluationRecord, evaluationJson, NOT_KNOWN } from '../results/evaluationJson.ts';
import { EVALUATION_FILE, readEvaluation } from '../results/readEvaluation.ts';
import { parseCardFile, writeCardFile } from './cardFile.ts';
import { assertJsonSize, demandFinite, parseJsonText } from './fileParts.ts';
import type { OpenedModel } from './foreignCard.ts';
import { parseModelJson, weightBytes, weightsFileName, writeModelJson } from './modelJson.ts';
import { modelReadme } from './modelReadme.ts';

const needed = ['axial.json', 'model.json', weightsFileName] as const;
type Needed = Record<(typeof needed)[number], NamedEntry> & { readonly [EVALUATION_FILE]: NamedEntry | undefined };

/**
 * A model as one file that `tf.loadLayersModel` opens once it is unpacked, and that `unzipModel` reads back.
 * @throws Error when the card or the weights are not fit to be read back
 */
export async function zipModel(
  card: ModelCard,
  artifacts: NetworkArtifacts,
  evaluated: EvaluationRecord = NOT_KNOWN,
): Promise<Blob> {
  const written = parseModelCard(card);
  if (artifacts.weights.byteLength !== weightBytes(artifacts.weightSpecs))
    throw new Error('The weights of this model do not have the length that its description says: train it again.');
  const evaluation = evaluationJson(written, evaluated);
  const zip = zipSync({
    'model.json': strToU8(writeModelJson(artifacts, written.software.tfjs)),
    // Trained float32 hardly shrinks: stored, it is written and read at once.
    [weightsFileName]: [new Uint8Array(artifacts.weights), { level: 0 }],
    'axial.json': strToU8(await writeCardFile(written, artifacts)),
    ...(evaluation === null ? {} : { [EVALUATION_FILE]: strToU8(evaluation) }),
    'preprocess.py': strToU8(preprocess),
    'README.txt': strToU8(
      modelReadme(written, await modelFingerprint(await weightsFingerprint(artifacts.weights), written)),
    ),
  });
  return new Blob([zip], { type: 'application/zip' });
}

/**
 * Reads a model that someone dropped. Everything that can be wrong with it is found before any tensor is made.
 * @throws Error of one sentence that says what is wrong, and what to drop instead
 */
export async function unzipModel(bytes: Uint8Array): Promise<OpenedModel> {
  if (!isZip(bytes)) throw explainForeignFile(bytes);
  const entries = findEntries(readZipDirectory(bytes));
  const readJson = async (name: 'axial.json' | 'model.json') => {
    assertJsonSize(name, entries[name].bytes);
    return parseJsonText(name, await extractEntry(bytes, entries[name]));
  };
  const { card, demandUnchanged } = parseCardFile(await readJson('axial.json'));
  const { size, depth } = card.preprocessing;
  const frame = { input: [size, size, depth], classCount: card.classes.length } as const;
  const { topology, weightSpecs } = parseModelJson(await readJson('model.json'), frame);
  demandLength(entries[weightsFileName].bytes, weightBytes(weightSpecs));
  const weights = (await extractEntry(bytes, entries[weightsFileName])).buffer;
  demandFinite(weightsFileName, new Float32Array(weights));
  const artifacts = { topology, weightSpecs, weights };
  await demandUnchanged(artifacts);
  return { card, artifacts, ...(await readEvaluation(bytes, entries[EVALUATION_FILE], card)) };
}

/** The files, at the top or together in one folder (as a zip that was unpacked and packed again has them). */
function findEntries(entries: readonly NamedEntry[]): Needed {
  const files = entries.filter(({ name }) => !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\._|\.DS_Store$)/.test(name));
  for (const { name } of files) demandPlainPath(name);
  const folder = commonFolder(files.map(({ name }) => name));
  const findOptional = (wanted: string) => {
    const [entry, ...others] = files.filter(({ name }) => name === folder + wanted);
    if (others.length > 0)
      throw new Error(`This zip has '${wanted}' more than once: it is not a model that Axial saved.`);
    return entry;
  };
  const find = (wanted: string) => {
    const entry = findOptional(wanted);
    if (!entry) throw new Error(`This zip has no '${wanted}': it is not a model that Axial saved.`);
    return entry;
  };
  return {
    'axial.json': find('axial.json'),
    'model.json': find('model.json'),
    [weightsFileName]: find(weightsFileName),
    [EVALUATION_FILE]: findOptional(EVALUATION_FILE),
  };
}

function demandPlainPath(name: string): void {
  const parts = name.split('/');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (parts.includes('..') || parts.includes('') || /[\\:\u0000-\u001f]/.test(name))
    throw new Error(
      `This zip holds a file with a path that leads elsewhere ('${shownName(name)}'): it is not a model that Axial saved.`,
    );
}

function commonFolder(names: readonly string[]): string {
  const card = names.find((name) => name === 'axial.json' || /^[^/]+\/axial\.json$/.test(name));
  return card?.slice(0, -'axial.json'.length) ?? '';
}

function demandLength(bytes: number, expected: number): void {
  if (bytes !== expected)
    throw new Error(
      `'${weightsFileName}' holds ${bytes} bytes, but the network needs ${expected}: download or copy the file again.`,
    );
}

const SIGNATURES: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x89, 0x48, 0x44, 0x46], 'a Keras model of the old kind (HDF5): open it with Keras 3 and save it as .keras'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture (PNG), which belongs in Classify or Data'],
  [[0xff, 0xd8, 0xff], 'a picture (JPEG), which belongs in Classify or Data'],
  [[0x1f, 0x8b], 'packed with gzip'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive'],
  [[0x52, 0x61, 0x72, 0x21], 'a RAR archive'],
];
const WANTED = "a model is the zip that 'Download model' gave, or a .keras or .onnx file";

/** Why a file that is no zip is no model, in a sentence that says what to drop instead. */
function explainForeignFile(bytes: Uint8Array): Error {
  if (bytes.length === 0) return new Error(`This file is empty; ${WANTED}.`);
  const signature = SIGNATURES.find(([start]) => start.every((byte, index) => bytes[index] === byte));
  if (signature) return new Error(`This file is ${signature[1]}; ${WANTED}.`);
  // A `model.json` alone is the likeliest mistake: it has neither weights nor card.
  if (looksLikeJson(bytes)) return new Error(`This is a JSON file without weights and card; ${WANTED}: drop it whole.`);
  return new Error(`This file is not a zip; ${WANTED}.`);
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return start.startsWith('{') || start.startsWith('[');
}
