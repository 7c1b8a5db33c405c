import { type ReactNode, useDeferredValue } from 'react';

/** Drawn in short tasks, after what stands around it: a large part of the page never holds it up. @param until shown before */
export function Later({ children, until = null }: { readonly children: ReactNode; readonly until?: ReactNode }) {
  const shown = useDeferredValue(true, false);
  return shown ? children : until;
}
