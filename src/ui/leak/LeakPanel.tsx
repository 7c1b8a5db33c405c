import { useEffect, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { StatusLine } from '../components/StatusLine.tsx';
import { loadPresets, useDraft } from '../train/draftStore.ts';
import { useWorkspace } from '../workspace.ts';
import type { LeakCardProps } from './LeakCard.tsx';
import { LeakComparison } from './LeakComparison.tsx';
import { LeakProgress } from './LeakProgress.tsx';
import { LeakSetup } from './LeakSetup.tsx';
import styles from './leak.module.css';
import { newestPair } from './leakPairs.ts';
import { useLeak } from './leakStore.ts';

/** The question, the two trainings, and what came of them. */
export function LeakPanel({ dataSet, report }: LeakCardProps) {
  const state = useLeak();
  const draft = useDraft();
  const models = useWorkspace((workspace) => workspace.models);
  const [asked, setAsked] = useState(false);
  useEffect(() => void loadPresets(), []);
  const known = report?.version === dataSet.version.hash ? report : null;
  const bySubject = dataSet.scans.some(({ subject }) => subject !== null);
  const pair = newestPair(models, dataSet.version.hash);
  if (state.step === 'running') return <LeakProgress state={state} />;
  return (
    <div className={styles.panel}>
      {pair ? (
        <LeakComparison key={`${pair.random.id} ${pair.grouped.id}`} {...{ dataSet, pair, bySubject }} report={known} />
      ) : (
        <p>
          A test is honest only if it asks for what was not learned. A random split puts copies of one picture on both
          sides; the grouped split keeps them on one. See on your own scans what that does to the figures: the same
          network is trained on each, with the same settings and the same seed.
        </p>
      )}
      <StatusLine tone="caution">
        {state.step === 'broken-off' ? `The comparison was broken off. ${state.reason}` : null}
      </StatusLine>
      {asked ? (
        draft.step === 'ready' ? (
          <LeakSetup
            {...{ dataSet, bySubject }}
            presets={draft.presets}
            draft={draft.draft}
            onStart={() => setAsked(false)}
          />
        ) : (
          <StatusLine tone={draft.step === 'failed' ? 'bad' : 'quiet'}>
            {draft.step === 'failed' ? draft.reason : 'Getting the presets'}
          </StatusLine>
        )
      ) : (
        <div>
          <Button onClick={() => setAsked(true)}>{pair ? 'Show it with another network' : 'Show me the leak'}</Button>
        </div>
      )}
    </div>
  );
}
