import { useState } from 'react';
import { Notices } from '../app/Notices.tsx';
import { workspace } from '../workspace/workspace.ts';
import styles from './ScanViewer.module.css';

/** Says what happened while the viewer lies over the page, whose own notices are out of reach. Undo stays in reach. */
export function ViewerNotices() {
  const [before] = useState(() => workspace.getState().notices.at(-1)?.id ?? 0);
  return (
    <div className={styles.notices}>
      <Notices after={before} />
    </div>
  );
}
