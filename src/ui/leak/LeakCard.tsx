import { lazy, Suspense } from 'react';
import type { AuditReport } from '../../audit/auditReport.ts';
import type { DataSetView } from '../../worker/protocol.ts';
import { Answering } from '../components/Answering.tsx';
import { Card } from '../components/Card.tsx';

export type LeakCardProps = {
  readonly dataSet: DataSetView;
  /** What the audit found of this version; null while it is not known. */
  readonly report: AuditReport | null;
};

const LeakPanel = lazy(() => import('./LeakPanel.tsx').then((file) => ({ default: file.LeakPanel })));

/** What copies in the test do to the figures, shown by training the same network on both splits. */
export function LeakCard(props: LeakCardProps) {
  return (
    <Card title="Data leakage check">
      <Suspense fallback={<Answering failure={null}>Getting ready</Answering>}>
        <LeakPanel {...props} />
      </Suspense>
    </Card>
  );
}
