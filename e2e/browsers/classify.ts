import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { PageOfAxial } from './pageOfAxial.ts';

/** What the model that the page has makes of the scans in a zip: file -> probability of the second class; 0 where it was refused. */
export async function classify(page: PageOfAxial, zip: string): Promise<Map<string, number>> {
  await page.openStage('Classify');
  await page.chooseFiles('Scans to classify', zip);
  const csv = readFileSync(await page.download('Download results (CSV)'), 'utf8');
  const [, ...lines] = csv.trim().split('\r\n');
  const cells = lines.map((line) => line.split(','));
  return new Map(cells.map(([file = '', , , probability]) => [file, Number(probability)]));
}

/** Fails above 1e-6. */
export function largestDifference(here: ReadonlyMap<string, number>, there: ReadonlyMap<string, number>): number {
  expect([...there.keys()].sort()).toEqual([...here.keys()].sort());
  const largest = Math.max(...[...here].map(([file, probability]) => Math.abs((there.get(file) ?? 2) - probability)));
  expect(largest).toBeLessThan(1e-6);
  return largest;
}
