// What is looked at in files of models before anything of them is used.

const maximalBytes = 1_000_000;
const maximalDepth = 40;

/**
 * JSON from a stranger: size and depth are looked at before it is parsed.
 * @throws Error of one sentence that names the file
 */
export function parseJsonText(name: string, bytes: Uint8Array, most = maximalBytes): unknown {
  assertJsonSize(name, bytes.length, most);
  if (deepest(bytes) > maximalDepth)
    throw new Error(`'${name}' is nested more than ${maximalDepth} levels deep: it was not written by Axial or TF.js.`);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Error(`'${name}' is not readable JSON: download or copy the file again.`, { cause: error });
  }
}

/** @throws Error of one sentence; also asked before the file is unpacked */
export function assertJsonSize(name: string, bytes: number, most = maximalBytes): void {
  if (bytes > most)
    throw new Error(
      `'${name}' takes ${(bytes / 1e6).toFixed(1)} MB; a description of a model stays under ${most / 1e6} MB.`,
    );
}

/** Levels of brackets, strings left out. UTF-8 keeps these four characters apart from every other. */
function deepest(bytes: Uint8Array): number {
  const [quote, backslash] = [0x22, 0x5c];
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inString && byte === backslash) at++;
    else if (byte === quote) inString = !inString;
    else if (inString) continue;
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}

/** @param name of the file that the weights are in */
export function demandFinite(name: string, weights: Float32Array): void {
  if (weights.every(Number.isFinite)) return;
  throw new Error(`'${name}' holds numbers that are not finite: this network cannot answer, so train it again.`);
}
