import { useEffect } from 'react';

/** Calls back on `?`, unless something is being typed or a dialog is open. */
export function useQuestionMark(onPressed: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.key !== '?' || target?.closest('input:not([type=radio]), select, textarea, dialog')) return;
      event.preventDefault();
      onPressed();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onPressed]);
}
