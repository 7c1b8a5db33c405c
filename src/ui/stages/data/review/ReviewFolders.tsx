import type { LevelOption } from '../../../../dataset/import/classLevel.ts';
import type { ImportPlan } from '../../../../dataset/import/folders.ts';
import { Select } from '../../../components/form/Select.tsx';
import { formatCount, formatCounted } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { type ReviewPartProps, takeLevel } from '../import/importReview.ts';
import styles from './ReviewSources.module.css';

/** Whether the folders say more than one class each: subsets, masks, augmented copies, other levels. */
export function saysMoreThanClasses({
  subsets,
  masks,
  augmented,
  levels,
  likelySame,
  detectionLabels,
}: ImportPlan): boolean {
  const found = masks.length + augmented.length + likelySame.length + detectionLabels;
  return subsets !== null || levels.length > 1 || found > 0;
}

/** What the folders say beside the classes, and which of them the classes are. */
export function ReviewFolders({ review, onChange }: ReviewPartProps) {
  const { subsets, masks, augmented, levels, level, likelySame, detectionLabels } = review.plan;
  const { attempt, failure } = useAttempt();
  return (
    <section className={styles.part} aria-label="Folders">
      <h2>Folders</h2>
      {levels.length > 1 && review.labelsFrom === null ? (
        <Select
          label="The class is the folder"
          value={String(level)}
          options={levels.map((option) => ({ value: String(option.level), label: levelLabel(option) }))}
          onChange={(chosen) => {
            const option = levels.find((each) => String(each.level) === chosen);
            if (option) void attempt(async () => onChange(await takeLevel(review, option.level)));
          }}
        />
      ) : null}
      {failure}
      {subsets ? <p>{subsetsSentence(subsets)}</p> : null}
      {masks.length > 0 ? <p>{masksSentence(masks.length)}</p> : null}
      {detectionLabels > 0 ? (
        <StatusLine tone="caution">
          {`${formatCounted(detectionLabels, 'text file')} with labels for detection (YOLO): they are not read.`}
        </StatusLine>
      ) : null}
      {augmented.length > 0 ? (
        <StatusLine tone="caution">
          {`${formatCounted(augmented.length, 'file')} in folders of augmented images: copies of the originals beside them. The split keeps near-duplicates together; leave the augmented folder out for an honest count.`}
        </StatusLine>
      ) : null}
      {likelySame.map(([short, long]) => (
        <StatusLine key={long} tone="caution">
          {`${short} and ${long} are in different subsets and may be one class. If they are, give both the same name.`}
        </StatusLine>
      ))}
    </section>
  );
}

const MOST_NAMED = 4;

function levelLabel({ level, names }: LevelOption): string {
  const shown = names.slice(0, MOST_NAMED).join(', ');
  const more = names.length > MOST_NAMED ? `, … (${formatCount(names.length)})` : '';
  return `${shown}${more}${level === 'innermost' ? ' (innermost)' : ''}`;
}

function subsetsSentence({ training, validation, test }: NonNullable<ImportPlan['subsets']>): string {
  const counts = [
    [training.length, 'training'],
    [validation.length, 'validation'],
    [test.length, 'test'],
  ] as const;
  const named = counts.filter(([count]) => count > 0).map(([count, name]) => `${formatCount(count)} ${name}`);
  return `The set comes split: ${named.join(', ')}. Train offers this split beside a new one.`;
}

function masksSentence(count: number): string {
  return count === 1
    ? '1 mask is set aside: it is not a scan.'
    : `${formatCount(count)} masks are set aside: they are not scans.`;
}
