import type { ReactNode } from 'react';
import type { Figure, Shortcut } from '../../../dataset/auditReport.ts';
import { classNames } from '../../components/classNames.ts';
import { formatPercent } from '../../components/format.ts';
import { NumberHead } from '../../components/NumberHead.tsx';
import { numberCell, Table } from '../../components/Table.tsx';
import { Term } from '../../components/Term.tsx';
import styles from './audit.module.css';
import { shortcutMeaning, shortcutName } from './shortcutWords.ts';

type ShortcutTableProps = {
  readonly caption: string;
  readonly shortcuts: readonly Shortcut[];
  /** A further column: its head, and its cell for each shortcut. */
  readonly further?: { readonly head: string; readonly cell: (shortcut: Shortcut) => ReactNode };
  /** What the shortcuts are held against: rows (`FigureRow`). */
  readonly children: ReactNode;
  /** What the figures are from. */
  readonly source: string;
};

/** How well the class can be told from facts alone, each in a row. */
export function ShortcutTable({ caption, shortcuts, further, children, source }: ShortcutTableProps) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">Knowing only</th>
          <NumberHead>Accuracy</NumberHead>
          <NumberHead>
            <Term meaning="The chance that a scan of the one class is ranked above one of the other; 0.50 is guessing.">
              AUC
            </Term>
          </NumberHead>
          {further ? <NumberHead>{further.head}</NumberHead> : null}
        </tr>
      </thead>
      <tbody>
        {shortcuts.map((shortcut) => (
          <FigureRow
            key={shortcutName(shortcut)}
            name={<Term meaning={shortcutMeaning(shortcut)}>{shortcutName(shortcut)}</Term>}
            accuracy={shortcut.accuracy}
            auc={shortcut.auc}
          >
            {further ? further.cell(shortcut) : null}
          </FigureRow>
        ))}
        {children}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={further ? 4 : 3} className="quiet dense">
            {source}
          </td>
        </tr>
      </tfoot>
    </Table>
  );
}

type FigureRowProps = {
  readonly name: ReactNode;
  readonly accuracy: Figure;
  readonly auc: Figure | null;
  /** Further cells. */
  readonly children?: ReactNode;
};

export function FigureRow({ name, accuracy, auc, children }: FigureRowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <IntervalCell figure={accuracy} text={formatPercent} />
      {auc ? <IntervalCell figure={auc} text={(value) => value.toFixed(3)} /> : <td className={numberCell}>–</td>}
      {children}
    </tr>
  );
}

type IntervalCellProps = { readonly figure: Figure; readonly text: (value: number) => string };

/** A figure and in brackets its interval, on a phone beneath it. */
export function IntervalCell({ figure: { value, low, high }, text }: IntervalCellProps) {
  return (
    <td className={numberCell}>
      {text(value)}{' '}
      <span className={classNames('quiet', styles.range)}>
        ({text(low)} to {text(high)})
      </span>
    </td>
  );
}
