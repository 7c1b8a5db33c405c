import { lazy, Suspense } from 'react';
import type { ModelCard } from '../../../../../model/card/card.ts';
import type { ModelSummary } from '../../../../../worker/jobs/models/modelProtocol.ts';
import { QueryState } from '../../../../components/QueryState.tsx';
import { formatCount, formatCounted } from '../../../../components/text/format.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { auditedState, useLastReport } from '../../../data/audit/auditStore.ts';
import { useAuditOf } from '../../../data/audit/useAuditOf.ts';
import styles from './honesty.module.css';

const LeakagePanel = lazy(() =>
  import('../../../evaluate/leakage/LeakagePanel.tsx').then((file) => ({ default: file.LeakagePanel })),
);

/** How the scans of this network are split, and the same network on a random split. */
export function Leakage({ model }: { readonly model: ModelSummary | null }) {
  const dataSet = useWorkspace((state) => state.dataSet);
  useAuditOf(dataSet && auditedState(dataSet));
  const report = useLastReport(dataSet ?? { history: [] });
  return (
    <>
      {model ? <SplitBar card={model.card} /> : null}
      {dataSet ? (
        <div className="panel">
          <Suspense fallback={<QueryState failure={null}>Loading the comparison</QueryState>}>
            <LeakagePanel dataSet={dataSet} report={report} />
          </Suspense>
        </div>
      ) : (
        <p>Leakage is measured on a data set. Import one under Data, or run the sample.</p>
      )}
    </>
  );
}

const PARTS = ['training', 'validation', 'test'] as const;

/** The three sets to scale. */
function SplitBar({ card: { split } }: { readonly card: ModelCard }) {
  const { scans, kind, testScansWithTwin } = split;
  return (
    <figure className="stack">
      <div className={styles.split}>
        {PARTS.map((part) => (
          <span key={part} className={styles[part]} style={{ flexGrow: scans[part] }}>
            {part} {formatCount(scans[part])}
          </span>
        ))}
      </div>
      <figcaption className="quiet dense">
        {`The ${kind} split of this network: ${formatCounted(testScansWithTwin, 'test scan')} with a copy in training.`}
      </figcaption>
    </figure>
  );
}
