import { useEffect, useState } from 'react';
import type { PatientSource } from '../../../../dataset/import/importSources.ts';
import { type PatientTally, restartsPerClass } from '../../../../dataset/import/names/namePattern.ts';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { Segmented } from '../../../components/form/Segmented.tsx';
import { TextField } from '../../../components/form/TextField.tsx';
import { formatCount, formatCounted } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { patternOf, tableName } from '../import/labels/labelSources.ts';
import { tallyOf } from '../import/labels/suggestPatterns.ts';
import type { ImportReview, ReviewPartProps } from '../import/review/importReview.ts';
import { pathsByClass } from '../import/review/startReview.ts';
import styles from './ReviewSources.module.css';

const NOTHING = 'nothing';
const NAME = 'name';
const TABLE = 'table ';

/** Patients: by a table, by the names of files, or unknown. */
export function ReviewPatients({ review, onChange }: ReviewPartProps) {
  const { patients, tables, suggestions } = review;
  const known = tables.filter(({ subjects }) => subjects !== null);
  const choose = (value: string) => {
    const source: PatientSource =
      value === NAME
        ? { from: 'name', pattern: suggestions[0]?.text ?? '{patient}_*' }
        : value === NOTHING
          ? { from: 'nothing' }
          : { from: 'table', path: value.slice(TABLE.length) };
    onChange({ ...review, patients: source });
  };
  return (
    <section className={classNames('stack', styles.part)} aria-label="Patients">
      <h2>Patients</h2>
      <Segmented
        label="Patients"
        className="self-start"
        value={patients.from === 'table' ? `${TABLE}${patients.path}` : patients.from}
        options={[
          { value: NOTHING, label: 'Not known' },
          ...known.map(({ path }) => ({ value: `${TABLE}${path}`, label: `From ${tableName(path, tables)}` })),
          { value: NAME, label: 'From names of files' },
        ]}
        onChange={choose}
      />
      {patients.from === 'nothing' ? <Unknown /> : null}
      {patients.from === 'table' ? <FromTable review={review} path={patients.path} /> : null}
      {patients.from === 'name' ? <FromNames review={review} pattern={patients.pattern} onChange={onChange} /> : null}
    </section>
  );
}

function Unknown() {
  return (
    <p className="quiet dense">
      Scans of one patient may then be in both training and test, which inflates every result. DICOM files and volumes
      are grouped by their headers.
    </p>
  );
}

function FromTable({ review, path }: Pick<ReviewPartProps, 'review'> & { readonly path: string }) {
  const table = review.tables.find((each) => each.path === path);
  if (!table?.subjects) return null;
  const scans = table.subjects.filter((subject) => subject !== null).length;
  const column = table.head[table.columns.patient ?? -1];
  if (column === undefined)
    return (
      <StatusLine>
        {`${formatCounted(table.patientCount, 'row')} for ${formatCounted(scans, 'scan')}: the split keeps the scans of a row on one side. No column says whose they are.`}
      </StatusLine>
    );
  return (
    <StatusLine>
      {`Column ${column}: ${formatCounted(table.patientCount, 'patient')} in ${formatCounted(scans, 'scan')}. ${KEPT_TOGETHER} Only hashes of this column are stored.`}
    </StatusLine>
  );
}

const KEPT_TOGETHER = 'The split keeps each patient on one side.';

function FromNames({ review, pattern, onChange }: ReviewPartProps & { readonly pattern: string }) {
  const parsed = patternOf(pattern);
  const tally = usePatientTally(review, pattern);
  const total = review.plan.classes.reduce((sum, each) => sum + each.fileIndices.length, review.plan.unlabelled.length);
  const take = (text: string) => onChange({ ...review, patients: { from: 'name', pattern: text } });
  return (
    <>
      <div className={classNames('fields gap-3', styles.fields)}>
        <TextField
          label="Pattern of names"
          value={pattern}
          problem={typeof parsed === 'string' ? parsed : null}
          hint="In braces: the patient. * is anything, # a number, / a folder above."
          onChange={take}
        />
      </div>
      <StatusLine>
        {tally
          ? `${formatCounted(tally.patients, 'patient')} in ${formatCount(tally.scans)} of ${formatCounted(total, 'scan')}. ${KEPT_TOGETHER}`
          : ''}
      </StatusLine>
      <StatusLine tone="caution">
        {tally && restartsPerClass(tally)
          ? `${formatCount(tally.inSeveralClasses)} of them have scans in several classes. Where the numbering restarts in each class, these are not patients.`
          : null}
      </StatusLine>
      {review.suggestions.some(({ text }) => text !== pattern) ? (
        <div className={classNames('row dense', styles.found)}>
          <span className="quiet">Found in the names:</span>
          {review.suggestions.map(({ text, patients }) => (
            <Button key={text} small aria-pressed={text === pattern} onClick={() => take(text)}>
              <code>{text}</code> {formatCounted(patients, 'patient')}
            </Button>
          ))}
        </div>
      ) : null}
    </>
  );
}

/** What a pattern finds in the names of the images, counted in slices; null until it is known. */
function usePatientTally(review: Pick<ImportReview, 'files' | 'plan'>, pattern: string): PatientTally | null {
  const { files, plan } = review;
  const [tally, setTally] = useState<PatientTally | null>(null);
  useEffect(() => {
    let current = true;
    setTally(null);
    const parsed = patternOf(pattern);
    if (typeof parsed === 'string') return;
    const count = async () => {
      const counted = await tallyOf(parsed, await pathsByClass(files, plan), () => current);
      if (current) setTally(counted);
    };
    void count();
    return () => {
      current = false;
    };
  }, [files, plan, pattern]);
  return tally;
}
