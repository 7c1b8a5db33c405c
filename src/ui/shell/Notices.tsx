import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { CautionIcon, CloseIcon } from '../components/icons.tsx';
import type { Notice } from '../notices.ts';
import { dismissNotice, useWorkspace } from '../workspace.ts';
import styles from './Notices.module.css';

/** They stay until they are dismissed: nobody has to read against the clock. */
export function Notices() {
  const notices = useWorkspace((state) => state.notices);
  return (
    <div className={styles.notices} role="status" aria-live="polite" aria-atomic="false">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const { action } = notice;
  return (
    <div className={classNames(styles.notice, notice.tone === 'bad' && styles.bad)}>
      {notice.tone === 'bad' ? <CautionIcon /> : null}
      <p>{notice.text}</p>
      {action ? (
        <Button
          small
          onClick={() => {
            dismissNotice(notice.id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <Button variant="quiet" small aria-label="Dismiss" onClick={() => dismissNotice(notice.id)}>
        <CloseIcon />
      </Button>
    </div>
  );
}
