const signatures: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x89, 0x48, 0x44, 0x46], 'a Keras model (HDF5), which Axial does not open'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture (PNG), which belongs in Classify or Data'],
  [[0xff, 0xd8, 0xff], 'a picture (JPEG), which belongs in Classify or Data'],
  [[0x1f, 0x8b], 'packed with gzip'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive'],
  [[0x52, 0x61, 0x72, 0x21], 'a RAR archive'],
];
const wanted = "a model is the zip that 'Download model' gave";

/** Why a file that is no zip is no model, in a sentence that says what to drop instead. */
export function explainForeignFile(bytes: Uint8Array): Error {
  if (bytes.length === 0) return new Error(`This file is empty; ${wanted}.`);
  const signature = signatures.find(([start]) => start.every((byte, index) => bytes[index] === byte));
  if (signature) return new Error(`This file is ${signature[1]}; ${wanted}.`);
  // A `model.json` alone is the likeliest mistake: it has neither weights nor card.
  if (looksLikeJson(bytes)) return new Error(`This is a JSON file without weights and card; ${wanted}: drop it whole.`);
  return new Error(`This file is not a zip; ${wanted}.`);
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  return start.startsWith('{') || start.startsWith('[');
}
