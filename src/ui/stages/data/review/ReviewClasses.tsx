import { type ReactNode, useState } from 'react';
import type { FolderDoubt } from '../../../../dataset/import/classes/plannedClasses.ts';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import field from '../../../components/form/Field.module.css';
import { ClassMark } from '../../../components/image/ClassMark.tsx';
import { classLetters } from '../../../components/image/classColours.ts';
import { formatCount, formatCounted } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { Tooltip } from '../../../components/text/Tooltip.tsx';
import type { ImportReview, ReviewedClass } from '../import/review/importReview.ts';
import { classesOfReview, includeClass, includeNumbered, renameClass } from '../import/review/reviewedClasses.ts';
import { ClassPreview } from './ClassPreview.tsx';
import styles from './ReviewPanel.module.css';

/** More classes are seldom meant, and every row shows images. */
const ROWS_AT_FIRST = 24;
const ROWS_MORE = 48;

type ReviewClassesProps = {
  readonly review: ImportReview;
  readonly onChange: (review: ImportReview) => void;
};

/** A line for each folder: whether it takes part, its class's name, how many files, whether it is the positive one. */
export function ReviewClasses({ review, onChange }: ReviewClassesProps) {
  const [shown, setShown] = useState(ROWS_AT_FIRST);
  const classes = classesOfReview(review);
  const letters = classLetters(classes);
  const places = new Map(classes.map((name, index) => [name, index]));
  const positive = classes.length === 2 ? classes[1] : null;
  const all = review.classes.length;
  if (all === 0) return null;
  return (
    <div>
      <StatusLine tone="caution">{all > ROWS_AT_FIRST && !review.labelsFrom ? manyWords(all) : null}</StatusLine>
      <NumberedFolders review={review} onChange={onChange} />
      <div className={classNames('quiet dense stack', styles.row, styles.head2)}>
        <span>Use</span>
        <span />
        <span>Class</span>
        <span className={styles.count}>Files</span>
        {positive ? (
          <Tooltip meaning="The class to detect. The network gives its probability; sensitivity is the share of its scans that are detected.">
            Positive class
          </Tooltip>
        ) : (
          <span />
        )}
      </div>
      {review.classes.slice(0, shown).map((each) => {
        const index = places.get(each.name.trim()) ?? -1;
        return (
          <ReviewRow
            key={each.folder}
            reviewed={each}
            mark={each.included && index >= 0 ? <ClassMark index={index} letter={letters[index] ?? ''} /> : <span />}
            origin={review.labelsFrom ? 'labelled' : 'folder'}
            preview={
              <ClassPreview
                name={each.name}
                files={review.files}
                fileIndices={each.fileIndices}
                volumes={review.volumes}
              />
            }
            positive={positive === null ? null : each.included && each.name.trim() === positive}
            onChange={(change) => onChange(change(review))}
          />
        );
      })}
      {all > shown ? (
        <Button small className={styles.more} onClick={() => setShown(shown + ROWS_MORE)}>
          Show more of {formatCount(all)} classes
        </Button>
      ) : null}
    </div>
  );
}

/** Nobody ticks forty boxes. */
function NumberedFolders({ review, onChange }: ReviewClassesProps) {
  const numbered = review.classes.filter(({ doubt, included }) => doubt === 'numbered' && !included).length;
  if (numbered === 0) return null;
  return (
    <div className={classNames('row', styles.numbered)}>
      <Button small onClick={() => onChange(includeNumbered(review))}>
        Use all {formatCounted(numbered, 'folder')} as classes
      </Button>
      <span className="quiet dense">If these numbers are classes, not patients.</span>
    </div>
  );
}

function manyWords(folders: number): string {
  return (
    `Each of these ${formatCount(folders)} folders would be a class. If they are patients or visits, put them into one folder ` +
    'for each class, or drop a table that names the classes.'
  );
}

const DOUBTS: Readonly<Record<FolderDoubt, string>> = {
  subset: 'Not used: the name of a subset, with no class folder inside it.',
  storage: 'Not used: a folder for images of several classes.',
  unlabelled: 'Not used: its name says that its images have no label.',
  numbered: 'Not used: these folders differ by their numbers, as those of patients do.',
  'too-many': 'Not used: there are too many folders.',
};

type ReviewRowProps = {
  readonly reviewed: ReviewedClass;
  readonly mark: ReactNode;
  readonly preview: ReactNode;
  /** What `folder` is, in words. */
  readonly origin: string;
  /** Null where no class is the positive one: not two classes. */
  readonly positive: boolean | null;
  readonly onChange: (change: (review: ImportReview) => ImportReview) => void;
};

function ReviewRow({ reviewed, mark, preview, origin, positive, onChange }: ReviewRowProps) {
  const { folder, name, included, doubt } = reviewed;
  return (
    <div className={classNames('stack', styles.row, !included && styles.leftOut)}>
      <input
        type="checkbox"
        checked={included}
        aria-label={`Use ${folder}`}
        onChange={(event) => onChange((review) => includeClass(review, folder, event.target.checked))}
      />
      {mark}
      <input
        className={classNames(field.control, styles.nameInput)}
        type="text"
        value={name}
        disabled={!included}
        autoComplete="off"
        spellCheck={false}
        aria-label={`Name of class ${folder}`}
        onChange={(event) => onChange((review) => renameClass(review, folder, event.target.value))}
      />
      <span className={styles.count}>{formatCounted(reviewed.fileIndices.length, 'file')}</span>
      {positive === null || !included ? (
        <span />
      ) : (
        <label className={classNames('row', styles.radio)}>
          <input
            type="radio"
            name="positive-class"
            checked={positive}
            aria-label={`${name} is positive`}
            onChange={() => onChange((review) => ({ ...review, positive: name.trim() }))}
          />
          {positive ? 'positive' : 'negative'}
        </label>
      )}
      {doubt && !included ? <span className={styles.folder}>{DOUBTS[doubt]}</span> : null}
      {name.trim() === folder ? null : (
        <span className={classNames('quiet dense', styles.folder)}>
          {origin} {folder}
        </span>
      )}
      {preview}
    </div>
  );
}
