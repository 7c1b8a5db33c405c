import { useMemo, useState } from 'react';
import type { AuditReport, CopyGroup } from '../../../dataset/auditReport.ts';
import type { DataSetView, ScanView } from '../../../worker/protocol.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { formatCount, formatCounted, formatPercent } from '../../components/format.ts';
import { CautionIcon } from '../../components/icons.tsx';
import type { ClassMarks } from '../classMarks.ts';
import styles from './audit.module.css';
import { RestingNote } from './RestingNote.tsx';
import { redundantCopies } from './redundantCopies.ts';
import { applyRemedy } from './remedies.ts';
import { ScanStrip } from './ScanStrip.tsx';

const GROUPS_AT_FIRST = 4;
const GROUPS_MORE = 30;

export type AuditCardProps = {
  readonly dataSet: DataSetView;
  readonly report: AuditReport;
  /** Of scans in use, by SHA-256. */
  readonly scans: ReadonlyMap<string, ScanView>;
  readonly marks: ClassMarks;
  /** Why nothing can be changed now, in words; null where it can. */
  readonly resting: string | null;
  readonly onOpen: (scans: readonly ScanView[], index: number) => void;
};

/** Copies and near-copies: rows of pictures, contradictions first, and what can be done about them. */
export function CopiesCard({ dataSet, report, scans, marks, resting, onOpen }: AuditCardProps) {
  const [count, setCount] = useState(GROUPS_AT_FIRST);
  const { copies, groupCount } = report;
  const redundant = useMemo(() => redundantCopies(copies, scans), [copies, scans]);
  const conflicts = copies.filter(({ conflict }) => conflict).length;
  const all = dataSet.scans.length;
  return (
    <Card title="Copies">
      <p>{copiesSentence(all, groupCount, copies)}</p>
      {conflicts > 0 ? (
        <p className={styles.caution}>
          <CautionIcon />
          {formatCounted(conflicts, 'group')} of copies with more than one label: at least one label is wrong. Choose
          the class, or exclude them.
        </p>
      ) : null}
      {redundant.length > 0 ? (
        <div className={styles.actions}>
          <Button
            disabled={resting !== null}
            onClick={() =>
              void applyRemedy(
                { kind: 'exclude', sha256s: redundant, why: 'copy' },
                `Excluded ${formatCounted(redundant.length, 'copy', 'copies')}: one of each group stays.`,
              )
            }
          >
            Keep one of each group
          </Button>
          <span className="quiet dense">
            Excludes {formatCounted(redundant.length, 'scan')} ({formatPercent(redundant.length / Math.max(1, all), 0)}
            ), keeps the largest picture of each. The grouped split is honest without that, too.
          </span>
          <RestingNote resting={resting} />
        </div>
      ) : null}
      <div className={styles.groups}>
        {copies.slice(0, count).map((group) => (
          <GroupRow
            key={group.sha256s.join()}
            {...{ group, scans, marks, resting, onOpen }}
            classes={dataSet.classes}
          />
        ))}
      </div>
      {copies.length > count ? (
        <Button small className={styles.more} onClick={() => setCount(count + GROUPS_MORE)}>
          Show more of {formatCounted(copies.length, 'group')}
        </Button>
      ) : null}
    </Card>
  );
}

function copiesSentence(all: number, groupCount: number, copies: readonly CopyGroup[]): string {
  const inGroups = copies.filter(({ sha256s }) => sha256s.length > 1);
  const again = copies.reduce((sum, { droppedAgain }) => sum + droppedAgain.length, 0);
  const repeated =
    again > 0 ? ` ${formatCounted(again, 'file')} with the very same bytes as another were not stored twice.` : '';
  if (inGroups.length === 0) return `No two of the ${formatCounted(all, 'scan')} are copies of each other.${repeated}`;
  const members = inGroups.reduce((sum, { sha256s }) => sum + sha256s.length, 0);
  return (
    `${formatCounted(all, 'scan')} are ${formatCounted(groupCount, 'distinct picture')}: ${formatCount(members)} of them are in ` +
    `${formatCounted(inGroups.length, 'group')} of copies or near-copies. A random split would put many of them on both sides, ` +
    `and the test would ask for what was learned by heart.${repeated}`
  );
}

type GroupRowProps = Omit<AuditCardProps, 'dataSet' | 'report'> & {
  readonly group: CopyGroup;
  readonly classes: readonly string[];
};

function GroupRow({ group, classes, scans, marks, resting, onOpen }: GroupRowProps) {
  const members = group.sha256s.flatMap((sha256) => scans.get(sha256) ?? []);
  const [first] = members;
  if (!first) return null;
  const sha256s = members.map(({ sha256 }) => sha256);
  const settle = (className: string) =>
    applyRemedy(
      { kind: 'relabel', sha256s, className },
      `${formatCounted(sha256s.length, 'copy', 'copies')} of ${first.name}: ${className} now.`,
    );
  return (
    <div className={styles.group}>
      <ScanStrip label={`Copies of ${first.name}`} {...{ scans: members, marks, onOpen }} />
      <DroppedAgain group={group} className={first.className} />
      {group.conflict ? (
        <div className={styles.actions}>
          {classes.map((className) => (
            <Button key={className} small disabled={resting !== null} onClick={() => void settle(className)}>
              All are {className}
            </Button>
          ))}
          <Button
            small
            variant="danger"
            disabled={resting !== null}
            onClick={() =>
              void applyRemedy(
                { kind: 'exclude', sha256s, why: 'conflict' },
                `Excluded ${formatCounted(sha256s.length, 'copy', 'copies')} of ${first.name}.`,
              )
            }
          >
            Exclude them
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** The very same bytes under other names; in sight where they came under another class. */
function DroppedAgain({ group, className }: { readonly group: CopyGroup; readonly className: string }) {
  const { droppedAgain } = group;
  if (droppedAgain.length === 0) return null;
  const contradicts = droppedAgain.some((each) => each.className !== className);
  return (
    <details className={styles.telling} open={contradicts}>
      <summary>{formatCounted(droppedAgain.length, 'file')} with the same bytes as one of these</summary>
      <ul className={styles.again}>
        {droppedAgain.map((each) => (
          <li key={each.path}>
            {each.path}, dropped as {each.className}
          </li>
        ))}
      </ul>
    </details>
  );
}
