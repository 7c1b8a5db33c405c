import { type ReactNode, useEffect, useRef, useState } from 'react';
import { notifyFailure } from '../workspace/workspace.ts';
import { classNames } from './classNames.ts';
import { failureSentence } from './text/failureSentence.ts';
import styles from './useAttempt.module.css';

type Attempts = {
  /** Does what a control was pressed for. Resolves to whether it went well. */
  readonly attempt: (job: () => unknown) => Promise<boolean>;
  /** Why that failed, until the next try: belongs next to the control. */
  readonly failure: ReactNode;
};

/** Failures stand at the control that was pressed; where that has left the page meanwhile, at the head of the stage. */
export function useAttempt(): Attempts {
  const [reason, setReason] = useState<string | null>(null);
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const attempt: Attempts['attempt'] = async (job) => {
    setReason(null);
    try {
      await job();
      return true;
    } catch (failure) {
      if (mounted.current) setReason(failureSentence(failure));
      else notifyFailure(failure);
      return false;
    }
  };
  const failure =
    reason === null ? null : (
      <p role="alert" className={classNames('dense danger', styles.failure)}>
        {reason}
      </p>
    );
  return { attempt, failure };
}
