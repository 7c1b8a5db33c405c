import type { TableColumns } from '../../../../dataset/import/labelTables/tableColumns.ts';
import { classNames } from '../../../components/classNames.ts';
import { Segmented } from '../../../components/form/Segmented.tsx';
import { Select } from '../../../components/form/Select.tsx';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { folderAndName } from '../../../drop/droppedFiles.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { workspace } from '../../../workspace/workspace.ts';
import { Notes } from '../import/ImportReport.tsx';
import { setReview } from '../import/importFiles.ts';
import { type ReviewedTable, tableName } from '../import/labels/labelSources.ts';
import { rereadTable } from '../import/labels/readTables.ts';
import { replaceTable, takeLabels } from '../import/labels/reviewedLabels.ts';
import type { ReviewPartProps } from '../import/review/importReview.ts';
import styles from './ReviewSources.module.css';

const FOLDERS = '';
const OFFER = 'Choose them as labels if they are the classes.';

/** Tables that were dropped beside the images: how they fit, and whether they say the classes. */
export function ReviewTables({ review, onChange }: ReviewPartProps) {
  const { tables, plan } = review;
  const withClasses = tables.filter(({ classes }) => classes.length > 0);
  return (
    <section className={classNames('stack', styles.part)} aria-label="Labels">
      <h2>Labels</h2>
      {withClasses.length > 0 && (plan.classes.length > 0 || withClasses.some(({ isOffered }) => isOffered)) ? (
        <Segmented
          label="Labels"
          className="self-start"
          value={review.labelsFrom ?? FOLDERS}
          options={[
            { value: FOLDERS, label: plan.classes.length > 0 ? 'From folders' : 'One class for all' },
            ...withClasses.map(({ path }) => ({ value: path, label: `From ${tableName(path, tables)}` })),
          ]}
          onChange={(from) => onChange(takeLabels(review, from === FOLDERS ? null : from))}
        />
      ) : null}
      {tables.map((table) => (
        <TableFit key={table.path} table={table} isChosen={table.path === review.labelsFrom} />
      ))}
    </section>
  );
}

function TableFit({ table, isChosen }: { readonly table: ReviewedTable; readonly isChosen: boolean }) {
  const [, name] = folderAndName(table.path);
  const hasColumns = table.head.length > 0;
  const isOffered = table.isOffered === true && !isChosen;
  const asksForChoice = table.disagrees || isOffered || (hasColumns && table.columns.file === null);
  return (
    <>
      <StatusLine tone={asksForChoice ? 'caution' : 'quiet'}>
        {[...table.sentences, ...(isOffered ? [OFFER] : [])].join(' ')}
      </StatusLine>
      <Notes title={`Rows of ${name}`} notes={table.notes} />
      <details className={styles.columns} open={table.columns.file === null} hidden={!hasColumns}>
        <summary>Columns of {name}</summary>
        <div className={classNames('fields gap-3', styles.fields)}>
          <ColumnSelect table={table} says="file" label="File" />
          <ColumnSelect table={table} says="folder" label="Folder of the file" />
          <ColumnSelect table={table} says="className" label="Class" />
          <ColumnSelect table={table} says="patient" label="Patient" />
        </div>
      </details>
    </>
  );
}

type ColumnSelectProps = {
  readonly table: ReviewedTable;
  readonly says: keyof TableColumns;
  readonly label: string;
};

function ColumnSelect({ table, says, label }: ColumnSelectProps) {
  const { head, columns, path } = table;
  const { attempt, failure } = useAttempt();
  return (
    <div>
      <Select
        label={label}
        value={String(columns[says] ?? '')}
        options={[
          { value: '', label: 'none' },
          ...head.map((each, place) => ({ value: String(place), label: each || `column ${place + 1}` })),
        ]}
        onChange={(place) =>
          void attempt(() => chooseColumns(path, { ...columns, [says]: place === '' ? null : Number(place) }))
        }
      />
      {failure}
    </div>
  );
}

/** Reads a table of the review again with other columns. What the user did meanwhile stays. */
async function chooseColumns(path: string, columns: TableColumns): Promise<void> {
  const { importing } = workspace.getState();
  if (importing.step !== 'review') return;
  const { files, plan, tables } = importing.review;
  const asked = tables.find((each) => each.path === path);
  if (!asked) return;
  const images = { files, folders: plan.classes, loose: plan.unlabelled };
  const reviewed = await rereadTable(asked, columns, images, (...request) => jobs.labelTable(...request));
  const now = workspace.getState().importing;
  if (now.step === 'review' && now.review.files === files) setReview(replaceTable(now.review, reviewed));
}
