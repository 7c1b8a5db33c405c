import { useMemo } from 'react';
import type { ScanView } from '../../dataset/edits/dataSetView.ts';
import { bySha256 } from '../../dataset/scan.ts';
import { useWorkspace } from './workspace.ts';

const NO_SCANS: readonly ScanView[] = [];

/** The scans in use, by the SHA-256 of their files: of those of a model some may be gone. */
export function useKnownScans(): ReadonlyMap<string, ScanView> {
  const scans = useWorkspace(({ dataSet }) => dataSet?.scans) ?? NO_SCANS;
  return useMemo(() => bySha256(scans), [scans]);
}
