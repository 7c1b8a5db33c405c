import type { Shortcut } from '../../../../audit/auditReport.ts';
import { fitOf, shortcutName } from '../../../../audit/shortcuts/shortcutName.ts';
import { shortcutSentence, strengthOf } from '../../../../audit/shortcuts/shortcutSentence.ts';
import { classNames } from '../../../components/classNames.ts';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { CautionIcon } from '../../../components/icons.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { classColumns } from '../../../components/table/classColumns.ts';
import { ClassHeads } from '../../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatCount, formatPercent } from '../../../components/text/format.ts';
import styles from './audit.module.css';
import type { AuditCardProps } from './auditCard.ts';
import { DisabledNote } from './DisabledNote.tsx';
import { ShortcutTable } from './ShortcutTable.tsx';
import { cuesSentence, harmonisedSentence, shortcutSource, valueWords } from './shortcutWords.ts';
import { useEdits } from './useEdits.ts';

/** How well file properties alone predict the class, why, and what removes that. */
export function ShortcutsCard({ dataSet, report, resting }: Pick<AuditCardProps, 'dataSet' | 'report' | 'resting'>) {
  const { shortcuts } = report;
  const [first] = shortcuts;
  if (!first)
    return (
      <Card title="Shortcuts">
        <p className="quiet">There are too few distinct scans to test this.</p>
      </Card>
    );
  const learnt = cuesSentence(shortcuts);
  return (
    <Card title="Shortcuts">
      {dataSet.harmonised ? <Harmonised shortcuts={shortcuts} /> : null}
      <p>
        How well do file properties alone predict the class? A small model gets only these properties and is tested on
        scans that are not duplicates of its training scans.
      </p>
      <ShortcutTable caption="Accuracy of shortcuts" shortcuts={shortcuts}>
        <tr>
          <th scope="row" className="quiet">
            Baseline: always the largest class
          </th>
          <td className={numberCell}>{formatPercent(first.majority)}</td>
          <td className={numberCell}>0.500</td>
        </tr>
      </ShortcutTable>
      <p className="quiet dense">{shortcutSource(shortcuts, dataSet.scans)}</p>
      {learnt === null ? null : <p>{learnt}</p>}
      <ul className="stack gap-3">
        {shortcuts.map((shortcut) => (
          <Finding key={shortcutName(shortcut)} classes={dataSet.classes} {...{ shortcut, shortcuts }} />
        ))}
      </ul>
      {dataSet.harmonised ? null : <Harmonise resting={resting} />}
    </Card>
  );
}

type FindingProps = {
  readonly shortcut: Shortcut;
  readonly shortcuts: readonly Shortcut[];
  readonly classes: readonly string[];
};

/** What a shortcut means, in words. */
function Finding({ shortcut, shortcuts, classes }: FindingProps) {
  const strength = strengthOf(shortcut);
  const isBad = strength === 'some' || strength === 'strong';
  const isOneOfMany = shortcuts.filter(({ from }) => from === shortcut.from).length > 1;
  const fit = isOneOfMany ? fitOf(shortcut) : null;
  return (
    <li className={classNames('line', styles.line, !isBad && 'quiet')}>
      {isBad ? <CautionIcon /> : null}
      <div>
        {fit === null ? null : <b>{fit === 'harmonised' ? 'Harmonised' : 'As it is'}: </b>}
        {shortcutSentence(shortcut)}
        <Telling shortcut={shortcut} classes={classes} />
      </div>
    </li>
  );
}

const ROWS = 8;

/** The values that give the class away, by class. */
function Telling({ shortcut, classes }: Omit<FindingProps, 'shortcuts'>) {
  if (shortcut.table.length < 2) return null;
  const { shown, words } = classColumns(classes);
  return (
    <details>
      <summary>Which values</summary>
      <Table caption={`${shortcutName(shortcut)}, by class${words}`}>
        <thead>
          <tr>
            <th scope="col">Value</th>
            <ClassHeads classes={shown} />
          </tr>
        </thead>
        <tbody>
          {shortcut.table.slice(0, ROWS).map(({ value, countPerClass }) => (
            <tr key={value}>
              <th scope="row">{valueWords(value)}</th>
              {shown.map((name, index) => (
                <td key={name} className={numberCell}>
                  {formatCount(countPerClass[index] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}

/** What the one click changed, as a number, and what is left. */
function Harmonised({ shortcuts }: Pick<FindingProps, 'shortcuts'>) {
  const after = shortcuts.find((shortcut) => fitOf(shortcut) === 'harmonised');
  const before = shortcuts.find((shortcut) => fitOf(shortcut) === 'not harmonised');
  return (
    <>
      <p>{before && after ? harmonisedSentence(before, after) : 'Training harmonises every scan first.'}</p>
      <p className="quiet dense">
        This changes only the network input; the results for files stay the same. To undo it, see Changes above.
      </p>
    </>
  );
}

function Harmonise({ resting }: Pick<AuditCardProps, 'resting'>) {
  const { applyRemedy, failure } = useEdits();
  return (
    <div className={classNames('row', styles.actions)}>
      <DisabledButton
        resting={resting !== null}
        onClick={() => void applyRemedy({ kind: 'harmonise' }, 'Training now harmonises every scan first.')}
      >
        Harmonise the scans
      </DisabledButton>
      <span className="quiet dense">
        Crops to the head, keeps the aspect ratio, and gives all scans one sharpness and one contrast. The audit then
        tests the network input again.
      </span>
      <DisabledNote resting={resting} />
      {failure}
    </div>
  );
}
