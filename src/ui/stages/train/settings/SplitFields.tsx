import { type SplitSettings, SUBSETS, shareFields, splitFields } from '../../../../dataset/split/splitSettings.ts';
import { testingWords } from '../../../../dataset/split/splitWords.ts';
import type { SplitSummary } from '../../../../worker/jobs/dataSet/dataSetProtocol.ts';
import { scaled } from '../../../components/form/numberLimits.ts';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatCount, formatPercent } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import type { QueryResult } from '../../../components/useLatestQuery.ts';
import { Disclosure } from './Disclosure.tsx';
import { editRequest } from './draft/draftStore.ts';
import { Setting } from './Setting.tsx';
import { TestingFields } from './TestingFields.tsx';

type PartsOfDataProps = {
  readonly settings: SplitSettings;
  readonly classes: readonly string[];
  readonly split: QueryResult<SplitSummary>;
};

/** Which scans train, which choose the best epoch, and which test: shares, and scans by subset and class. */
export function SplitFields({ settings, classes, split }: PartsOfDataProps) {
  const shares = {
    fields: shareFields,
    values: settings.shares,
    onChange: (changed: Partial<SplitSettings['shares']>) => setShares({ ...settings.shares, ...changed }),
  };
  return (
    <Disclosure title="Train / validation / test split" values={summary(settings)}>
      <TestingFields settings={settings} />
      <div className="fields">
        <Setting {...shares} name="validation" />
        {settings.testing && settings.testing.by !== 'repeats' ? null : <Setting {...shares} name="test" />}
        <Setting
          fields={splitFields}
          name="seed"
          values={settings}
          onChange={(changed) => editRequest('split', changed)}
        />
      </div>
      <p className="quiet dense">
        The validation set chooses the best epoch and the threshold. The test set is used once, at the end. Both have
        their share of every class{settings.strata ? ', file format and image size' : ''} (stratified).
      </p>
      {split.step === 'answered' && split.value.problem === null ? (
        <PartsTable summary={split.value} classes={classes} />
      ) : null}
      <StatusLine tone="bad">{problemOf(split)}</StatusLine>
    </Disclosure>
  );
}

function setShares({ validation, test }: SplitSettings['shares']): void {
  const training = scaled(1 - validation - test, 1);
  editRequest('split', { shares: { training, validation, test } });
}

function PartsTable({ summary: { counts, folds }, classes }: { summary: SplitSummary; classes: readonly string[] }) {
  const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);
  return (
    <Table caption={folds > 1 ? `Scans by set and class, of the first of ${folds} networks` : 'Scans by set and class'}>
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
        {SUBSETS.map((part) => (
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

function problemOf(split: QueryResult<SplitSummary>): string | null {
  if (split.step === 'failed') return split.reason;
  return split.step === 'answered' ? split.value.problem : null;
}

function summary({ shares, testing }: SplitSettings): string {
  if (testing && testing.by !== 'repeats') return testingWords(testing);
  const parts = SUBSETS.map((part) => `${part} ${formatPercent(shares[part], 0)}`).join(', ');
  return testing ? `${testingWords(testing)}; ${parts}` : parts;
}
