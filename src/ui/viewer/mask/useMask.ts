import { useEffect, useMemo, useState } from 'react';
import type { ScanMask } from '../../../decoding/image/scanMask.ts';
import type { ScanSource } from '../scanSource.ts';
import type { MaskOverlay } from './maskOverlay.ts';

const USUAL_OPACITY = 0.4;

/** The mask of the scan, off until it is asked for, and then on for the next ones. Null where none came with the scan. */
export function useMask(scan: ScanSource) {
  const [found, setFound] = useState<{ readonly of: string; readonly mask: ScanMask | null }>({ of: '', mask: null });
  const [isOn, setOn] = useState(false);
  const [opacity, setOpacity] = useState(USUAL_OPACITY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the source is another at every render; the key says when it differs.
  useEffect(() => {
    let current = true;
    scan.mask().then(
      (mask) => {
        if (current) setFound({ of: scan.key, mask });
      },
      () => {}, // a mask that cannot be read is none
    );
    return () => {
      current = false;
    };
  }, [scan.key]);
  const mask = found.of === scan.key ? found.mask : null;
  const overlay: MaskOverlay | null = useMemo(() => (mask && isOn ? { mask, opacity } : null), [mask, isOn, opacity]);
  return mask && { mask, isOn, overlay, opacity, setOpacity, toggle: () => setOn(!isOn) };
}
