import { useMemo, useState } from 'react';
import type { DuplicateGroup } from '../../../../audit/auditReport.ts';
import { versionOf } from '../../../../dataset/edits/version.ts';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { CautionIcon } from '../../../components/icons.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { formatCount, formatCounted, formatPercent } from '../../../components/text/format.ts';
import styles from './audit.module.css';
import type { AuditCardProps } from './auditCard.ts';
import { DisabledNote } from './DisabledNote.tsx';
import { DuplicateGroupRow, type DuplicateGroupRowProps } from './DuplicateGroupRow.tsx';
import { redundantCopies } from './redundantDuplicates.ts';
import { useEdits } from './useEdits.ts';

const GROUPS_AT_FIRST = 4;
const GROUPS_MORE = 30;
/** Of scans in no group; of these, too, the bytes may have come under two classes. */
const DROPPED_AGAIN = 'No duplicate among the scans, but dropped more than once';

/** Copies and near-copies: rows of images, contradictions first, and what can be done about them. */
export function DuplicatesCard({ dataSet, report, scans, marks, resting, onOpen }: AuditCardProps) {
  const { copies, groupCount } = report;
  const { applyRemedy, failure } = useEdits();
  const [groups, alone] = useMemo(
    () => [copies.filter((each) => each.sha256s.length > 1), copies.filter((each) => each.sha256s.length === 1)],
    [copies],
  );
  const redundant = useMemo(() => redundantCopies(copies, scans), [copies, scans]);
  const conflicts = copies.filter(({ conflict }) => conflict).length;
  const all = versionOf(dataSet.history, report.version)?.scans ?? dataSet.scans.length;
  const row = { scans, marks, resting, onOpen, classes: dataSet.classes };
  return (
    <Card title="Duplicates">
      <p>{copiesSentence(all, groupCount, groups, copies)}</p>
      {conflicts > 0 ? (
        <p className={classNames('line', styles.line)}>
          <CautionIcon />
          {formatCounted(conflicts, 'group')} of duplicates with more than one label: at least one label is wrong.
          Choose the class, or exclude them.
        </p>
      ) : null}
      {redundant.length > 0 ? (
        <div className={classNames('row', styles.actions)}>
          <DisabledButton
            resting={resting !== null}
            onClick={() =>
              void applyRemedy(
                { kind: 'exclude', sha256s: redundant, why: 'copy' },
                `Excluded ${formatCounted(redundant.length, 'copy', 'copies')}: one of each group stays.`,
              )
            }
          >
            Keep one of each group
          </DisabledButton>
          <span className="quiet dense">
            Excludes {formatCounted(redundant.length, 'scan')} (
            {formatPercent(redundant.length / Math.max(1, dataSet.scans.length), 0)}), keeps the largest image of each.
            The grouped split does not need this.
          </span>
          <DisabledNote resting={resting} />
          {failure}
        </div>
      ) : null}
      <CopyGroups groups={groups} unit="group" {...row} />
      {alone.length > 0 ? (
        <section className="stack" aria-label={DROPPED_AGAIN}>
          <h3>{DROPPED_AGAIN}</h3>
          <CopyGroups groups={alone} unit="scan" {...row} />
        </section>
      ) : null}
    </Card>
  );
}

type CopyGroupsProps = Omit<DuplicateGroupRowProps, 'group'> & {
  readonly groups: readonly DuplicateGroup[];
  /** What each of them is called. */
  readonly unit: string;
};

/** The first groups; more of them on demand. */
function CopyGroups({ groups, unit, ...row }: CopyGroupsProps) {
  const [count, setCount] = useState(GROUPS_AT_FIRST);
  return (
    <div className="stack">
      {groups.slice(0, count).map((group) => (
        <DuplicateGroupRow key={group.sha256s[0]} group={group} {...row} />
      ))}
      {groups.length > count ? (
        <Button small className="self-start" onClick={() => setCount(count + GROUPS_MORE)}>
          Show more of {formatCounted(groups.length, unit)}
        </Button>
      ) : null}
    </div>
  );
}

function copiesSentence(
  all: number,
  groupCount: number,
  groups: readonly DuplicateGroup[],
  copies: readonly DuplicateGroup[],
): string {
  const again = copies.reduce((sum, { droppedAgain }) => sum + droppedAgain.length, 0);
  const repeated =
    again > 0
      ? ` ${formatCounted(again, 'exact copy', 'exact copies')} of others ${again === 1 ? 'was' : 'were'} not stored.`
      : '';
  if (groups.length === 0) return `There are no duplicates among the ${formatCounted(all, 'scan')}.${repeated}`;
  const members = groups.reduce((sum, { sha256s }) => sum + sha256s.length, 0);
  return (
    `${formatCounted(all, 'scan')} are ${formatCounted(groupCount, 'distinct image')}: ${formatCount(members)} of them are in ` +
    `${formatCounted(groups.length, 'group')} of duplicates. A random split would put many of them on both sides, ` +
    `and the test would contain images from training.${repeated}`
  );
}
