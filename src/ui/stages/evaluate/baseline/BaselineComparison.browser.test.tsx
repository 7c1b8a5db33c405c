import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import type { AuditReport } from '../../../../audit/auditReport.ts';
import { exampleCard } from '../../../../model/card/exampleCard.fixture.ts';
import type { Jobs } from '../../../../worker/protocol.ts';
import { unedited } from '../../../workspace/unedited.fixture.ts';

const figure = { value: 0.8, low: 0.7, high: 0.9 };
const version = { ...unedited.version, hash: exampleCard.data.fingerprint };
const report: AuditReport = {
  ...{ version: version.hash, groupCount: 1, copies: [], oddOnes: [] },
  shortcuts: [
    { from: 'size', preprocessing: null, n: 100, groups: 90, accuracy: figure, auc: figure, majority: 0.6, table: [] },
  ],
};
const jobs = { audit: vi.fn<Jobs['audit']>(() => Promise.resolve(report)) };
vi.mock('../../../../worker/client.ts', () => ({ jobs }));
const { BaselineComparison } = await import('./BaselineComparison.tsx');
const { audit, auditedState } = await import('../../data/audit/auditStore.ts');
const { workspace } = await import('../../../workspace/workspace.ts');

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

test('the audit of data with edits in force is asked for once, and is the one that Data shows', async () => {
  const edit = { id: 3, at: version.at, kind: 'harmonise', scans: 0, why: null, className: null, was: null } as const;
  const facts = { name: 'Scans', synthetic: false, classes: ['A', 'B'], scans: [], groupCount: 1, outcomes: [] };
  const dataSet = { ...facts, ...unedited, edits: [edit], harmonised: true, version, history: [version] };
  workspace.setState({ dataSet });
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  await act(async () => root.render(<BaselineComparison card={exampleCard} />));
  await vi.waitFor(() => act(async () => expect(host.textContent).toContain('Width and height')));
  await act(() => audit(auditedState(dataSet))); // what Data asks for
  expect(jobs.audit).toHaveBeenCalledTimes(1);
  expect(host.textContent).toContain('80.0\u00a0% (70.0 to 90.0\u00a0%)');
  await act(async () => root.unmount());
  host.remove();
});
