import { useMemo, useState } from 'react';
import type { DataSetView, ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { ScrollElement } from '../../../app/scrollElement.ts';
import { Dialog } from '../../../components/layout/Dialog.tsx';
import { formatCounted } from '../../../components/text/format.ts';
import { classMarks } from '../../data/classMarks.ts';
import { ScanGrid } from '../../data/ScanGrid.tsx';
import styles from '../LearnStage.module.css';

type ScanChoiceProps = {
  readonly dataSet: DataSetView;
  readonly onChoose: (scan: ScanView) => void;
  readonly onClose: () => void;
};

/** Any scan of the data set. */
export function ScanChoice({ dataSet: { scans, classes }, onChoose, onClose }: ScanChoiceProps) {
  const [holder, setHolder] = useState<HTMLElement | null>(null);
  const marks = useMemo(() => classMarks(classes), [classes]);
  return (
    <Dialog title="Choose a scan" shape="wide" onClose={onClose}>
      <div ref={setHolder} className={styles.gridHolder}>
        <ScrollElement value={holder}>
          {holder ? (
            <ScanGrid
              label={formatCounted(scans.length, 'scan')}
              scans={scans}
              marks={marks}
              opened={null}
              onOpen={(index) => {
                const scan = scans[index];
                if (scan) onChoose(scan);
              }}
            />
          ) : null}
        </ScrollElement>
      </div>
    </Dialog>
  );
}
