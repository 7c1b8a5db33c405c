import { decodingError } from '../../messages.ts';

const DISCRETE = 0;
const LINEAR = 1;
const INDIRECT = 2;

/**
 * A palette that is stored in segments (DICOM PS3.3, C.7.9.2): values one by one, lines from the value before to another, and earlier segments
 * again. Throws UserError where it is damaged.
 *
 * @param words of `wordBytes` each
 * @param count values that the palette has
 */
export function expandedSegments(words: readonly number[], wordBytes: 1 | 2, count: number): number[] {
  const values: number[] = [];
  expand(0, Number.POSITIVE_INFINITY, false);
  if (values.length < count) throw decodingError('dicom-palette');
  return values.slice(0, count);

  function expand(from: number, segments: number, isAgain: boolean): void {
    let at = from;
    // A padding zero may follow the last segment.
    for (let read = 0; read < segments && at + 1 < words.length && values.length < count; read++) {
      const [code, length = 0] = words.slice(at, at + 2);
      at += 2;
      if (code === DISCRETE) {
        values.push(...words.slice(at, at + length));
        at += length;
      } else if (code === LINEAR) {
        pushLine(words[at] ?? 0, length);
        at += 1;
      } else if (code === INDIRECT && !isAgain) {
        expand(placeAt(at), length, true);
        at += wordBytes === 1 ? 4 : 2;
      } else throw decodingError('dicom-palette');
    }
  }

  function pushLine(to: number, length: number): void {
    const from = values.at(-1);
    if (from === undefined) throw decodingError('dicom-palette');
    for (let i = 1; i <= length; i++) values.push(roundedToEven(from + (i * (to - from)) / length));
  }

  /** The place among the words of a segment whose place in bytes stands at `at`, the lower half first. */
  function placeAt(at: number): number {
    const bytes =
      wordBytes === 1 ? words.slice(at, at + 4) : words.slice(at, at + 2).flatMap((word) => [word & 255, word >> 8]);
    return bytes.reduceRight((place, byte) => place * 256 + byte, 0) / wordBytes;
  }
}

/** Halves as NumPy rounds them. */
function roundedToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
