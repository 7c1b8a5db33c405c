import { useMemo, useState } from 'react';
import { useJob } from '../../components/useJob.ts';
import type { ScanSource } from '../scanSource.ts';
import type { MaskOverlay } from './maskOverlay.ts';

const USUAL_OPACITY = 0.4;

/** The mask of the scan, off until it is asked for, and then on for the next ones. Null where none came with the scan. */
export function useMask(scan: ScanSource) {
  const { value: mask } = useJob(scan.key, () => scan.mask()); // one that cannot be read is none
  const [isOn, setOn] = useState(false);
  const [opacity, setOpacity] = useState(USUAL_OPACITY);
  const overlay: MaskOverlay | null = useMemo(() => (mask && isOn ? { mask, opacity } : null), [mask, isOn, opacity]);
  return mask && { mask, isOn, overlay, opacity, setOpacity, toggle: () => setOn(!isOn) };
}
