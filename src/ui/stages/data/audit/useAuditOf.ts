import { useEffect } from 'react';
import { useTraining } from '../../train/run/trainingMachine.ts';
import { isActive } from '../../train/run/trainingState.ts';
import { audit, interruptAudit } from './auditStore.ts';

/** The first paint, and a training that follows an import at once, go first. */
const AUDIT_AFTER_MS = 400;

/**
 * Looks at a state of the data set (`auditedState`; null: at none) while it is shown, but never beside a training, which it
 * would slow down.
 */
export function useAuditOf(state: string | null): void {
  const training = useTraining(isActive);
  useEffect(() => {
    if (training) interruptAudit();
    if (training || state === null) return;
    const timer = setTimeout(() => void audit(state), AUDIT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [state, training]);
}
