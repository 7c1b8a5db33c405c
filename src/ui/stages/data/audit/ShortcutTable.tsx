import type { ReactNode } from 'react';
import type { Shortcut } from '../../../../audit/auditReport.ts';
import { shortcutName } from '../../../../audit/shortcuts/shortcutName.ts';
import type { Estimate } from '../../../../statistics/intervals/estimate.ts';
import { IntervalCell } from '../../../components/table/IntervalCell.tsx';
import { NumberHead } from '../../../components/table/NumberHead.tsx';
import { Table } from '../../../components/table/Table.tsx';
import { Tooltip } from '../../../components/text/Tooltip.tsx';
import { shortcutMeaning } from './shortcutWords.ts';

type ShortcutTableProps = {
  readonly caption: string;
  readonly shortcuts: readonly Shortcut[];
  /** A further column: its head, and its cell for each shortcut. */
  readonly further?: { readonly head: ReactNode; readonly cell: (shortcut: Shortcut) => ReactNode };
  /** What the shortcuts are held against: rows (`FigureRow`). */
  readonly children: ReactNode;
};

/** Accuracy of shortcuts, each in a row. */
export function ShortcutTable({ caption, shortcuts, further, children }: ShortcutTableProps) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">Knowing only</th>
          <NumberHead>Accuracy</NumberHead>
          <NumberHead>
            <Tooltip meaning="The chance that a scan of one class ranks above a scan of the other. 0.50 is guessing.">
              AUC
            </Tooltip>
          </NumberHead>
          {further ? <NumberHead>{further.head}</NumberHead> : null}
        </tr>
      </thead>
      <tbody>
        {shortcuts.map((shortcut) => (
          <FigureRow
            key={shortcutName(shortcut)}
            name={<Tooltip meaning={shortcutMeaning(shortcut)}>{shortcutName(shortcut)}</Tooltip>}
            accuracy={shortcut.accuracy}
            auc={shortcut.auc}
          >
            {further ? further.cell(shortcut) : null}
          </FigureRow>
        ))}
        {children}
      </tbody>
    </Table>
  );
}

type FigureRowProps = {
  readonly name: ReactNode;
  readonly accuracy: Estimate;
  readonly auc: Estimate | null;
  /** Further cells. */
  readonly children?: ReactNode;
};

export function FigureRow({ name, accuracy, auc, children }: FigureRowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <IntervalCell figure={accuracy} as="percent" />
      <IntervalCell figure={auc} as="fraction" />
      {children}
    </tr>
  );
}
