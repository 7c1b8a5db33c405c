import { expect } from 'vitest';
import type { Scan } from '../../../dataset/scan.ts';
import type { JobsContext } from '../context.ts';
import { importFiles } from '../import/importFiles.ts';
import { test } from '../jobsContext.fixture.ts';
import { eachInput, inputStatisticsOf } from './auditInputs.ts';

const HARMONISED = { version: 1, size: 64, depth: 1, fit: 'harmonise' } as const;
const never = new AbortController().signal;

async function shade(level: number): Promise<File> {
  const canvas = new OffscreenCanvas(40, 30);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2D canvas');
  pen.fillStyle = `rgb(${level} ${level} ${level})`;
  pen.fillRect(8, 6, 24, 18);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], `${level}.png`);
}

/** More than are taken in together. */
async function imported(context: JobsContext): Promise<readonly Scan[]> {
  const pictures = await Promise.all(Array.from({ length: 20 }, (_, i) => shade(50 + 10 * i)));
  const files = pictures.map((file) => ({ file, path: `a/${file.name}`, className: 'a' }));
  await importFiles(context, { dataSetName: 't', classes: ['a'], files, ignored: [] }, false, () => {}, never);
  await context.db.clear('pixels');
  return context.requireDataSet().scans;
}

test('what the network sees of a scan is measured once, however often the audit asks', async ({ context }) => {
  const scans = await imported(context);
  const first = await inputStatisticsOf(context, scans, HARMONISED, () => {}, never);
  expect(first.size).toBe(20);
  await context.db.clear('pixels');
  const measured: number[] = [];
  expect(await inputStatisticsOf(context, scans, HARMONISED, (done) => measured.push(done), never)).toEqual(first);
  expect(measured).toEqual([]);
});

test('an audit that is stopped keeps nothing from then on, because the scans may be on their way out', async ({
  context,
}) => {
  const scans = await imported(context);
  for (const measure of ['inputs', 'facts'] as const) {
    const stopping = new AbortController();
    const tell = (done: number) => {
      if (done > 0) stopping.abort();
    };
    const work =
      measure === 'inputs'
        ? eachInput(context, scans, HARMONISED, tell, stopping.signal, () => {})
        : inputStatisticsOf(context, scans, HARMONISED, tell, stopping.signal);
    await expect(work).rejects.toThrow(/abort/i);
    expect([await context.db.count('pixels'), await context.db.count('facts')]).toEqual([0, 0]);
  }
});
