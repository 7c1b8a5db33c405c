import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

const paper = window.matchMedia('print');

function subscribe(onChange: () => void): () => void {
  // At once: the browser lays the paper out as soon as it has said so.
  const listen = () => flushSync(onChange);
  paper.addEventListener('change', listen);
  return () => paper.removeEventListener('change', listen);
}

/** Whether the page is being laid out on paper. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => paper.matches);
}
