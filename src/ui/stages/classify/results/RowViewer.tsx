import { useMemo } from 'react';
import type { VolumeChoice } from '../../../../dataset/volumeChoice.ts';
import type { ClassifiedRow, ModelSummary } from '../../../../worker/protocol.ts';
import { Dialog } from '../../../components/layout/Dialog.tsx';
import { DefinitionList } from '../../../components/text/DefinitionList.tsx';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import type { DroppedFile } from '../../../drop/droppedFiles.ts';
import { LazyViewer } from '../../../viewer/lazyViewer.tsx';
import { networkOf } from '../../../viewer/networkWords.ts';
import { VerdictGrounds, VerdictHead } from '../verdict/VerdictPanel.tsx';
import { scanOfRow, slicesBeside } from './scanOfRow.ts';

type RowViewerProps = {
  readonly rows: readonly ClassifiedRow[];
  readonly files: readonly DroppedFile[];
  readonly volumes: VolumeChoice | null;
  /** Places in `rows` as the table shows them. */
  readonly order: readonly number[];
  /** Place in `rows`. */
  readonly opened: number;
  readonly model: ModelSummary;
  readonly onMove: (opened: number) => void;
  readonly onClose: () => void;
};

/** The scan of a row of the table, large, with its verdict; of a file that could not be taken out, why. */
export function RowViewer({ rows, files, volumes, order, opened, model, onMove, onClose }: RowViewerProps) {
  const filesByPath = useMemo(() => new Map(files.map(({ path, file }) => [path, file])), [files]);
  const row = rows[opened];
  const path = row?.path ?? '';
  const slices = useMemo(() => slicesBeside({ path }, rows, filesByPath), [path, rows, filesByPath]);
  if (!row) return null;
  const scan = scanOfRow(row, filesByPath, volumes);
  if (!scan) {
    return (
      <Dialog title={path} onClose={onClose}>
        <StatusLine tone="bad">
          {row.status === 'classified' ? 'This file is no longer available. Drop it again.' : row.reason}
        </StatusLine>
      </Dialog>
    );
  }
  const at = order.indexOf(opened);
  const slice = slices.indexOf(opened);
  const goTo = (place: number | undefined) => {
    if (place !== undefined) onMove(place);
  };
  const near = [slices[slice + 1], slices[slice - 1], order[at + 1], order[at - 1]].map((place) => rows[place ?? -1]);
  return (
    <LazyViewer
      title={path}
      scan={scan}
      soon={near.flatMap((other) => (other && scanOfRow(other, filesByPath, volumes)) ?? [])}
      list={{ index: at, count: order.length, onMove: (to) => goTo(order[to]) }}
      stack={slices.length > 1 ? { index: slice, count: slices.length, onMove: (to) => goTo(slices[to]) } : null}
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
          <DefinitionList facts={[['Size', `${row.width} × ${row.height} pixels`]]} />
        </>
      ) : (
        <StatusLine tone="bad">{row.reason}</StatusLine>
      )}
    </LazyViewer>
  );
}
