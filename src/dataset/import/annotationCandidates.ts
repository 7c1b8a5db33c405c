import { STEP } from './inSteps.ts';
import { type MaskCandidates, stemOf } from './maskCandidates.ts';

/** Of one JSON nothing says that it is not of all images. */
const LEAST = 2;

/** `a.jpg.json`, `a.xml`; the descriptions of the ISIC archive have no ending. */
const ENDING = /\.(json|xml)$/i;

/** The names in small letters, without ending, that the image of an annotation may have: `a.jpg.json` may be of `a.jpg` and of `a.jpg.png`. */
export function stemsOfAnnotation(name: string): readonly string[] {
  const stem = name.replace(ENDING, '').toLowerCase();
  return [stem, stemOf(stem)];
}

type Folder = { readonly names: string[]; readonly indices: number[] };

/** Files beside images, of which each may say what one of these is. */
export class AnnotationCandidates {
  private readonly folders = new Map<string, Folder>();
  private count = 0;

  /** @param name of a file that is data about images */
  add(folders: readonly string[], name: string, index: number): void {
    if (!ENDING.test(name) && name.includes('.')) return;
    const path = folders.join('/');
    const folder = this.folders.get(path) ?? { names: [], indices: [] };
    this.folders.set(path, folder);
    folder.names.push(name);
    folder.indices.push(index);
    this.count += 1;
  }

  /** Those that are called as images are, in folders where most are; none where it is one alone. In steps, as all planning. */
  *ofImages(
    images: readonly { readonly masks: MaskCandidates }[],
    loose: readonly string[],
  ): Generator<void, readonly number[]> {
    if (this.count < LEAST) return [];
    const stems = new Set<string>();
    let seen = 0;
    for (const stem of stemsOfAll(images, loose)) {
      stems.add(stem);
      if (++seen % STEP === 0) yield;
    }
    const found: number[] = [];
    for (const { names, indices } of this.folders.values()) {
      const named: number[] = [];
      for (const [at, index] of indices.entries()) {
        if (stemsOfAnnotation(names[at] ?? '').some((stem) => stems.has(stem))) named.push(index);
        if (++seen % STEP === 0) yield;
      }
      if (2 * named.length > indices.length) for (const index of named) found.push(index);
    }
    return found.length < LEAST ? [] : found.sort((a, b) => a - b);
  }
}

function* stemsOfAll(
  images: readonly { readonly masks: MaskCandidates }[],
  loose: readonly string[],
): Generator<string> {
  for (const { masks } of images) yield* masks.stems();
  for (const name of loose) yield stemOf(name);
}
