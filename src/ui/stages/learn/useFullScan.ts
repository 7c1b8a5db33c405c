import { useEffect, useState } from 'react';
import type { ViewedPicture } from '../../../worker/protocol.ts';
import type { LearnScan } from './subject.ts';

/** A scan on its way, there, or not to be had. */
type FullScan = { readonly picture: ViewedPicture | null; readonly problem: string | null };

/** The scan at full size, in its own units. */
export function useFullScan(scan: LearnScan): FullScan {
  const [read, setRead] = useState<{ readonly of: string } & FullScan>({
    ...{ of: '', picture: null, problem: null },
  });
  useEffect(() => {
    let isCurrent = true;
    const take = (what: FullScan) => {
      if (isCurrent) setRead({ of: scan.key, ...what });
    };
    scan.source.load().then(
      (picture) => take({ picture, problem: null }),
      (failure: unknown) =>
        take({ picture: null, problem: failure instanceof Error ? failure.message : String(failure) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [scan]);
  return read.of === scan.key ? read : { picture: null, problem: null };
}
