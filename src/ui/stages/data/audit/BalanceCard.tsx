import { useMemo } from 'react';
import { balanceOf } from '../../../../audit/balance.ts';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { classNames } from '../../../components/classNames.ts';
import { Card } from '../../../components/layout/Card.tsx';
import { classColumns } from '../../../components/table/classColumns.ts';
import { ClassHeads } from '../../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatCount, formatPercent } from '../../../components/text/format.ts';
import styles from './audit.module.css';

const ROWS = 12;

/** Scans per class, folder and format; what was refused, and whether that tilts the data. */
export function BalanceCard({ dataSet }: { readonly dataSet: DataSetView }) {
  const { scans, outcomes, classes } = dataSet;
  const balance = useMemo(() => balanceOf(scans, outcomes, classes), [scans, outcomes, classes]);
  return (
    <Card title="Class balance and refused files">
      <p>{balance.inNumbers}</p>
      <p>{balance.inLosses}</p>
      <CountTable
        caption="Files dropped and refused, by class"
        classes={classes}
        rows={[
          { value: 'in use', countPerClass: balance.countPerClass },
          { value: 'dropped', countPerClass: balance.losses.map(({ dropped }) => dropped) },
          {
            value: 'refused, of those dropped',
            countPerClass: balance.losses.map(({ refused }) => refused),
            of: balance.losses.map(({ dropped }) => dropped),
          },
        ]}
      />
      <details>
        <summary>By format and folder</summary>
        <div className={classNames('fields', styles.pair)}>
          <CountTable caption="Scans by format" classes={classes} rows={balance.formats} />
          <CountTable caption="Scans by folder" classes={classes} rows={balance.folders} />
        </div>
      </details>
    </Card>
  );
}

type CountTableProps = {
  readonly caption: string;
  readonly classes: readonly string[];
  readonly rows: readonly {
    readonly value: string;
    readonly countPerClass: readonly number[];
    /** What the counts are shares of, class by class; their sum where it is not given. */
    readonly of?: readonly number[];
  }[];
};

function CountTable({ caption, classes, rows }: CountTableProps) {
  const { shown, words } = classColumns(classes);
  return (
    <Table caption={`${caption}${words}`} captionShown>
      <thead>
        <tr>
          <td />
          <ClassHeads classes={shown} />
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, ROWS).map(({ value, countPerClass, of }) => (
          <tr key={value}>
            <th scope="row">{value}</th>
            {shown.map((name, index) => (
              <td key={name} className={numberCell}>
                {formatCount(countPerClass[index] ?? 0)}{' '}
                <span className="quiet">
                  {formatPercent((countPerClass[index] ?? 0) / Math.max(1, of?.[index] ?? sum(countPerClass)), 0)}
                </span>
              </td>
            ))}
          </tr>
        ))}
        {rows.length > ROWS ? (
          <tr>
            <td colSpan={shown.length + 1} className="quiet dense">
              and {formatCount(rows.length - ROWS)} more
            </td>
          </tr>
        ) : null}
      </tbody>
    </Table>
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
