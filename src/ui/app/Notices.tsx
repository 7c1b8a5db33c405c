import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { CautionIcon, CloseIcon } from '../components/icons.tsx';
import { isToast, type Notice } from '../workspace/notices.ts';
import { dismissNotice, useWorkspace } from '../workspace/workspace.ts';
import { type AutoDismissTimer, autoDismissTimer } from './autoDismissTimer.ts';
import { DiagnosticButton } from './DiagnosticButton.tsx';
import { focusHeading, focusIsLost } from './focusHeading.ts';
import styles from './Notices.module.css';

type NoticesProps = {
  /** Toasts or failures; both where it is left out. */
  readonly only?: Notice['tone'];
  /** Only those that came after the one of this number. */
  readonly after?: number;
};

/** In the flow of the page, so that they lie over no control. */
export function Notices({ only, after = 0 }: NoticesProps) {
  const notices = useWorkspace((state) => state.notices).filter(
    ({ id, tone }) => id > after && (only ?? tone) === tone,
  );
  return (
    <div className={styles.notices} role="status" aria-live="polite" aria-atomic="false">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { id, tone, action } = notice;
  const timer = useRef<AutoDismissTimer | null>(null);
  const leaves = isToast(notice);
  useEffect(() => {
    if (!leaves) return;
    timer.current = autoDismissTimer(() => dismissNotice(id));
    return () => {
      timer.current?.stop();
      timer.current = null;
    };
  }, [id, leaves]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it does nothing when touched, it only waits.
    <div
      className={classNames('line', styles.notice, tone === 'bad' && styles.bad)}
      onPointerEnter={() => timer.current?.hold('pointer')}
      onPointerLeave={() => timer.current?.release('pointer')}
      onFocus={() => timer.current?.hold('focus')}
      onBlur={() => timer.current?.release('focus')}
    >
      {tone === 'bad' ? <CautionIcon /> : null}
      <p>{notice.text}</p>
      {action ? (
        <Button
          small
          onClick={() => {
            dismissed(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      ) : null}
      {'failure' in notice ? <DiagnosticButton failure={notice.failure} /> : null}
      <Button variant="quiet" small aria-label="Dismiss" onClick={() => dismissed(id)}>
        <CloseIcon />
      </Button>
    </div>
  );
}

/** By its own button, which leaves with it: the focus goes on to the page. */
function dismissed(id: number): void {
  flushSync(() => dismissNotice(id));
  if (focusIsLost()) focusHeading();
}
