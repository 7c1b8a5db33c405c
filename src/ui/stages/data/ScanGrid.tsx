import { memo, type RefObject, useCallback, useDeferredValue, useEffect, useRef, useState } from 'react';
import { type CellComponentProps, Grid, type GridImperativeAPI } from 'react-window';
import type { ScanView } from '../../../dataset/edits/dataSetView.ts';
import { useScrollElement } from '../../app/scrollElement.ts';
import { useWidth } from '../../charts/plot/useWidth.ts';
import { classNames } from '../../components/classNames.ts';
import { ClassMark } from '../../components/image/ClassMark.tsx';
import { ScanCanvas } from '../../components/image/ScanCanvas.tsx';
import { fetchViewer } from '../../viewer/lazyViewer.tsx';
import { useThumbnail } from '../../workspace/thumbnails.ts';
import { gridStep } from './gridStep.ts';
import styles from './ScanGrid.module.css';

/** Least width of a cell, and the frame around them (see the style sheet). */
const CELL_PX = 112;
const FRAME_PX = 2;

type ScanGridProps = {
  readonly label: string;
  readonly scans: readonly ScanView[];
  /** Places and letters of the classes in the data set. */
  readonly marks: ReadonlyMap<string, { readonly index: number; readonly letter: string }>;
  /** The one that is shown large: the focus goes to it when that ends. */
  readonly opened: number | null;
  readonly onOpen: (index: number) => void;
};

/** Small scans on black. One stop for Tab; arrows, Home and End move, Enter opens. Draws only what is in sight. */
export const ScanGrid = memo(function ScanGrid({ label, scans, marks, opened, onOpen }: ScanGridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = Math.max(0, useWidth(frame) - 2 * FRAME_PX);
  const columns = Math.max(2, Math.floor(width / CELL_PX));
  const side = width / columns;
  const rows = Math.ceil(scans.length / columns);
  const scrollElement = useScrollElement();
  const grid = useRef<GridImperativeAPI>(null);
  const [active, setActive] = useState(0);
  const [inSight, setInSight] = useState({ first: 0, last: 0 });
  const current = Math.min(active, Math.max(0, scans.length - 1));
  const stop = current >= inSight.first && current <= inSight.last ? current : inSight.first;
  const moveFocusTo = useFocusWhenDrawn(frame);
  useEffect(fetchViewer, []);

  const lastOpened = useRef<number | null>(null);
  useEffect(() => {
    const left = lastOpened.current;
    lastOpened.current = opened;
    if (opened !== null || left === null) return;
    const cell = frame.current?.querySelector<HTMLElement>(`[data-index="${left}"]`);
    if (!cell) return; // out of sight: it stays where it was before
    setActive(left);
    cell.focus({ preventScroll: true });
  }, [opened]);

  const move = (key: string): boolean => {
    const to = gridStep(key, stop, scans.length, columns);
    if (to === null) return false;
    setActive(to);
    moveFocusTo(to);
    grid.current?.scrollToRow({ index: Math.floor(to / columns), align: 'auto' });
    return true;
  };
  const see = useCallback(
    ({ rowStartIndex, rowStopIndex }: { readonly rowStartIndex: number; readonly rowStopIndex: number }) => {
      const [first, last] = [rowStartIndex * columns, (rowStopIndex + 1) * columns - 1];
      setInSight((before) => (before.first === first && before.last === last ? before : { first, last }));
    },
    [columns],
  );
  const open = useCallback(
    (index: number) => {
      setActive(index);
      onOpen(index);
    },
    [onOpen],
  );

  return (
    <div ref={frame} className={classNames('on-black', styles.frame)}>
      {width > 0 ? (
        <Grid
          gridRef={grid}
          aria-label={label}
          onKeyDown={(event) => {
            if (move(event.key)) event.preventDefault();
          }}
          cellComponent={Cell}
          cellProps={{ scans, marks, columns, stop, onOpen: open }}
          columnCount={columns}
          columnWidth={side}
          rowCount={rows}
          rowHeight={side}
          overscanCount={1}
          scrollElement={scrollElement}
          onCellsRendered={see}
        />
      ) : null}
    </div>
  );
});

/** The cell that is moved to may be drawn only after scrolling: focus follows when it is there. */
function useFocusWhenDrawn(frame: RefObject<HTMLDivElement | null>): (index: number) => void {
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    const cell = frame.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"]`);
    if (!cell) return;
    wanted.current = null;
    cell.focus({ preventScroll: true });
  });
  return useCallback((index: number) => {
    wanted.current = index;
  }, []);
}

type CellProps = {
  readonly scans: readonly ScanView[];
  readonly marks: ScanGridProps['marks'];
  readonly columns: number;
  readonly stop: number;
  readonly onOpen: (index: number) => void;
};

function Cell(props: CellComponentProps<CellProps>) {
  const { columnIndex, rowIndex, style, ariaAttributes, scans, marks, columns, stop, onOpen } = props;
  const index = rowIndex * columns + columnIndex;
  const scan = scans[index];
  // A jump makes all cells at once: what is in them follows in slices, so that no key press waits for it.
  const filled = useDeferredValue(true, false);
  if (!scan) return <div style={style} {...ariaAttributes} />;
  const mark = marks.get(scan.className);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of a grid that is no table.
    <div
      role="gridcell"
      aria-colindex={ariaAttributes['aria-colindex']}
      style={style}
      className={styles.cell}
      data-index={index}
      tabIndex={index === stop ? 0 : -1}
      aria-label={`${scan.name}, ${scan.className}, ${scan.width} × ${scan.height}`}
      onClick={() => onOpen(index)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onOpen(index);
      }}
    >
      {filled ? <CellContent scan={scan} mark={mark} /> : null}
    </div>
  );
}

type CellContentProps = {
  readonly scan: ScanView;
  readonly mark: { readonly index: number; readonly letter: string } | undefined;
};

function CellContent({ scan, mark }: CellContentProps) {
  return (
    <span className={styles.scan}>
      <CellImage sha256={scan.sha256} />
      {mark ? <ClassMark index={mark.index} letter={mark.letter} onBlack /> : null}
      <span className={classNames('over-scan', styles.caption)} aria-hidden="true">
        <span className="cut">{scan.name}</span>
        <span>
          {scan.width} × {scan.height}
        </span>
      </span>
    </span>
  );
}

function CellImage({ sha256 }: { readonly sha256: string }) {
  const thumbnail = useThumbnail(sha256);
  return <ScanCanvas thumbnail={thumbnail} label={null} className={classNames(!thumbnail && styles.waiting)} />;
}
