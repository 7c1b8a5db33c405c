import { lazy, Suspense } from 'react';
import type { ScanViewerProps } from './ScanViewer.tsx';

const fetching = () => import('./ScanViewer.tsx').then((file) => ({ default: file.ScanViewer }));
const Fetched = lazy(fetching);

/** Fetches the viewer's code before it is opened; where that fails, opening it says so. */
export function fetchViewer(): void {
  fetching().catch(() => {});
}

/** The viewer, fetched when it is wanted. */
export function LazyViewer(props: ScanViewerProps) {
  return (
    <Suspense>
      <Fetched {...props} />
    </Suspense>
  );
}
