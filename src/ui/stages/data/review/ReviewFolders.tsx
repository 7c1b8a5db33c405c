import { useMemo } from 'react';
import type { LevelOption } from '../../../../dataset/import/classes/classLevel.ts';
import { SUBSETS, type Subset } from '../../../../dataset/split/splitSettings.ts';
import { Select } from '../../../components/form/Select.tsx';
import { Toggle } from '../../../components/form/Toggle.tsx';
import { formatCount, formatCounted } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import type { ImportReview, ReviewPartProps } from '../import/review/importReview.ts';
import { subsetContradictions, subsetCounts, subsetSource } from '../import/review/reviewedSubsets.ts';
import { takeFolders } from '../import/review/startReview.ts';
import styles from './ReviewSources.module.css';

/** Whether the folders say more than one class each: subsets, masks, augmented copies, other levels. */
export function saysMoreThanClasses({ plan, tables }: ImportReview): boolean {
  const { subsets, onlySubset, masks, augmented, levels, likelySame, detectionLabels } = plan;
  const found = masks.size + augmented.length + likelySame.length + detectionLabels;
  return (
    subsets !== null ||
    onlySubset !== null ||
    tables.some((table) => table.subsets !== null) ||
    levels.length > 1 ||
    found > 0
  );
}

/** What the folders say beside the classes, and which of them the classes are. */
export function ReviewFolders({ review, onChange }: ReviewPartProps) {
  const { plan, tables, labelsFrom, classes } = review;
  // There may be tens of thousands of files.
  const subsets = useMemo(
    () => subsetCounts(subsetSource({ plan, tables, labelsFrom, classes })),
    [plan, tables, labelsFrom, classes],
  );
  const contradictions = useMemo(() => subsetContradictions({ plan, tables }), [plan, tables]);
  const { onlySubset, masks, augmented, withAugmented, levels, level, likelySame, detectionLabels } = review.plan;
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
            if (option) void attempt(async () => onChange(await takeFolders(review, { level: option.level })));
          }}
        />
      ) : null}
      {failure}
      {subsets ? <p>{subsetsSentence(subsets)}</p> : null}
      {subsets === null && onlySubset !== null ? (
        <StatusLine tone="caution">
          {`All of these files are of the set’s ${onlySubset} subset, so the others are missing. Train makes a new split of them.`}
        </StatusLine>
      ) : null}
      {contradictions > 0 ? (
        <StatusLine tone="caution">
          {`${formatCounted(contradictions, 'file')} in another subset by the table than by the folders. What names the classes counts.`}
        </StatusLine>
      ) : null}
      {masks.size > 0 ? <p>{masksSentence(masks)}</p> : null}
      {detectionLabels > 0 ? (
        <StatusLine tone="caution">
          {`${formatCounted(detectionLabels, 'text file')} with labels for detection (YOLO): they are not read.`}
        </StatusLine>
      ) : null}
      {augmented.length > 0 ? (
        <Toggle
          label={`Import ${formatCounted(augmented.length, 'augmented or changed copy', 'augmented or changed copies')}, too`}
          hint="A copy of a test scan in training inflates every result, and the files do not say which scan a copy is made from. Train augments by itself."
          checked={withAugmented}
          onChange={(wanted) =>
            void attempt(async () => onChange(await takeFolders(review, { withAugmented: wanted })))
          }
        />
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

function subsetsSentence(counts: Readonly<Record<Subset, number>>): string {
  const named = SUBSETS.flatMap((subset) => {
    return counts[subset] > 0 ? [`${formatCount(counts[subset])} ${subset}`] : [];
  });
  return `The set comes split: ${named.join(', ')}. Train offers this split beside a new one.`;
}

function masksSentence(masks: ImportReview['plan']['masks']): string {
  const matched = [...masks.values()].filter((images) => images.length > 0).length;
  if (masks.size === 1)
    return `1 mask is set aside: it is not a scan.${matched === 1 ? ' The viewer shows it over its image.' : ''}`;
  const aside = `${formatCount(masks.size)} masks are set aside: they are not scans.`;
  if (matched === 0) return aside;
  const them = matched === masks.size ? 'them over their images' : `${formatCount(matched)} of them over their images`;
  return `${aside} The viewer shows ${them}.`;
}
