import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AuditReport } from '../../../dataset/auditReport.ts';
import type { AuditProgress } from '../../../worker/protocol.ts';
import { jobs } from '../../jobs.ts';
import { workspace } from '../../workspace.ts';

/** What is known of what stands in the way of an honest result. `version` is the hash of the data set's version. */
export type AuditState =
  | { readonly step: 'idle' }
  | { readonly step: 'running'; readonly version: string; readonly progress: AuditProgress | null }
  | { readonly step: 'found'; readonly version: string; readonly report: AuditReport }
  | { readonly step: 'failed'; readonly version: string; readonly reason: string };

const store = createStore<AuditState>(() => ({ step: 'idle' }));

export function useAudit(): AuditState {
  return useStore(store);
}

/** Looks at a version of the data set unless that was done or is being done. The last one asked for counts. */
export async function audit(version: string): Promise<void> {
  const now = store.getState();
  if (now.step !== 'idle' && now.version === version) return;
  store.setState({ step: 'running', version, progress: null }, true);
  const isCurrent = () => {
    const state = store.getState();
    return state.step === 'running' && state.version === version;
  };
  try {
    const report = await jobs.audit((progress) => {
      if (isCurrent()) store.setState({ step: 'running', version, progress }, true);
    });
    if (!isCurrent()) return;
    store.setState(report ? { step: 'found', version, report } : { step: 'idle' }, true);
    if (report) tellGroupCount(report);
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    if (isCurrent()) store.setState({ step: 'failed', version, reason }, true);
  }
}

/** Makes room for what cannot wait; the audit begins again when it is asked for. */
export async function interruptAudit(): Promise<void> {
  if (store.getState().step !== 'running') return;
  store.setState({ step: 'idle' }, true);
  await jobs.stopAudit();
}

/** Looks again at what could not be looked at, or at outliers once there is a network. */
export function auditAnew(version: string): Promise<void> {
  store.setState({ step: 'idle' }, true);
  return audit(version);
}

function tellGroupCount({ version, groupCount }: AuditReport): void {
  workspace.setState(({ dataSet }) =>
    dataSet?.version.hash === version ? { dataSet: { ...dataSet, groupCount } } : {},
  );
}
