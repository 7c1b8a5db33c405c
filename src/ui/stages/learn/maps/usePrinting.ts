import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

const onPaper = () => window.matchMedia('print');

function subscribe(onChange: () => void): () => void {
  const query = onPaper();
  // At once: the browser lays the paper out as soon as it has said so.
  const listen = () => flushSync(onChange);
  query.addEventListener('change', listen);
  return () => query.removeEventListener('change', listen);
}

/** Whether the page is being laid out on paper. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => onPaper().matches);
}
