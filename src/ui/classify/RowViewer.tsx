import { useMemo } from 'react';
import type { ClassifiedRow, ModelSummary } from '../../worker/protocol.ts';
import { Facts } from '../components/Facts.tsx';
import { StatusLine } from '../components/StatusLine.tsx';
import type { DroppedFile } from '../droppedFiles.ts';
import { LazyViewer } from '../viewer/lazyViewer.tsx';
import { networkOf } from '../viewer/networkWords.ts';
import { scanOfRow, slicesBeside } from './scanOfRow.ts';
import { VerdictGrounds, VerdictHead } from './VerdictPanel.tsx';

type RowViewerProps = {
  readonly rows: readonly ClassifiedRow[];
  readonly files: readonly DroppedFile[];
  /** Indices of the rows as the table shows them. */
  readonly order: readonly number[];
  /** Place in `order`. */
  readonly opened: number;
  readonly model: ModelSummary;
  readonly onMove: (place: number) => void;
  readonly onClose: () => void;
};

/** The scan of a row of the table, large, with its verdict. */
export function RowViewer({ rows, files, order, opened, model, onMove, onClose }: RowViewerProps) {
  const filesByPath = useMemo(() => new Map(files.map(({ path, file }) => [path, file])), [files]);
  const rowAt = (place: number) => rows[order[place] ?? -1];
  const row = rowAt(opened);
  const path = row?.path ?? '';
  const slices = useMemo(() => slicesBeside({ path }, rows, filesByPath), [path, rows, filesByPath]);
  const scan = row && scanOfRow(row, filesByPath);
  if (!row || !scan) return null;
  const stack = {
    index: slices.indexOf(order[opened] ?? -1),
    count: slices.length,
    onMove: (slice: number) => onMove(order.indexOf(slices[slice] ?? -1)),
  };
  const near = [...[1, -1].map((way) => rows[slices[stack.index + way] ?? -1]), rowAt(opened + 1), rowAt(opened - 1)];
  return (
    <LazyViewer
      title={path}
      scan={scan}
      soon={near.flatMap((other) => (other && scanOfRow(other, filesByPath)) ?? [])}
      list={{ index: opened, count: order.length, onMove }}
      stack={slices.length > 1 ? stack : null}
      network={networkOf(model)}
      onClose={onClose}
      headline={
        row.status === 'classified' ? (
          <VerdictHead probabilities={row.probabilities} model={model} knownFrom={row.knownFrom} />
        ) : null
      }
    >
      {row.status === 'classified' ? (
        <>
          <VerdictGrounds probabilities={row.probabilities} model={model} />
          <Facts facts={[['Size', `${row.width} × ${row.height} pixels`]]} />
        </>
      ) : (
        <StatusLine tone="bad">{row.reason}</StatusLine>
      )}
    </LazyViewer>
  );
}
