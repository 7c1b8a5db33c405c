import { lazy, Suspense } from 'react';
import { QueryState } from '../components/Answering.tsx';
import { Card } from '../components/Card.tsx';
import type { LeakageCardProps } from './LeakPanel.tsx';

const LeakPanel = lazy(() => import('./LeakPanel.tsx').then((file) => ({ default: file.LeakagePanel })));

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
