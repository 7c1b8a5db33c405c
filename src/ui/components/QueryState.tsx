import type { ReactNode } from 'react';
import { StatusLine } from './text/StatusLine.tsx';
import { Waited } from './Waited.tsx';

type AnsweringProps = {
  /** 'Loading the presets': what is waited for. */
  readonly children: ReactNode;
  /** Why it will not come; null while it may. */
  readonly failure: string | null;
};

/** In place of what is still on its way, with how long that takes. */
export function QueryState({ children, failure }: AnsweringProps) {
  return (
    <StatusLine tone={failure === null ? 'quiet' : 'bad'}>
      {failure ?? (
        <>
          {children}
          <Waited />
        </>
      )}
    </StatusLine>
  );
}
