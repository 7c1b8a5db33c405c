import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AuditReport } from '../../../../audit/auditReport.ts';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { versionOf } from '../../../../dataset/edits/version.ts';
import type { AuditProgress } from '../../../../worker/jobs/audit/auditProtocol.ts';
import { failureSentence } from '../../../components/text/failureSentence.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { workspace } from '../../../workspace/workspace.ts';
import type { AuditState } from './auditState.ts';

/** Names the state of the data set that an audit is of: some edits (harmonise, a label confirmed) make no new version. */
export function auditedState({ version, edits }: Pick<DataSetView, 'version' | 'edits'>): string {
  return [version.hash, ...edits.map(({ id }) => id)].join(' ');
}

const store = createStore<AuditState>(() => ({ step: 'idle' }));

export function useAudit(): AuditState {
  return useStore(store);
}

export function currentAudit(): AuditState {
  return store.getState();
}

/** The last findings, also while a new audit runs. */
const found = createStore<{ readonly report: AuditReport | null }>(() => ({ report: null }));

/** What was found last of any state that this data set was in: to be shown, as what it is, while the audit looks again. */
export function useLastReport({ history }: Pick<DataSetView, 'history'>): AuditReport | null {
  const { report } = useStore(found);
  return report && versionOf(history, report.version) ? report : null;
}

let asked = 0;
/** Of the audit that was asked for last. */
let stopping = new AbortController();

/** Looks at a state of the data set unless that was done or is being done. The last one asked for counts. */
export async function audit(of: string): Promise<void> {
  const now = store.getState();
  if (now.step !== 'idle' && now.of === of) return;
  store.setState({ step: 'running', of, progress: null }, true);
  asked += 1;
  const mine = asked;
  const isCurrent = () => mine === asked && store.getState().step === 'running';
  try {
    const onProgress = (progress: AuditProgress) => {
      if (isCurrent()) store.setState({ step: 'running', of, progress }, true);
    };
    stopping = new AbortController();
    const report = await jobs.audit({ onProgress, signal: stopping.signal });
    if (!isCurrent()) return;
    store.setState(report ? { step: 'found', of, report } : { step: 'idle' }, true);
    if (!report) return;
    found.setState({ report });
    workspace.setState({ shortcuts: { version: report.version, shortcuts: report.shortcuts } });
    tellGroupCount(report);
  } catch (failure) {
    const reason = failureSentence(failure);
    if (isCurrent()) store.setState({ step: 'failed', of, reason }, true);
  }
}

/** Makes room for what cannot wait; the audit begins again when it is asked for. */
export function interruptAudit(): void {
  if (store.getState().step !== 'running') return;
  store.setState({ step: 'idle' }, true);
  stopping.abort();
}

/** Looks again at what could not be looked at, or at outliers once there is a network. */
export function auditAnew(of: string): Promise<void> {
  store.setState({ step: 'idle' }, true);
  return audit(of);
}

function tellGroupCount({ version, groupCount }: AuditReport): void {
  workspace.setState(({ dataSet }) =>
    dataSet?.version.hash === version ? { dataSet: { ...dataSet, groupCount } } : {},
  );
}
