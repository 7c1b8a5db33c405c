import { memo, useMemo } from 'react';
import { List, type RowComponentProps } from 'react-window';
import type { FileOutcome } from '../../../../dataset/scan.ts';
import { classNames } from '../../../components/classNames.ts';
import { ClassMark } from '../../../components/image/ClassMark.tsx';
import { classLetters } from '../../../components/image/classColours.ts';
import { Warning } from '../../../components/layout/Warning.tsx';
import { NumberHead } from '../../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatCount, formatCounted } from '../../../components/text/format.ts';
import styles from './ImportReport.module.css';
import { type OutcomeNote, type OutcomeTable, outcomeSentence, outcomeTable, reasonOf } from './outcomeTable.ts';

type ImportReportProps = {
  readonly outcomes: readonly FileOutcome[];
  readonly classes: readonly string[];
  /** The import has just ended, rather than some time ago. */
  readonly fresh: boolean;
  readonly stopped: boolean;
  /** Files that were not read. */
  readonly unread: number;
};

/** How every file of the last import ended: one line, and by class on demand. */
export const ImportReport = memo(function ImportReport({
  outcomes,
  classes,
  fresh,
  stopped,
  unread,
}: ImportReportProps) {
  const table = useMemo(() => outcomeTable(outcomes, classes), [outcomes, classes]);
  const sentence = `${stopped ? 'Stopped, and what was read is saved: ' : ''}${outcomeSentence(table, unread)}`;
  return (
    <details className={styles.report} open={fresh && (table.refused.length > 0 || table.contradictions.length > 0)}>
      <summary>
        <span role={fresh ? 'status' : undefined}>{sentence}</span>
      </summary>
      <div className={classNames('panel stack gap-3', styles.body)}>
        <OutcomesByClass table={table} classes={classes} />
        {table.contradictions.length > 0 ? (
          <Warning action={<Notes title="Which" notes={table.contradictions} />}>
            {formatCounted(table.contradictions.length, 'exact copy', 'exact copies')} under another class: one of the
            two labels is wrong.
          </Warning>
        ) : null}
        <Notes title={`${formatCount(table.refused.length)} refused`} notes={table.refused} open={fresh} />
        <Notes title={formatCounted(table.duplicates.length, 'duplicate')} notes={table.duplicates} />
        <Notes title={`${formatCount(table.ignored.length)} ignored`} notes={table.ignored} />
      </div>
    </details>
  );
});

function OutcomesByClass({ table, classes }: { readonly table: OutcomeTable; readonly classes: readonly string[] }) {
  const letters = classLetters(classes);
  return (
    <Table caption="Files by class">
      <thead>
        <tr>
          <th scope="col">Class</th>
          <NumberHead>Imported</NumberHead>
          <NumberHead>Duplicates</NumberHead>
          <NumberHead>Refused</NumberHead>
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => {
          const index = classes.indexOf(row.className);
          return (
            <tr key={row.className}>
              <th scope="row">
                <span className="row">
                  {index >= 0 ? <ClassMark index={index} letter={letters[index] ?? ''} /> : null}
                  {row.className}
                </span>
              </th>
              <Numbers row={row} />
            </tr>
          );
        })}
        <tr>
          <th scope="row">All</th>
          <Numbers row={table.total} />
        </tr>
      </tbody>
    </Table>
  );
}

function Numbers({ row }: { readonly row: OutcomeTable['total'] }) {
  return (
    <>
      <td className={numberCell}>{formatCount(row.imported)}</td>
      <td className={numberCell}>{formatCount(row.duplicates)}</td>
      <td className={numberCell}>{formatCount(row.refused)}</td>
    </>
  );
}

const ROW_PX = 44;
const MOST_ROWS_IN_SIGHT = 6;

type NotesProps = { readonly title: string; readonly notes: readonly OutcomeNote[]; readonly open?: boolean };

/** Files with a reason each; folded, since there may be thousands. */
export function Notes({ title, notes, open }: NotesProps) {
  if (notes.length === 0) return null;
  return (
    <details open={open}>
      <summary>{title}</summary>
      <List
        rowComponent={NoteRow}
        rowCount={notes.length}
        rowHeight={ROW_PX}
        rowProps={{ notes }}
        tabIndex={0}
        aria-label={title}
        style={{ height: ROW_PX * Math.min(notes.length, MOST_ROWS_IN_SIGHT) }}
      />
    </details>
  );
}

function NoteRow({
  index,
  style,
  ariaAttributes,
  notes,
}: RowComponentProps<{ readonly notes: readonly OutcomeNote[] }>) {
  const note = notes[index];
  const reason = note && reasonOf(note);
  return (
    <div className={classNames('dense', styles.note)} style={style} {...ariaAttributes}>
      <span className="cut" title={note?.path}>
        {note?.path}
      </span>
      <span className="cut quiet" title={reason}>
        {note?.className ? `${note.className}: ` : ''}
        {reason}
      </span>
    </div>
  );
}
