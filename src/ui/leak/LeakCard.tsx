import { lazy, Suspense } from 'react';
import { Answering } from '../components/Answering.tsx';
import { Card } from '../components/Card.tsx';
import type { LeakCardProps } from './LeakPanel.tsx';

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
