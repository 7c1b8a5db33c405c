import { describe, expect, it } from 'vitest';
import { DecoderPool } from './decoderPool.ts';

/** `../shared/data` beside the project, as the test server serves it; absent on most machines. The files are not loaded here. */
const PATHS = Object.keys(
  import.meta.glob([
    '../../../shared/data/odd/**/*.*',
    '../../../shared/data/hostile/{bomb,disguise,fuzz,truncated}/*',
  ]),
);
const [loadExpected] = Object.values(
  import.meta.glob<Record<string, string>>('../../../shared/data/hostile/EXPECT.json', { import: 'default' }),
);
const [loadUrl] = Object.values(
  import.meta.glob<string>('../../../shared/data/hostile/EXPECT.json', { query: '?url', import: 'default' }),
);
const expected = (await loadExpected?.()) ?? {};
const root = (await loadUrl?.())?.replace(/hostile\/EXPECT\.json.*$/, '') ?? '';
if (PATHS.length === 0) console.log('Skipped: odd and hostile files (../shared/data is not there).');

/** The longest that one file may take, on a machine that is not busy with anything else. */
const LONGEST_MS = 2000;

const wanted = {
  pixels: { version: 1, size: 64, depth: 1, fit: 'stretch' },
  fingerprint: true,
  facts: true,
  thumbnail: true,
  originals: true,
} as const;

type Outcome = { readonly file: string; readonly ms: number; readonly status: string; readonly reason: string };

async function takenIn(pool: DecoderPool, file: string): Promise<Outcome> {
  const response = await fetch(root + file.split('/').map(encodeURIComponent).join('/'));
  if (!response.ok) throw new Error(`${file} is not there.`);
  const content = await response.blob();
  const startedAt = performance.now();
  const load = { items: [file], read: () => ({ content, sizes: [content.size] }) };
  const results = [];
  for await (const taken of pool.takeAllIn([load], wanted)) results.push(...taken.results);
  const [result] = results;
  const reason = result?.status === 'refused' ? result.reason : '';
  return { file, ms: performance.now() - startedAt, status: result?.status ?? 'lost', reason };
}

describe.skipIf(PATHS.length === 0)('odd and hostile files', () => {
  it('are each decoded, or refused in a sentence, as is wanted of them, within two seconds', {
    timeout: 240_000,
  }, async () => {
    const pool = new DecoderPool(1);
    const outcomes: Outcome[] = [];
    await takenIn(pool, 'odd/pngsuite/basn0g08.png'); // the worker is started, and its code there
    for (const path of PATHS) outcomes.push(await takenIn(pool, path.replace(/^.*shared\/data\//, '')));
    const decoded = outcomes.filter(({ status }) => status !== 'refused').length;
    const slowest = outcomes.reduce((most, each) => (each.ms > most.ms ? each : most));
    console.log(
      `${outcomes.length} files: ${decoded} decoded, ${outcomes.length - decoded} refused; the slowest, ${slowest.file}, took ${slowest.ms.toFixed(0)} ms`,
    );
    expect(outcomes.length).toBeGreaterThan(300);
    for (const { file, ms, status, reason } of outcomes) {
      expect(['decoded', 'several', 'refused'], file).toContain(status);
      if (status === 'refused') expect(reason, file).toMatch(/^[A-Z].{10,}\.$/s);
      expect(ms, file).toBeLessThan(LONGEST_MS);
      const wish = expected[file.replace(/^hostile\//, '')] ?? '';
      if (/^reject:/.test(wish)) expect(status, `${file}: ${wish}`).toBe('refused');
      if (/^accept image/.test(wish)) expect(status, `${file}: ${wish}`).toBe('decoded');
    }
    const upright = outcomes.filter(({ file }) => /exif-orientation\/.*jpg$/.test(file));
    expect(upright.every(({ status }) => status === 'decoded')).toBe(true);
  });
});
