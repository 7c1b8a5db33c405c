import { isVolume } from '../volumes.ts';

const WORDS =
  'masks?|msk|seg|segm|segmentations?|labels?|labelmap|gt|ground[ _-]?truth|anno|annotations?|manual|superpixels?|roi|contours?|lesions?|tumou?rs?|m[aá]scaras?|masques?|masken?|maschere?|掩码|掩膜|マスク';
const SUFFIX = new RegExp(`^(.+?)[ _.-]+(?:${WORDS})(?:[ _-]?\\d{1,3})?$`, 'i');
const PREFIX = new RegExp(`^(?:${WORDS})[ _-]+(.+)$`, 'i');
/** `mask_1` marks `img_1`: what is called so is an image, whatever else it is. */
const IMAGE_NUMBER =
  /^(?:imgs?|images?|scans?|slices?|frames?|orig(?:inal)?s?|inputs?|pics?|pictures?|photos?|mri?|ct|us|x-?ray)[ _-]*(\d.*)$/i;
/** What is marked may also be what a class is called. */
const MAY_BE_CLASS = /lesion|tumou?r/;
const ALONE = new RegExp(`^(?:${WORDS})$`, 'i');
/** Beside more images a file `mask.png` is not the mask of all of them. */
const MOST_BESIDE_ONE = 4;
/** `149056253-001-d`: a letter behind the name, but those that count (a, b, c) or say the side (l, r). */
const LETTERED = /^(.+)[_-]([d-km-qs-z])$/;
const LEAST_LETTERED = 3;
/** Of the images of a folder: so many must have such a second file. */
const NEARLY_ALL = 0.9;

/** What is left of a file's name without its word or letter for masks. */
type Marked = { readonly index: number; readonly stem: string };
/** `word`: what stands behind the stem. */
type Candidate = Marked & { readonly word: string; readonly isVolume: boolean };

/** What is remembered of a folder's files, so that its masks are found without going through all of them again. */
export class MaskCandidates {
  /** By their names without extension, in lower case: the files that do not look like masks. */
  private readonly images = new Map<string, number>();
  private readonly candidates: Candidate[] = [];
  /** Those with the word before the name, under their whole name: `mask_1`. */
  private readonly prefixed = new Map<string, Marked>();
  private readonly volumes: number[] = [];
  /** Files that are called `segmentation` and nothing else. */
  private readonly nameless: { readonly index: number; readonly isVolume: boolean }[] = [];
  /** By the letter at their end. */
  private readonly lettered = new Map<string, Marked[]>();

  add(name: string, index: number): void {
    const stem = stemOf(name);
    const marked = SUFFIX.exec(stem)?.[1];
    if (ALONE.test(stem)) this.nameless.push({ index, isVolume: isVolume(name) });
    else if (marked !== undefined)
      this.candidates.push({ index, stem: marked, word: stem.slice(marked.length), isVolume: isVolume(name) });
    else {
      const behind = PREFIX.exec(stem)?.[1];
      if (behind !== undefined) this.prefixed.set(stem, { index, stem: behind });
      const [, base, letter] = LETTERED.exec(stem) ?? [];
      if (base !== undefined && letter !== undefined) this.letteredBy(letter).push({ index, stem: base });
      this.images.set(stem, index);
      if (isVolume(name)) this.volumes.push(index);
    }
  }

  private letteredBy(letter: string): Marked[] {
    const known = this.lettered.get(letter) ?? [];
    this.lettered.set(letter, known);
    return known;
  }

  /** Those beside the image that they mark: `x_mask.png` and `x.png`; a marked volume is beside any other, and marks all of them. */
  found(): (readonly [mask: number, images: readonly number[]])[] {
    const found: (readonly [number, readonly number[]])[] = [];
    for (const { index, stem, isVolume } of this.candidates) {
      const image = this.images.get(stem) ?? this.images.get(withoutLastWord(stem));
      if (image !== undefined) found.push([index, [image]]);
      else if (isVolume && this.images.size > 0) found.push([index, this.volumes]);
    }
    const byNumber = this.prefixed.size > 0 ? this.imageByNumber() : null;
    for (const [name, { index, stem }] of this.prefixed) {
      const isMask = !MAY_BE_CLASS.test(name.slice(0, -stem.length));
      const image = this.images.get(stem) ?? (isMask ? byNumber?.get(stem) : undefined);
      if (image !== undefined) found.push([index, [image]]);
    }
    for (const { index, isVolume } of this.nameless) {
      const images = isVolume ? this.volumes : [...this.images.values()];
      if (images.length > 0 && images.length <= MOST_BESIDE_ONE) found.push([index, images]);
    }
    return [...found, ...this.withLetter()];
  }

  private imageByNumber(): Map<string, number> {
    return new Map(
      [...this.images].flatMap(([stem, index]) => {
        const number = IMAGE_NUMBER.exec(stem)?.[1];
        return number === undefined ? [] : [[number, index]];
      }),
    );
  }

  /** Where nearly every image has a second file of its name with the same one letter behind it, these are its masks. */
  private withLetter(): (readonly [mask: number, images: readonly number[]])[] {
    const [only, ...others] = this.lettered.values();
    if (!only || others.length > 0 || only.length < LEAST_LETTERED) return [];
    const found = only.flatMap(({ index, stem }) => {
      const image = this.images.get(stem);
      return image === undefined ? [] : [[index, [image]] as const];
    });
    return found.length >= NEARLY_ALL * (this.images.size - only.length) ? found : [];
  }

  /** Of a folder for masks all files, each with the image of the same name in the folders that it is beside. */
  foundIn(folders: readonly MaskCandidates[]): (readonly [mask: number, images: readonly number[]])[] {
    const own = [...this.images].map(([stem, index]) => ({ stem: this.prefixed.get(stem)?.stem ?? stem, index }));
    const named = [...own, ...this.candidates].map(({ stem, index }) => {
      const image = folders.map((folder) => folder.imageOf(stem)).find((each) => each !== undefined);
      return [index, image === undefined ? [] : [image]] as const;
    });
    return [...named, ...this.nameless.map(({ index }) => [index, []] as const)];
  }

  /** `21` is the image `21_training`, `01` is `img_01`, where no other begins or ends so; `x_ma` is `x`. */
  private imageOf(stem: string): number | undefined {
    const parts = this.imageByPart();
    return (
      this.images.get(stem) ??
      parts.beginnings.get(stem) ??
      parts.endings.get(stem) ??
      this.images.get(withoutLastWord(stem))
    );
  }

  /** The image of the same name in any folder, without its words for masks: where masks lie far from what they mark. */
  namesOfMasks(): { readonly index: number; readonly stems: readonly string[] }[] {
    const own = [...this.images].map(([stem, index]) => ({ index, stem: this.prefixed.get(stem)?.stem ?? stem }));
    const all = [...own, ...this.candidates].map(({ index, stem }) => ({
      index,
      stems: [stem, withoutLastWord(stem)],
    }));
    return [...all, ...this.nameless.map(({ index }) => ({ index, stems: [] }))];
  }

  /**
   * `IMD002_lesion/IMD002_lesion.bmp`: nothing but files with a word for masks behind their names. Where that may be their class, as in
   * `Tumor/12_tumor.png`, only in a folder that is called as they are.
   */
  areAllMarked(folderName: string): boolean {
    const isOfClass = (word: string, stem: string) =>
      MAY_BE_CLASS.test(word) && !folderName.toLowerCase().startsWith(stem);
    return (
      this.images.size === 0 &&
      this.candidates.length > 0 &&
      !this.candidates.some(({ word, stem }) => isOfClass(word, stem))
    );
  }

  /** The names of all its files without extension, in lower case. */
  *stems(): Generator<string> {
    yield* this.images.keys();
    for (const { stem, word } of this.candidates) yield stem + word;
  }

  /** The names of its images, without extension, with their indices. */
  get named(): ReadonlyMap<string, number> {
    return this.images;
  }

  private parts: { readonly beginnings: Map<string, number>; readonly endings: Map<string, number> } | null = null;

  private imageByPart() {
    this.parts ??= {
      beginnings: this.uniqueParts(/^(.+?)[ _-]\p{L}+$/u),
      endings: this.uniqueParts(/^\p{L}+[ _-]*(\d.*)$/u),
    };
    return this.parts;
  }

  /** What a pattern takes of the names of images, where it is of one alone. */
  private uniqueParts(pattern: RegExp): Map<string, number> {
    const found = new Map<string, number>();
    const several = new Set<string>();
    for (const [stem, index] of this.images) {
      const part = pattern.exec(stem)?.[1];
      if (part === undefined) continue;
      if (found.has(part)) several.add(part);
      found.set(part, index);
    }
    for (const part of several) found.delete(part);
    return found;
  }
}

/** A file's name without extension, in lower case; `.nii.gz` is one. */
export function stemOf(name: string): string {
  return name.replace(/(\.(nii|hdr|img))?\.[a-z0-9]{1,5}$/i, '').toLowerCase();
}

/** `1_hge` -> `1`: what stands between a name and the word for masks says what is marked. */
function withoutLastWord(stem: string): string {
  return /^(.+)[ _.-]+(?:\p{L}+|r\d+)$/u.exec(stem)?.[1] ?? '';
}
