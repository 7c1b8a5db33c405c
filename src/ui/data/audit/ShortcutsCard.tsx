import type { Figure, Shortcut } from '../../../dataset/auditReport.ts';
import { patientsKnown, sayPatients } from '../../../dataset/patients.ts';
import { sayShortcut, strengthOf } from '../../../dataset/shortcuts/sayShortcut.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { formatCount, formatPercent } from '../../components/format.ts';
import { CautionIcon } from '../../components/icons.tsx';
import { numberCell, Table } from '../../components/Table.tsx';
import { Term } from '../../components/Term.tsx';
import styles from './audit.module.css';
import type { AuditCardProps } from './CopiesCard.tsx';
import { RestingNote } from './RestingNote.tsx';
import { applyRemedy } from './remedies.ts';

/** How well the class can be told without looking at what the scans show, why, and what takes that away. */
export function ShortcutsCard({ dataSet, report, resting }: Pick<AuditCardProps, 'dataSet' | 'report' | 'resting'>) {
  const { shortcuts } = report;
  if (shortcuts.length === 0)
    return (
      <Card title="Shortcuts">
        <p className="quiet">There are too few scans, or too few that are no copies of each other, to judge that.</p>
      </Card>
    );
  return (
    <Card title="Shortcuts">
      <p>
        How well can the class be told <b>without</b> looking at what a scan shows? A small model is given only the
        facts below, and judged on scans that neither it nor a copy of them was shown.
      </p>
      <ShortcutTable shortcuts={shortcuts} patients={sayPatients(patientsKnown(dataSet.scans), 'grouped')} />
      <ul className={styles.findings}>
        {shortcuts.map((shortcut) => (
          <li key={keyOf(shortcut)} className={styles[toneOf(shortcut)]}>
            {toneOf(shortcut) === 'bad' ? <CautionIcon /> : null}
            <div>
              {nameOf(shortcut) === null ? null : <b>{nameOf(shortcut)}: </b>}
              {sayShortcut(shortcut)}
              <Telling shortcut={shortcut} classes={dataSet.classes} />
            </div>
          </li>
        ))}
      </ul>
      <Harmonise {...{ dataSet, shortcuts, resting }} />
    </Card>
  );
}

const FACTS: Readonly<Record<Shortcut['from'], readonly [name: string, meaning: string]>> = {
  size: ['Width and height', 'Nothing but how many pixels the picture is wide and high.'],
  header: ['All of the header', 'Format, colours, width, height, aspect ratio and bytes per pixel.'],
  picture: ['Crude facts of the picture', 'Mean grey level, contrast, grey level of the border, sharpness.'],
  input: ["Crude facts of the network's input", 'The same four facts of what the network is really fed.'],
};

function keyOf({ from, preprocessing }: Shortcut): string {
  return `${from} ${preprocessing}`;
}

/** Tells the network's inputs apart. */
function nameOf({ preprocessing }: Shortcut): string | null {
  if (preprocessing === null) return null;
  return preprocessing.endsWith('harmonise') ? 'Harmonised' : 'As it is';
}

function toneOf(shortcut: Shortcut): 'bad' | 'calm' {
  const strength = strengthOf(shortcut);
  return strength === 'some' || strength === 'strong' ? 'bad' : 'calm';
}

type ShortcutTableProps = { readonly shortcuts: readonly Shortcut[]; readonly patients: string };

function ShortcutTable({ shortcuts, patients }: ShortcutTableProps) {
  const [first] = shortcuts;
  return (
    <Table caption="How well the class can be told from facts alone">
      <thead>
        <tr>
          <th scope="col">Knowing only</th>
          <th scope="col" className={numberCell}>
            Accuracy
          </th>
          <th scope="col" className={numberCell}>
            <Term meaning="The chance that a scan of the one class is ranked above one of the other; 0.50 is guessing.">
              AUC
            </Term>
          </th>
        </tr>
      </thead>
      <tbody>
        {shortcuts.map((shortcut) => (
          <tr key={keyOf(shortcut)}>
            <th scope="row">
              <Term meaning={FACTS[shortcut.from][1]}>{FACTS[shortcut.from][0]}</Term>
              {nameOf(shortcut) ? `, ${nameOf(shortcut)?.toLowerCase()}` : ''}
            </th>
            <td className={numberCell}>
              {formatPercent(shortcut.accuracy.value)}{' '}
              <Range figure={shortcut.accuracy} text={(x) => formatPercent(x)} />
            </td>
            <td className={numberCell}>
              {shortcut.auc.value.toFixed(3)} <Range figure={shortcut.auc} text={(x) => x.toFixed(3)} />
            </td>
          </tr>
        ))}
        {first ? (
          <tr>
            <th scope="row" className="quiet">
              Nothing: always the largest class
            </th>
            <td className={numberCell}>{formatPercent(first.majority)}</td>
            <td className={numberCell}>0.500</td>
          </tr>
        ) : null}
      </tbody>
      {first ? (
        <tfoot>
          <tr>
            <td colSpan={3} className="quiet dense">
              Five folds, {formatCount(first.n)} scans in {formatCount(first.groups)} groups that stay together; 95 %
              intervals in brackets. Patients: {patients}
            </td>
          </tr>
        </tfoot>
      ) : null}
    </Table>
  );
}

function Range({ figure, text }: { readonly figure: Figure; readonly text: (value: number) => string }) {
  return (
    <span className="quiet">
      ({text(figure.low)} to {text(figure.high)})
    </span>
  );
}

const ROWS = 8;

/** The values that give the class away, by class. */
function Telling({ shortcut, classes }: { readonly shortcut: Shortcut; readonly classes: readonly string[] }) {
  if (shortcut.table.length < 2) return null;
  return (
    <details className={styles.telling}>
      <summary>What gives it away</summary>
      <Table caption={`${FACTS[shortcut.from][0]} by class`}>
        <thead>
          <tr>
            <th scope="col">Value</th>
            {classes.map((name) => (
              <th key={name} scope="col" className={numberCell}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shortcut.table.slice(0, ROWS).map(({ value, countPerClass }) => (
            <tr key={value}>
              <th scope="row">{value}</th>
              {classes.map((name, index) => (
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

type HarmoniseProps = Pick<AuditCardProps, 'dataSet' | 'resting'> & { readonly shortcuts: readonly Shortcut[] };

/** One click, and what it changed as a number. */
function Harmonise({ dataSet, shortcuts, resting }: HarmoniseProps) {
  const inputs = shortcuts.filter(({ from }) => from === 'input');
  const after = inputs.find(({ preprocessing }) => preprocessing?.endsWith('harmonise'));
  const before = inputs.find((shortcut) => shortcut !== after);
  if (dataSet.harmonised)
    return (
      <p className="quiet">
        The scans are harmonised before training.
        {before && after
          ? ` What crude facts of the input tell went from AUC ${before.auc.value.toFixed(2)} to ${after.auc.value.toFixed(2)}.`
          : ''}{' '}
        Take that back below, under Changes.
      </p>
    );
  return (
    <div className={styles.actions}>
      <Button
        disabled={resting !== null}
        onClick={() => void applyRemedy({ kind: 'harmonise' }, 'The scans are harmonised before training from now on.')}
      >
        Harmonise the scans
      </Button>
      <span className="quiet dense">
        Crops to the head, keeps its aspect, brings all scans to one sharpness and one contrast. The audit then measures
        again what the input still tells.
      </span>
      <RestingNote resting={resting} />
    </div>
  );
}
