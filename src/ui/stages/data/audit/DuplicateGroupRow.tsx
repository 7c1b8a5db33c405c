import { useState } from 'react';
import type { DuplicateGroup } from '../../../../audit/auditReport.ts';
import type { EditRequest } from '../../../../dataset/edits/datasetEdits.ts';
import { classNames } from '../../../components/classNames.ts';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { formatCounted } from '../../../components/text/format.ts';
import { Notes } from '../import/ImportReport.tsx';
import { RelabelButtons } from '../RelabelButtons.tsx';
import styles from './audit.module.css';
import type { AuditCardProps } from './auditCard.ts';
import { ScanStrip } from './ScanStrip.tsx';
import { useEdits } from './useEdits.ts';

export type DuplicateGroupRowProps = Pick<AuditCardProps, 'scans' | 'marks' | 'resting' | 'onOpen'> & {
  readonly group: DuplicateGroup;
  readonly classes: readonly string[];
};

/** Copies of one image, and where their labels contradict each other, who is right. */
export function DuplicateGroupRow({ group, classes, scans, marks, resting, onOpen }: DuplicateGroupRowProps) {
  const members = group.sha256s.flatMap((sha256) => scans.get(sha256) ?? []);
  const [first] = members;
  if (!first) return null;
  return (
    <div className={classNames('stack', styles.group)}>
      <ScanStrip label={`Duplicates of ${first.name}`} {...{ scans: members, marks, onOpen }} />
      <DroppedAgain group={group} className={first.className} />
      {group.conflict ? (
        <Settle sha256s={members.map(({ sha256 }) => sha256)} name={first.name} {...{ group, classes, resting }} />
      ) : null}
    </div>
  );
}

type SettleProps = Pick<DuplicateGroupRowProps, 'group' | 'classes' | 'resting'> & {
  readonly sha256s: readonly string[];
  readonly name: string;
};

function Settle({ group, classes, resting, sha256s, name }: SettleProps) {
  /** As the audit found it then; with its next report this is another group. */
  const [settled, setSettled] = useState<DuplicateGroup | null>(null);
  const { applyRemedy, failure } = useEdits();
  const rests = resting !== null || settled === group;
  const copies = formatCounted(sha256s.length, 'copy', 'copies');
  const settle = async (remedy: EditRequest, done: string) => {
    if (await applyRemedy(remedy, done)) setSettled(group);
  };
  return (
    <div className={classNames('row', styles.actions)}>
      <RelabelButtons
        classes={classes}
        intro="Relabel all as"
        resting={rests}
        onChoose={(className) =>
          void settle({ kind: 'relabel', sha256s, className }, `${copies} of ${name}: ${className} now.`)
        }
      />
      <DisabledButton
        small
        variant="danger"
        resting={rests}
        onClick={() => void settle({ kind: 'exclude', sha256s, why: 'conflict' }, `Excluded ${copies} of ${name}.`)}
      >
        Exclude all
      </DisabledButton>
      <span role="status" className="quiet dense">
        {settled === group ? 'Done. The audit runs again.' : ''}
      </span>
      {failure}
    </div>
  );
}

/** The very same bytes (of slices: pixels) under other names; in sight where they came under another class. */
function DroppedAgain({ group, className }: { readonly group: DuplicateGroup; readonly className: string }) {
  const { droppedAgain } = group;
  return (
    <Notes
      title={`${formatCounted(droppedAgain.length, 'exact copy', 'exact copies')} that ${droppedAgain.length === 1 ? 'was' : 'were'} not stored`}
      notes={droppedAgain.map((each) => ({ path: each.path, reason: `Dropped as ${each.className}.` }))}
      open={droppedAgain.some((each) => each.className !== className)}
    />
  );
}
