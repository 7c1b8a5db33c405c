import { useEffect, useState } from 'react';
import { formatDuration } from './text/format.ts';

const SECOND_MS = 1000;

/** How long a wait has lasted: nothing in its first second, then ', 4 s'. For the eyes: read aloud it would never end. */
export function Waited() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const startedAtMs = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - startedAtMs) / SECOND_MS)), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  return seconds < 1 ? null : <span aria-hidden="true">{`, ${formatDuration(seconds)}`}</span>;
}
