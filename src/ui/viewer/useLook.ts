import { useCallback, useState } from 'react';
import { FRESH, type Look } from './look.ts';

export type ChangeLook = (change: (look: Look) => Look) => void;

/** The look at one scan, or at one series: with another `of` it begins anew. */
export function useLook(of: string): readonly [Look, ChangeLook] {
  const [kept, setKept] = useState({ of, look: FRESH });
  const change = useCallback<ChangeLook>(
    (next) => setKept((before) => ({ of, look: next(before.of === of ? before.look : FRESH) })),
    [of],
  );
  return [kept.of === of ? kept.look : FRESH, change];
}
