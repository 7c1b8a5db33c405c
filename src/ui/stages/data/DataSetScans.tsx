import { useCallback, useMemo, useState } from 'react';
import type { DataSetView } from '../../../dataset/edits/dataSetView.ts';
import { classNames } from '../../components/classNames.ts';
import { Segmented } from '../../components/form/Segmented.tsx';
import { Select } from '../../components/form/Select.tsx';
import { formatCount, formatCounted } from '../../components/text/format.ts';
import { ClassOption } from './ClassOption.tsx';
import type { ClassMarks } from './classMarks.ts';
import styles from './DataStage.module.css';
import { ScanDialog } from './ScanDialog.tsx';
import { ScanGrid } from './ScanGrid.tsx';
import { headOf, withHead } from './scanOrder.ts';

/** No class can be called so: names are trimmed, and not empty. */
const ALL = ' ';
const EXCLUDED = '';
/** More classes than this are a list to choose from. */
const MOST_SEGMENTS = 8;

/** Every scan, small; one of them large. */
export function DataSetScans({ dataSet, marks }: { readonly dataSet: DataSetView; readonly marks: ClassMarks }) {
  const { scans, classes, excluded } = dataSet;
  const [filter, setFilter] = useState(ALL);
  const [opened, setOpened] = useState<number | null>(null);
  // Chosen once: a scan that gets another class does not move away from the eye.
  const [head] = useState(() => headOf(scans, classes));
  const shown = useMemo(() => {
    if (filter === ALL) return withHead(scans, head);
    return filter === EXCLUDED ? excluded : scans.filter((scan) => scan.className === filter);
  }, [scans, excluded, filter, head]);
  const optionsOf = <Label,>(labelOf: (name: string) => Label) => [
    { value: ALL, label: `All ${formatCount(scans.length)}` },
    ...classes.map((name) => ({ value: name, label: labelOf(name) })),
    ...(excluded.length > 0 || filter === EXCLUDED
      ? [{ value: EXCLUDED, label: `Excluded ${formatCount(excluded.length)}` }]
      : []),
  ];
  const open = useCallback((index: number) => setOpened(index), []);
  const index = opened === null ? null : Math.min(opened, shown.length - 1);
  return (
    <>
      <div className="row spread">
        {classes.length > MOST_SEGMENTS ? (
          <Select label="Class shown" value={filter} onChange={setFilter} options={optionsOf((name) => name)} />
        ) : (
          <Segmented
            label="Class shown"
            value={filter}
            onChange={setFilter}
            options={optionsOf((name) => <ClassOption name={name} marks={marks} />)}
          />
        )}
        <span className={classNames(styles.keysNote, 'quiet dense')}>
          Click or press Enter to open a scan; arrow keys move.
        </span>
      </div>
      <div className="grow bleed on-black">
        <ScanGrid
          label={formatCounted(shown.length, 'scan')}
          scans={shown}
          marks={marks}
          opened={index}
          onOpen={open}
        />
      </div>
      {index === null || !shown[index] ? null : (
        <ScanDialog
          scans={shown}
          dataSet={scans}
          marks={marks}
          index={index}
          inUse={filter !== EXCLUDED}
          onMove={setOpened}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
