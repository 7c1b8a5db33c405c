import { describe, expect, it } from 'vitest';
import { refusalSentence } from '../../decoding/refusalSentence.ts';
import { EXPECTED_FILES, readTestFile } from '../../decoding/testFile.fixture.ts';
import { DecodePool } from './decodePool.ts';

type Read = (file: string) => Promise<Blob>;

const DRAWN = Object.keys(import.meta.glob('../../../e2e/data/{png,jpeg,gif,bmp,webp,hostile}/**/*.*')).map((path) =>
  path.replace(/^.*e2e\/data\//, ''),
);

/** `../shared/data` beside the project, as the test server serves it; absent on most machines. The files are not loaded here. */
const SHARED = Object.keys(
  import.meta.glob([
    '../../../../shared/data/odd/**/*.*',
    '../../../../shared/data/hostile/{bomb,disguise,fuzz,truncated}/*',
  ]),
).map((path) => path.replace(/^.*shared\/data\//, ''));
const [loadExpected] = Object.values(
  import.meta.glob<Record<string, string>>('../../../../shared/data/hostile/EXPECT.json', { import: 'default' }),
);
const [loadUrl] = Object.values(
  import.meta.glob<string>('../../../../shared/data/hostile/EXPECT.json', { query: '?url', import: 'default' }),
);
const root = (await loadUrl?.())?.replace(/hostile\/EXPECT\.json.*$/, '') ?? '';

const readDrawn: Read = async (file) => new Blob([await readTestFile(file)]);
const readShared: Read = async (file) => {
  const response = await fetch(root + file.split('/').map(encodeURIComponent).join('/'));
  if (!response.ok) throw new Error(`${file} is not there.`);
  return response.blob();
};

/** The longest that one file may take, on a machine that is not busy with anything else. */
const LONGEST_MS = 2000;

const wanted = {
  pixels: { version: 1, size: 64, depth: 1, fit: 'stretch' },
  fingerprint: true,
  imageStatistics: true,
  thumbnail: 96,
  originals: true,
} as const;

type Outcome = { readonly file: string; readonly ms: number; readonly status: string; readonly reason: string };

async function takenIn(pool: DecodePool, file: string, read: Read): Promise<Outcome> {
  const content = await read(file);
  const startedAt = performance.now();
  const load = { items: [file], read: () => ({ content, sizes: [content.size] }) };
  const results = [];
  for await (const taken of pool.decodeAll([load], wanted)) results.push(...taken.results);
  const [result] = results;
  const reason = result?.status === 'refused' ? refusalSentence(result) : '';
  return { file, ms: performance.now() - startedAt, status: result?.status ?? 'lost', reason };
}

async function expectOutcomes(files: readonly string[], read: Read): Promise<Outcome[]> {
  const pool = new DecodePool(1);
  const outcomes: Outcome[] = [];
  await takenIn(pool, 'png/grey8.png', readDrawn); // the worker is started, and its code there
  for (const file of files) outcomes.push(await takenIn(pool, file, read));
  const decoded = outcomes.filter(({ status }) => status !== 'refused').length;
  const slowest = outcomes.reduce((most, each) => (each.ms > most.ms ? each : most));
  console.log(
    `${outcomes.length} files: ${decoded} decoded, ${outcomes.length - decoded} refused; the slowest, ${slowest.file}, took ${slowest.ms.toFixed(0)} ms`,
  );
  for (const { file, ms, status, reason } of outcomes) {
    expect(['decoded', 'several', 'refused'], file).toContain(status);
    if (status === 'refused') expect(reason, file).toMatch(/^[A-Z].{10,}\.$/s);
    expect(ms, file).toBeLessThan(LONGEST_MS);
  }
  return outcomes;
}

describe('odd and hostile files are each decoded, or refused in a sentence, as is wanted of them, within two seconds', () => {
  it('those that were drawn', async () => {
    const outcomes = await expectOutcomes(DRAWN, readDrawn);
    expect(outcomes.length).toBeGreaterThan(150);
    for (const { file, status } of outcomes) {
      if (file in EXPECTED_FILES.refused) expect(status, file).toBe('refused');
      if (file in EXPECTED_FILES.pictures) expect(status, file).toBe('decoded');
    }
  });

  it.skipIf(SHARED.length === 0)(
    'those of others (skipped where ../shared/data is absent)',
    { timeout: 240_000 },
    async () => {
      const expected = (await loadExpected?.()) ?? {};
      const outcomes = await expectOutcomes(SHARED, readShared);
      expect(outcomes.length).toBeGreaterThan(300);
      for (const { file, status } of outcomes) {
        const wish = expected[file.replace(/^hostile\//, '')] ?? '';
        if (/^reject:/.test(wish)) expect(status, `${file}: ${wish}`).toBe('refused');
        if (/^accept image/.test(wish)) expect(status, `${file}: ${wish}`).toBe('decoded');
      }
      const upright = outcomes.filter(({ file }) => /exif-orientation\/.*jpg$/.test(file));
      expect(upright.every(({ status }) => status === 'decoded')).toBe(true);
    },
  );
});
