import { lazy, Suspense } from 'react';
import { Card } from '../../../components/layout/Card.tsx';
import { QueryState } from '../../../components/QueryState.tsx';
import type { LeakageCardProps } from './LeakagePanel.tsx';

const LeakPanel = lazy(() => import('./LeakagePanel.tsx').then((file) => ({ default: file.LeakagePanel })));

/** What copies in the test do to the figures, shown by training the same network on both splits. */
export function LeakageCard(props: LeakageCardProps) {
  return (
    <Card title="Data leakage check">
      <Suspense fallback={<QueryState failure={null}>Getting ready</QueryState>}>
        <LeakPanel {...props} />
      </Suspense>
    </Card>
  );
}
