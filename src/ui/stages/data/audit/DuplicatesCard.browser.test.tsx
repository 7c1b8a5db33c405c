import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import type { DuplicateGroup } from '../../../../audit/auditReport.ts';
import type { DataSetView, ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { unedited } from '../../../workspace/unedited.fixture.ts';

const jobs = { thumbnails: (sha256s: readonly string[]) => Promise.resolve(sha256s.map(() => null)) };
vi.mock('../../../../worker/client.ts', () => ({ jobs }));
const { DuplicatesCard } = await import('./DuplicatesCard.tsx');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const scans = Array.from(
  { length: 16 },
  (_, i): ScanView => ({
    ...{ sha256: `${i}`, name: `${i}.png`, path: `T/${i}.png`, className: 'T', format: 'png', width: 8, height: 8 },
    ...{ bytes: 9, colourMode: null, facts: null, subject: null, slice: null },
  }),
);
const version = {
  number: 1,
  hash: 'now',
  at: '',
  code: 'read-otherwise',
  params: {},
  scans: 16,
  excluded: 0,
  edit: null,
};
const dataSet: DataSetView = {
  ...unedited,
  ...{ name: 'set', synthetic: false, classes: ['H', 'T'], scans, version, history: [version] },
  ...{ groupCount: 11, outcomes: [] },
};
const again = (sha256: string): DuplicateGroup => ({
  ...{ sha256s: [sha256], conflict: false },
  droppedAgain: [{ path: `T/again ${sha256}.png`, className: 'T', sha256 }],
});
const pair = (a: number): DuplicateGroup => ({ sha256s: [`${a}`, `${a + 1}`], conflict: false, droppedAgain: [] });

/** What the card says of these groups. */
async function shown(copies: readonly DuplicateGroup[]): Promise<HTMLElement> {
  const holder = document.createElement('div');
  const root = createRoot(holder);
  const report = { version: 'now', groupCount: 11, copies, shortcuts: [], oddOnes: [] };
  const byHash = new Map(scans.map((scan) => [scan.sha256, scan]));
  const others = { marks: new Map(), resting: null, onOpen: () => {} };
  await act(async () => root.render(<DuplicatesCard scans={byHash} {...{ dataSet, report, ...others }} />));
  const still = holder.cloneNode(true);
  await act(async () => root.unmount());
  if (!(still instanceof HTMLElement)) throw new Error('nothing shown');
  return still;
}

const buttons = (card: HTMLElement) => [...card.querySelectorAll('button')].map(({ textContent }) => textContent);

test('scans in groups are counted as groups, those whose file came again apart from them', async () => {
  const card = await shown([...[0, 2, 4, 6, 8].map(pair), ...['10', '11', '12', '13', '14', '15'].map(again)]);
  expect(card.textContent).toContain('10 of them are in 5 groups');
  expect(card.textContent).toContain('6 exact copies of others were not stored.');
  expect(buttons(card).filter((text) => text?.startsWith('Show'))).toEqual([
    'Show more of 5 groups',
    'Show more of 6 scans',
  ]);
});

test('where no scan has a copy, no group is listed', async () => {
  const card = await shown(['10', '11', '12', '13', '14'].map(again));
  expect(card.textContent).toContain('There are no duplicates among the 16 scans.');
  expect(card.textContent).not.toContain('group');
  expect(card.querySelector('section h3')?.textContent).toMatch(/dropped more than once$/);
});
