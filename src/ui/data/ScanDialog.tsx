import type { ScanView } from '../../worker/protocol.ts';
import { ClassMark } from '../components/ClassMark.tsx';
import { Facts } from '../components/Facts.tsx';
import { formatBytes } from '../components/format.ts';
import { ScanViewer } from '../components/ScanViewer.tsx';
import { jobs } from '../jobs.ts';
import type { ClassMarks } from './DataSetPanel.tsx';
import styles from './ScanDialog.module.css';

type ScanDialogProps = {
  readonly scans: readonly ScanView[];
  readonly marks: ClassMarks;
  readonly index: number;
  readonly onMove: (index: number) => void;
  readonly onClose: () => void;
};

/** A scan of the data set, large. */
export function ScanDialog({ scans, marks, index, onMove, onClose }: ScanDialogProps) {
  const scan = scans[index];
  if (!scan) return null;
  const mark = marks.get(scan.className);
  return (
    <ScanViewer
      title={scan.name}
      pictureKey={scan.sha256}
      load={() => jobs.picture(scan.sha256)}
      index={index}
      count={scans.length}
      onMove={onMove}
      onClose={onClose}
    >
      <p className={styles.className}>
        {mark ? <ClassMark index={mark.index} letter={mark.letter} /> : null}
        {scan.className}
      </p>
      <Facts
        facts={[
          ['Size', `${scan.width} × ${scan.height} pixels`],
          ['Format', scan.format.toUpperCase()],
          ['File', formatBytes(scan.bytes)],
          ['Path', scan.path],
          ['SHA-256', <code key="sha">{scan.sha256.slice(0, 16)}…</code>],
        ]}
      />
    </ScanViewer>
  );
}
