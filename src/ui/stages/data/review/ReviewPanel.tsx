import { useMemo, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { TextField } from '../../../components/form/TextField.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { formatCount, formatCounted } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { folderAndName } from '../../../drop/droppedFiles.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { ChooseData } from '../ChooseData.tsx';
import { Notes } from '../import/ImportReport.tsx';
import { closeImport, setReview } from '../import/importFiles.ts';
import { importReviewed } from '../import/importReviewed.ts';
import { fileCountOfReview, type ImportReview } from '../import/review/importReview.ts';
import { scanCountOfReview } from '../import/review/reviewedClasses.ts';
import { reviewProblem } from '../import/review/reviewProblem.ts';
import { ReviewClasses } from './ReviewClasses.tsx';
import styles from './ReviewPanel.module.css';
import { ReviewPatients } from './ReviewPatients.tsx';
import { ReviewSources } from './ReviewSources.tsx';
import { newClassesSentence } from './reviewWords.ts';
import { type CopyCheck, useCopyCheck } from './useDuplicateCheck.ts';

function classSource({ labelsFrom, plan }: ImportReview, fromArrays: boolean): string {
  if (labelsFrom) return `what ${folderAndName(labelsFrom)[1]} says.`;
  if (plan.level !== 'innermost') return 'the folder chosen below.';
  return fromArrays ? 'the folder that it lies in; in a NumPy archive, its label.' : 'the folder that it lies in.';
}

/** What was dropped, before anything is imported: classes with counts, names, the positive one, what is left out. */
export function ReviewPanel({ review }: { readonly review: ImportReview }) {
  const replacesSample = useWorkspace((state) => state.dataSet?.synthetic === true);
  // There may be a hundred thousand, and the review is drawn anew with every step of the search for duplicates.
  const fromArrays = useMemo(() => review.files.some(({ path }) => /\.npy$/i.test(path)), [review.files]);
  const problem = reviewProblem(review);
  const { attempt, failure } = useAttempt();
  const copies = useCopyCheck(review);
  const [skipped, setSkipped] = useState(false);
  const ready = problem === null && (skipped || copies.step !== 'checking');
  return (
    <form
      className={classNames('stack gap-4', styles.review)}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void attempt(() => importReviewed(review));
      }}
    >
      <header className="stack gap-1">
        <h1>{review.existing ? `Add to ${review.existing.name}` : 'Check the classes, then import'}</h1>
        <p className="quiet">
          {formatCounted(fileCountOfReview(review), 'file')} found. The class of a scan is{' '}
          {classSource(review, fromArrays)}
          {replacesSample ? ' This replaces the synthetic sample.' : ''}
        </p>
      </header>
      {review.existing ? null : (
        <div className={styles.name}>
          <TextField
            label="Name of the data set"
            value={review.dataSetName}
            onChange={(dataSetName) => setReview({ ...review, dataSetName })}
          />
        </div>
      )}
      <ReviewSources review={review} onChange={setReview} />
      <Card>
        <ReviewClasses review={review} onChange={setReview} />
        {review.loose.fileIndices.length > 0 ? (
          <TextField
            label={`Class of the ${formatCounted(review.loose.fileIndices.length, 'file')} in no folder`}
            value={review.loose.className}
            hint="All of these files get this class. Then add the files of the next class."
            onChange={(className) => setReview({ ...review, loose: { ...review.loose, className } })}
          />
        ) : null}
        <Notes title={`${formatCounted(review.ignored.length, 'file')} to be ignored`} notes={review.ignored} />
      </Card>
      <Card>
        <ReviewPatients review={review} onChange={setReview} />
      </Card>
      <StatusLine tone="caution">{newClassesSentence(review)}</StatusLine>
      {skipped ? null : <ReviewCopies check={copies} onSkip={() => setSkipped(true)} />}
      <StatusLine tone="caution">{problem}</StatusLine>
      <footer className="row">
        <Button variant="primary" type="submit" disabled={!ready}>
          Import
        </Button>
        <span className="quiet">{formatCounted(scanCountOfReview(review), 'file')}</span>
        <span className="grow" />
        <span className="quiet dense">Add more:</span>
        <ChooseData />
        <Button variant="quiet" onClick={closeImport}>
          Cancel
        </Button>
        {failure}
      </footer>
    </form>
  );
}

type ReviewCopiesProps = { readonly check: CopyCheck; readonly onSkip: () => void };

/** Names duplicates under another class before anything is imported. */
function ReviewCopies({ check, onSkip }: ReviewCopiesProps) {
  if (check.step === 'checking') {
    return check.total === 0 ? null : (
      <Progress
        label="Looking for duplicates under another class"
        value={check.done}
        max={check.total}
        detail={`${formatCount(check.done)} of ${formatCounted(check.total, 'file')}`}
        action={<Button onClick={onSkip}>Skip</Button>}
      />
    );
  }
  if (check.step === 'failed') {
    return (
      <StatusLine tone="caution">Duplicates under another class could not be looked for: {check.reason}</StatusLine>
    );
  }
  const { copies } = check;
  if (copies.length === 0) return null;
  return (
    <div>
      <StatusLine tone="caution">
        {formatCounted(copies.length, 'file is a duplicate', 'files are duplicates')} of a scan of another class. Import
        does not change the class of that scan: the {copies.length === 1 ? 'duplicate is' : 'duplicates are'} left out.
        Correct the classes first if they are wrong.
      </StatusLine>
      <Notes
        title={formatCounted(copies.length, 'duplicate under another class', 'duplicates under another class')}
        notes={copies}
        open
      />
    </div>
  );
}
