import { beforeEach, expect, test, vi } from 'vitest';
import type { AuditReport } from '../../../../audit/auditReport.ts';
import { audit, auditedState, currentAudit, interruptAudit } from './auditStore.ts';

const jobs = vi.hoisted(() => ({ audit: vi.fn() }));
vi.mock('../../../workspace/jobs.ts', () => ({ jobs }));

const report = (version: string): AuditReport => ({ version, groupCount: 1, copies: [], shortcuts: [], oddOnes: [] });

/** Audits that are under way, in the order in which they were asked for: each to be answered by the test. */
let answers: ((found: AuditReport | null) => void)[] = [];
beforeEach(() => {
  interruptAudit();
  answers = [];
  jobs.audit.mockReset().mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
});

test('one state is looked at once, however often it is asked for', async () => {
  const first = audit('a');
  await audit('a');
  answers[0]?.(report('a'));
  await first;
  await audit('a');
  expect(jobs.audit).toHaveBeenCalledTimes(1);
  expect(currentAudit()).toMatchObject({ step: 'found', of: 'a' });
});

test('the state asked for last counts, whichever answer comes first', async () => {
  const both = [audit('b'), audit('c')];
  answers[1]?.(report('c'));
  answers[0]?.(report('b'));
  await Promise.all(both);
  expect(currentAudit()).toMatchObject({ step: 'found', of: 'c', report: { version: 'c' } });
});

test('the late end of a stopped audit does not end the one that was begun after it', async () => {
  const stopped = audit('d');
  interruptAudit();
  expect(jobs.audit.mock.lastCall?.[0].signal.aborted).toBe(true);
  const again = audit('d');
  answers[0]?.(null);
  await stopped;
  expect(currentAudit()).toMatchObject({ step: 'running', of: 'd' });
  answers[1]?.(report('d'));
  await again;
  expect(currentAudit()).toMatchObject({ step: 'found', of: 'd' });
});

test('states differ by their edits even where these make no new version', () => {
  const version = {
    number: 1,
    hash: 'h',
    at: '',
    code: 'read-otherwise',
    params: {},
    scans: 0,
    excluded: 0,
    edit: null,
  };
  const edit = { id: 7, at: '', kind: 'harmonise', scans: 0, why: null, className: null, was: null } as const;
  expect(auditedState({ version, edits: [] })).not.toBe(auditedState({ version, edits: [edit] }));
});
