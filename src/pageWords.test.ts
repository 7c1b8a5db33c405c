import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentencesOf } from './pageWords.fixture.ts';

/** Words that nobody who speaks English would say here, and those of the code's own dialect: what to write instead. */
const NOT_SAID: readonly (readonly [RegExp, instead: string])[] = [
  [/\b(is|are|was|were) told\b/i, 'is called, is known'],
  [/\b(can|cannot|could) be told\b/i, 'can be predicted'],
  [/\bstands?\b/i, 'is'],
  [/\bof nobody\b/i, 'of unknown patients'],
  [/\b(at|in) hand\b/i, 'available, current'],
  [/\bwhatever\b/i, 'a plain condition'],
  [/\bso many\b/i, 'the number'],
  [/\btake[ns]? in\b|\btook in\b/i, 'import'],
  [/\bcame? about\b|\bcome about\b/i, 'happen'],
  [/\bbe it that\b/i, 'if'],
  [/\btwins?\b/i, 'duplicate'],
  [/\bnear-cop(y|ies)\b/i, 'near-duplicate'],
  [/\bodd ones?\b/i, 'outliers'],
  [/\bby heart\b/i, 'memorised'],
  [/\blet alone\b/i, 'correctly called negative'],
  [/\bbrought to (the|one)\b/i, 'preprocessed, given'],
  [/\b(deals?|dealt|dealing)\b/i, 'assigned, split'],
  [/\bbroken off\b/i, 'interrupted'],
  [/\bis fed\b|\bare fed\b/i, 'network input'],
  [/\bcrude facts?\b/i, 'statistics'],
  [/\bgive it away\b|\bgives it away\b/i, 'predict the class'],
  [/\bluck\b/i, 'chance'],
  [/\bflatter(s|ed)?\b/i, 'inflated, optimistic'],
  [/\bnobody\b/i, 'the one it is'],
  [/\bwhose the\b/i, 'patients'],
  [/\banew\b/i, 'again'],
  [/\bvery scan\b/i, 'this scan'],
  [/\btest part\b|\btraining part\b|\bvalidation part\b/i, 'test set'],
  [/\bpatch side\b|\bkernel side\b|\bshare dropped\b/i, "the field's term"],
  [/\b(an?|the|this|other|another|No|WASM|WebGL) engines?\b/, 'backend'],
  [/\bfewer kernels\b/i, 'filters'],
  [/!$/, 'no exclamation mark'],
];

/** Rooms whose texts reach the page; shaders and the names of layers do not. */
const ROOMS = [
  'ui',
  'compute',
  'worker',
  'dataset',
  'archive',
  'decoding',
  'export',
  'evaluation',
  'inference',
  'model',
  'storage',
  'training',
];

function faultsOf(text: string): string[] {
  return NOT_SAID.filter(([pattern]) => pattern.test(text)).map(([, instead]) => `'${text}': write ${instead}`);
}

function filesOf(room: string): string[] {
  return readdirSync(join(import.meta.dirname, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$|\.d\.ts$/.test(file))
    .map((file) => join(room, file));
}

describe('the texts of the page', () => {
  it.each(ROOMS)('are plain English in %s/', (room) => {
    const faults = filesOf(room).flatMap((file) => {
      const code = readFileSync(join(import.meta.dirname, file), 'utf8');
      return sentencesOf(file, code).flatMap(({ text }) => faultsOf(text).map((fault) => `${file}: ${fault}`));
    });
    expect(faults).toEqual([]);
  });

  it.each([
    ['JSX text', '<p>\n  Its twins stand\n  below.\n</p>'],
    ['a string', "notify('Its twins stand below.')"],
    ['an attribute', '<Field hint="Its twins stand below." />'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
    ['a template', 'const a = `Its ${n} twins stand below.`'],
    ['one that is exported', "export const A = { a: ['Its twins stand below.'] } as const"],
  ])('a planted sentence is found: %s', (_, code) => {
    const faults = sentencesOf('planted.tsx', code).flatMap(({ text }) => faultsOf(text));
    expect(faults).toHaveLength(2);
  });

  it('what is no text is left alone: names of modules, types, classes of styles', () => {
    const code = "import a from './twins one.ts';\ntype T = 'the twins';\nconst b = <p className={'twins stand'} />;";
    expect(sentencesOf('names.tsx', code)).toEqual([]);
  });
});
