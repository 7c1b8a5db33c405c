import type { Part, SplitSettings } from '../../dataset/split.ts';
import type { SplitSummary } from '../../worker/protocol.ts';
import { formatCount, formatPercent } from '../components/format.ts';
import { NumberField } from '../components/NumberField.tsx';
import { scaled } from '../components/numberLimits.ts';
import { StatusLine } from '../components/StatusLine.tsx';
import { numberCell, Table } from '../components/Table.tsx';
import { Disclosure } from './Disclosure.tsx';
import { editRequest } from './draftStore.ts';
import type { Answer } from './latestAnswer.ts';
import { SPLIT_FIELDS } from './settingFields.ts';
import styles from './settings.module.css';

const PARTS: readonly Part[] = ['training', 'validation', 'test'];

type PartsOfDataProps = {
  readonly settings: SplitSettings;
  readonly classes: readonly string[];
  readonly split: Answer<SplitSummary>;
};

/** Who learns, who chooses the best epoch, and who judges: shares, and scans by part and class. */
export function PartsOfData({ settings, classes, split }: PartsOfDataProps) {
  const { validation, test } = settings.shares;
  return (
    <Disclosure title="Train / validation / test split" values={summary(settings)}>
      <div className={styles.pairs}>
        <ShareField part="validation" share={validation} onChange={(share) => setShares(share, test)} />
        <ShareField part="test" share={test} onChange={(share) => setShares(validation, share)} />
        <NumberField
          {...SPLIT_FIELDS.seed}
          value={settings.seed}
          onChange={(seed) => editRequest('split', { seed })}
          hint="Change the seed for a different split."
        />
      </div>
      <p className="quiet dense">
        The validation set chooses the best epoch and the threshold. The test set is used once, at the end. Both are
        drawn class by class (stratified).
      </p>
      {split.step === 'answered' ? <PartsTable summary={split.value} classes={classes} /> : null}
      <StatusLine tone="bad">{problemOf(split)}</StatusLine>
    </Disclosure>
  );
}

function setShares(validation: number, test: number): void {
  const training = scaled(1 - validation - test, 1);
  editRequest('split', { shares: { training, validation, test } });
}

type ShareFieldProps = {
  readonly part: 'validation' | 'test';
  readonly share: number;
  readonly onChange: (share: number) => void;
};

function ShareField({ part, share, onChange }: ShareFieldProps) {
  const { scale, ...field } = SPLIT_FIELDS[part];
  return <NumberField {...field} value={scaled(share, scale)} onChange={(percent) => onChange(percent / scale)} />;
}

function PartsTable({ summary: { counts }, classes }: { summary: SplitSummary; classes: readonly string[] }) {
  const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);
  return (
    <Table caption="Scans by set and class">
      <thead>
        <tr>
          <th scope="col">Set</th>
          {classes.map((name) => (
            <th key={name} scope="col" className={numberCell}>
              {name}
            </th>
          ))}
          <th scope="col" className={numberCell}>
            Total
          </th>
        </tr>
      </thead>
      <tbody>
        {PARTS.map((part) => (
          <tr key={part}>
            <th scope="row">{part}</th>
            {classes.map((name, index) => (
              <td key={name} className={numberCell}>
                {formatCount(counts[part][index] ?? 0)}
              </td>
            ))}
            <td className={numberCell}>{formatCount(sum(counts[part]))}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function problemOf(split: Answer<SplitSummary>): string | null {
  if (split.step === 'failed') return split.reason;
  return split.step === 'answered' ? split.value.problem : null;
}

function summary({ shares }: SplitSettings): string {
  return PARTS.map((part) => `${part} ${formatPercent(shares[part], 0)}`).join(', ');
}
