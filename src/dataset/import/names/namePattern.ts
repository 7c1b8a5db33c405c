import { UserError } from '../../userError.ts';

/**
 * Where a file's name holds the patient: `{patient}_*`. What is in braces is the patient, `*` matches anything,
 * `#` for a number, `{patient}` for `{*}`; `/` asks for the folders above the file. Case and extension do not matter.
 */
export type NamePattern = {
  /** Names from the end of a path that are looked at. */
  readonly depth: number;
  /** The text between the stars. */
  readonly chunks: readonly Chunk[];
};

/** What comes before a brace is a group of its own, so that lengths of groups say where the brace is: no more is kept of a hundred thousand names. */
type Chunk = { readonly find: RegExp; readonly opens: boolean; readonly closes: boolean };

/** The patients that a pattern finds in names. */
export type PatientTally = {
  readonly patients: number;
  readonly scans: number;
  /** Patients with scans in more than one class. */
  readonly inSeveralClasses: number;
};

/** Longer names are looked at from here on. */
const MOST_LETTERS = 300;
const MOST_STARS = 12;

function patternError(sentence: string): UserError {
  return new UserError('name-pattern', {}, sentence);
}

/** @throws UserError where the text is no pattern */
export function parsePattern(text: string): NamePattern {
  const pattern = text
    .trim()
    .replace(/\{\s*patient\s*\}/i, '{*}')
    .replace(/#+/g, '#')
    .replace(/\*+/g, '*');
  if (!/^[^{}]*\{[^{}]+\}[^{}]*$/.test(pattern))
    throw patternError('Put braces around what tells the patient, once: {patient}_* takes all before the first _.');
  if (/\{[^}]*\/[^}]*\}/.test(pattern)) throw patternError('The patient is in one name: no / between the braces.');
  const parts = pattern.split('*');
  if (parts.length - 1 > MOST_STARS) throw patternError(`Use at most ${MOST_STARS} stars.`);
  const last = parts.length - 1;
  const chunks = parts.map((part, place) => {
    const end = place === last ? '$' : '';
    const find = new RegExp(sourceOf(part) + end, place === 0 ? 'iy' : 'ig');
    return { find, opens: part.includes('{'), closes: part.includes('}') };
  });
  return { depth: pattern.split('/').length, chunks };
}

function sourceOf(part: string): string {
  const pieces = part
    .split(/[{}]/)
    .map((text) => text.replace(/[.+?^$()|[\]\\]/g, '\\$&').replaceAll('#', '\\d+(?!\\d)'));
  return pieces.map((piece, place) => (place < pieces.length - 1 ? `(${piece})` : piece)).join('');
}

/** What the braces hold, in lower case; null where the path does not fit. */
export function patientOf(pattern: NamePattern, path: string): string | null {
  const end = lastNames(path, pattern.depth)?.slice(-MOST_LETTERS);
  if (end === undefined) return null;
  return captured(pattern, end.replace(/(\.nii)?\.[a-z0-9]{1,5}$/i, '')) ?? captured(pattern, end);
}

/** `b/c` for 2 of `a/b/c`; null where there are fewer names. */
function lastNames(path: string, count: number): string | null {
  let at = path.length;
  for (let i = 0; i < count; i++) {
    if (at < 0) return null;
    at = at === 0 ? -1 : path.lastIndexOf('/', at - 1);
  }
  return path.slice(at + 1);
}

/** Each chunk is taken where it comes first after the one before: no other choice could fit where this one does not. */
function captured({ chunks }: NamePattern, name: string): string | null {
  let at = 0;
  let from = -1;
  let to = -1;
  for (const { find, opens, closes } of chunks) {
    find.lastIndex = at;
    if (opens || closes) {
      const found = find.exec(name);
      if (!found) return null;
      const start = found.index + (found[1]?.length ?? 0);
      if (opens) from = start;
      if (closes) to = opens ? from + (found[2]?.length ?? 0) : start;
    } else if (!find.test(name)) return null; // `exec` makes an array of what it finds
    at = find.lastIndex;
  }
  return to > from ? name.slice(from, to).toLowerCase() : null;
}

/** Counts the patients of many paths, which may come in portions. */
export class PatientCounter {
  /** The class of each patient's first scan; null once there was one of another class. */
  private readonly classOf = new Map<string, string | null>();
  private inSeveralClasses = 0;
  private scans = 0;

  constructor(private readonly pattern: NamePattern) {}

  /** @param className the class of these paths; '' where it plays no part */
  add(paths: readonly string[], className = ''): void {
    for (const path of paths) {
      const patient = patientOf(this.pattern, path);
      if (patient === null) continue;
      this.scans += 1;
      const known = this.classOf.get(patient);
      if (known === undefined) this.classOf.set(patient, className);
      else if (known !== null && known !== className) {
        this.classOf.set(patient, null);
        this.inSeveralClasses += 1;
      }
    }
  }

  tally(): PatientTally {
    return { patients: this.classOf.size, scans: this.scans, inSeveralClasses: this.inSeveralClasses };
  }
}

/** A pattern that fits the names; `sure` where a word or the known form of a public data set says that it is the patient. */
type PatternCandidate = { readonly text: string; readonly sure: boolean };

/** Forms of public data sets: BraTS, TCGA, OASIS, IXI, ADNI, BIDS. */
const KNOWN = [
  ...[
    '{BraTS#_Training_#}*',
    '{BraTS#_Validation_#}*',
    '{BraTS-*-#}-*',
    '{BraTS#_*_*_#}_*',
    '{BraTS#_#}_*',
    '{BraTS*}/*',
  ],
  ...['{TCGA_*_*}_*', '{TCGA-*-*}-*', '{TCGA*}/*', '{OAS#_#}_*', '{IXI#}*', '*{#_S_#}*', '{sub-*}_*', '{sub-*}/*'],
];
const WORDS = ['patient', 'subject', 'participant', 'person', 'case', 'pat', 'pt', 'sub'];
const SEPARATORS = ['_', '-', ' ', '.'];

/** A word in the middle of a name begins behind a separator: `opt-1` is no patient 1. */
const BY_WORD = WORDS.flatMap((word) =>
  ['', ...SEPARATORS, ' ('].flatMap((separator) => {
    const patient = `{${word}${separator}#}`;
    const within = [...SEPARATORS, '('].map((before) => `*${before}${patient}*`);
    return [`${patient}*`, ...within, `${patient}*/*`, `{${word}${separator}#*}/*/*`];
  }),
);
const BY_PARTS = [
  '{*}/*',
  '{*}/*/*',
  ...SEPARATORS.flatMap((s) => [`{*}${s}*`, `{*${s}*}${s}*`, `{*${s}*${s}*}${s}*`]),
];

const CANDIDATES: readonly PatternCandidate[] = [
  ...[...KNOWN, ...BY_WORD].map((text) => ({ text, sure: true })),
  ...BY_PARTS.map((text) => ({ text, sure: false })),
];
const ENOUGH_SHARE = 0.9;

/** Parsed at the first question: there are some hundreds, which are asked of every class. */
let parsedCandidates: readonly (PatternCandidate & { readonly pattern: NamePattern })[] | null = null;

/** Patterns that fit nearly all of some paths, the likeliest first. */
export function candidatePatterns(sample: readonly string[]): PatternCandidate[] {
  parsedCandidates ??= CANDIDATES.map((candidate) => ({ ...candidate, pattern: parsePattern(candidate.text) }));
  const [probe] = sample;
  return parsedCandidates.flatMap(({ text, sure, pattern }) => {
    if (sample.length < 20 && (probe === undefined || patientOf(pattern, probe) === null)) return [];
    return fitsNearlyAll(pattern, sample) ? [{ text, sure }] : [];
  });
}

/** Ends at the first path that is one too many: most patterns fit none. */
function fitsNearlyAll(pattern: NamePattern, sample: readonly string[]): boolean {
  let misses = 0;
  return sample.every((path) => {
    if (patientOf(pattern, path) === null) misses += 1;
    return sample.length - misses >= ENOUGH_SHARE * sample.length;
  });
}

/** Numbers that begin anew in every class look like patients who are in all of them. */
export function restartsPerClass({ patients, inSeveralClasses }: PatientTally): boolean {
  return inSeveralClasses > patients / 2;
}

/** Whether what a pattern finds may be patients, and not the classes, or a number for each scan. */
export function mayBePatients(
  { patients, scans }: Pick<PatientTally, 'patients' | 'scans'>,
  sure: boolean,
  total: number,
  classes: number,
): boolean {
  if (scans < ENOUGH_SHARE * total || patients < 2) return false;
  return sure || (patients >= Math.max(6, 4 * classes) && scans >= 1.2 * patients);
}
