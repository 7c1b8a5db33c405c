import { apartFromSubset, comparable, isAcquisition, isPatientFolder, speaksOfStorage } from '../names/folderNames.ts';
import { evidenceOfFinding } from './positiveClass.ts';

/**
 * Which of a file's folders is its class: the innermost, or one counted from the outside (0: the first below the folders that
 * all files share).
 */
export type ClassLevel = 'innermost' | number;

/** A level that can be chosen, with the classes that it would give, in the order in which they come. */
export type LevelOption = { readonly level: ClassLevel; readonly names: readonly string[] };

/** A folder of files: its names below those that all share, without subsets, storage and patients at the end. */
type LabelPath = { readonly names: readonly string[]; readonly files: number };

const MOST_NAMES = 50;
/** More innermost folders than this are seldom classes. */
const MANY = 12;
const FEW_FILES = 40;
const FEWER = 4;
const LEAST_PARENTS = 4;
/** Fewer may be stages: `S0` to `S4`. */
const LEAST_PEOPLE = 6;

/** The levels that divide the files into 2 to 50 classes; the innermost one first, where it does. */
export function levelOptions(folders: readonly LabelPath[]): LevelOption[] {
  const depth = folders.reduce((most, { names }) => Math.max(most, names.length), 0);
  const options: LevelOption[] = [{ level: 'innermost', names: distinct(folders.map(({ names }) => names.at(-1))) }];
  for (let level = 0; level < depth - 1; level++) {
    const names = distinct(folders.map((folder) => folder.names[Math.min(level, folder.names.length - 1)]));
    const isNew = options.every((other) => other.names.join('/') !== names.join('/'));
    if (isNew && names.length >= 2 && names.length <= MOST_NAMES && !areSubsets(names)) options.push({ level, names });
  }
  return options;
}

/** `fundus-training` and `fundus-validation`: nothing else tells them apart. */
function areSubsets(names: readonly string[]): boolean {
  const rests = names.map((name) => apartFromSubset(name)?.rest ?? null);
  return rests.every((rest) => rest !== null && rest !== '' && comparable(rest) === comparable(rests[0] ?? ''));
}

/**
 * Guesses the level of the classes. It is the innermost, but where the same innermost names (magnifications, sequences) recur under
 * several parents, or many small folders (clips, series) lie under few: there it is the level with the fewest names.
 */
export function chooseLevel(folders: readonly LabelPath[], options: readonly LevelOption[]): ClassLevel {
  const [innermost, ...outer] = options;
  const fewest = outer.toSorted(
    (a, b) => Number(speakOfFinding(b)) - Number(speakOfFinding(a)) || a.names.length - b.names.length,
  )[0];
  if (!innermost || !fewest) return 'innermost';
  const { names } = innermost;
  const sayNothing = names.length > 1 && (names.every(saysNoClass) || names.every((name) => MAGNIFICATIONS.has(name)));
  const isCommonToAll = names.length === 1 && !fewest.names.every(isNumbered);
  const areCases = speakOfFinding(fewest) && (names.every(numbersSomething) || names.every(isPerson));
  const isOuter = areDoubled(folders, fewest) || sayNothing || isCommonToAll || areCases;
  return isOuter || areManyBelow(folders, names, fewest) ? fewest.level : 'innermost';
}

/** Whether the innermost folders are pieces of the few outer ones: they recur in each of them, or are clips, persons or numbers below it. */
function areManyBelow(folders: readonly LabelPath[], names: readonly string[], outer: LevelOption): boolean {
  if (outer.names.length >= names.length) return false;
  const arePieces = isMadeOfPieces(folders, names, outer.names) || arePeople(names, outer.names);
  return recurs(folders, names) || arePieces || areNumbered(folders, outer);
}

/** Of microscopes, where they are written without an x. */
const MAGNIFICATIONS = new Set(['40', '100', '200', '400']);

/** `pos` and `neg` rather than `siteA` and `siteB`. */
function speakOfFinding({ names }: LevelOption): boolean {
  return names.some((name) => evidenceOfFinding(name) !== 0);
}

/** `P001`, `clip_a1` below `covid` and `healthy`; not `grade 2`, nor a single digit. */
function numbersSomething(name: string): boolean {
  return (
    /\d/.test(name) && !/^\d$|grade|stage|type|class|level|score|kind/i.test(name) && evidenceOfFinding(name) === 0
  );
}

/** `Becker_H`, `Vogt, K.`: a name and an initial. */
function isPerson(name: string): boolean {
  return /^\p{Lu}\p{Ll}+[ _,.-]+\p{Lu}\.?$/u.test(name);
}

/** How an image was taken, or stored: `axial`, `images_seq1`. */
function saysNoClass(name: string): boolean {
  return isAcquisition(name) || (speaksOfStorage(name) && /\d/.test(name));
}

/** `Caries/Caries/original set/done` beside `Calculus/Calculus`: each class lies twice in its archive, and nothing below divides it. */
function areDoubled(folders: readonly LabelPath[], { level, names }: LevelOption): boolean {
  if (level === 'innermost') return false;
  const inner = new Set(folders.map(({ names: path }) => path.slice(level).join('/')));
  const areTwice = folders.every(
    ({ names: path }) => comparable(path[level] ?? '') === comparable(path[level + 1] ?? ''),
  );
  return areTwice && inner.size === names.length;
}

function recurs(folders: readonly LabelPath[], innermost: readonly string[]): boolean {
  const parents = new Set(folders.map(({ names }) => names.slice(0, -1).join('/')));
  const pairs = new Set(folders.map(({ names }) => names.join('/'))).size;
  // Of fewer parents than names the parents are sites, and the names classes.
  const areMany = parents.size >= LEAST_PARENTS && parents.size > innermost.length;
  return innermost.length > 1 && areMany && pairs >= 0.6 * parents.size * innermost.length;
}

function isMadeOfPieces(
  folders: readonly LabelPath[],
  innermost: readonly string[],
  fewest: readonly string[],
): boolean {
  const files = folders.reduce((sum, folder) => sum + folder.files, 0);
  // Classes are words: organs and findings under two organs are many small folders, too.
  const areNamed = innermost.filter((name) => !/\d/.test(name)).length > innermost.length / 2;
  return (
    !areNamed &&
    innermost.length > MANY &&
    innermost.length >= FEWER * fewest.length &&
    files <= FEW_FILES * innermost.length
  );
}

/** `p0` to `p11` or `s01` to `s40` below words: persons and subjects, also where the same numbers recur in every class. */
function arePeople(innermost: readonly string[], outer: readonly string[]): boolean {
  const areAll = innermost.every((name) => /^[ps][ _-]?\d+$/i.test(name));
  return areAll && innermost.length >= LEAST_PEOPLE && !outer.some(isNumbered);
}

/** Whether the innermost folders are numbers, dates or hashes, each below one outer folder alone, and those are words. */
function areNumbered(folders: readonly LabelPath[], outer: LevelOption): boolean {
  const above = new Map<string, string>();
  for (const { names } of folders) {
    const inner = names.at(-1) ?? '';
    const name = comparable(nameAt({ names }, outer.level));
    if (!isNumbered(inner) || name === comparable(inner) || (above.get(inner) ?? name) !== name) return false;
    above.set(inner, name);
  }
  return outer.names.every((name) => !isNumbered(name)) && above.size >= 2 * outer.names.length;
}

/** `B01`, `case 7`, `3f9a1c22`: two digits, or a number behind a word. `001.Black_footed_Albatross` is a word with its number. */
export function isNumbered(name: string): boolean {
  if (/^\d+x?[ ._-]+\D{3,}$/i.test(name)) return false;
  return isPatientFolder(name) || /\d.*\d/.test(name) || /^[a-z]*[ _-]?\d+$/i.test(name);
}

/** The name at a level of a folder's path; of a shorter path the innermost. */
export function nameAt({ names }: Pick<LabelPath, 'names'>, level: ClassLevel): string {
  return (level === 'innermost' ? names.at(-1) : names[Math.min(level, names.length - 1)]) ?? '';
}

function distinct(names: readonly (string | undefined)[]): string[] {
  const found = new Map<string, string>();
  for (const name of names) {
    const key = comparable(name ?? '');
    if (name !== undefined && !found.has(key)) found.set(key, name);
  }
  return [...found.values()];
}
