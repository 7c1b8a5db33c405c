import { Button } from '../../../../components/Button.tsx';
import { numberCell, Table } from '../../../../components/table/Table.tsx';
import { formatCount, formatDuration, formatLoss, formatPercent } from '../../../../components/text/format.ts';
import { showStage } from '../../../../workspace/workspace.ts';
import { halfThresholdWords } from '../thresholdWords.ts';
import { outcomeOf } from './expectation.ts';
import type { Try } from './tries.ts';

const EXPECTED = { lower: 'lower', same: 'the same', higher: 'higher' } as const;

type TriesTableProps = { readonly tries: readonly Try[]; readonly epochs: number };

/** The tries one after another, each beside what was expected of it. */
export function TriesTable({ tries, epochs }: TriesTableProps) {
  const [first] = tries;
  if (!first) return null;
  return (
    <div className="stack">
      <Rows {...{ tries, epochs }} />
      <p className="quiet dense">
        Of each network the epoch with the lowest validation loss.
        {first.classes === 2 ? ` ${halfThresholdWords(null)}` : ''} All learned on one split, from one seed: another one
        may rank them otherwise.
      </p>
      {tries.length > 1 ? (
        <div className="row">
          <Button small onClick={() => showStage('models')}>
            Cross-validate them under Models
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Rows({ tries, epochs }: TriesTableProps) {
  return (
    <Table caption={`Networks that were tried: ${epochs} epochs each, the same validation scans`} captionShown>
      <thead>
        <tr>
          <th scope="col">Network</th>
          <th scope="col" className={numberCell}>
            Parameters
          </th>
          <th scope="col" className={numberCell}>
            Time
          </th>
          <th scope="col" className={numberCell}>
            Validation scans right
          </th>
          <th scope="col" className={numberCell}>
            Validation loss
          </th>
          <th scope="col">Expected</th>
        </tr>
      </thead>
      <tbody>
        {tries.map((each, index) => (
          <tr key={each.modelId}>
            <th scope="row">
              {index + 1} {each.label}
            </th>
            <td className={numberCell}>{formatCount(each.parameters)}</td>
            <td className={numberCell}>{formatDuration(each.seconds)}</td>
            <td className={numberCell}>{rightOf(each)}</td>
            <td className={numberCell}>{formatLoss(each.validationLoss)}</td>
            <td>{judgement(each, tries[index - 1])}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** '27 of 36 (75.0 %)' */
function rightOf({ validationAccuracy, validationScans }: Try): string {
  const right = Math.round(validationAccuracy * validationScans);
  return `${formatCount(right)} of ${formatCount(validationScans)} (${formatPercent(validationAccuracy)})`;
}

/** 'lower: right', 'lower: it is higher' */
function judgement({ expected, ...now }: Try, before: Try | undefined): string {
  if (!before || !expected) return '';
  const outcome = outcomeOf(before, now);
  return outcome === expected
    ? `${EXPECTED[expected]}: right`
    : `${EXPECTED[expected]}, but it is ${EXPECTED[outcome]}`;
}
