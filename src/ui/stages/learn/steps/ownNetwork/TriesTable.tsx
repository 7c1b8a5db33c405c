import { numberCell, Table } from '../../../../components/table/Table.tsx';
import { formatCount, formatDuration, formatLoss, formatPercent } from '../../../../components/text/format.ts';
import { outcomeOf } from './expectation.ts';
import type { Try } from './tries.ts';

const EXPECTED = { lower: 'lower', same: 'the same', higher: 'higher' } as const;

/** The tries one after another, each beside what was expected of it. */
export function TriesTable({ tries }: { readonly tries: readonly Try[] }) {
  if (tries.length === 0) return null;
  return (
    <Table caption="Networks that were tried" captionShown>
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
            Validation accuracy
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
            <td className={numberCell}>{formatPercent(each.validationAccuracy)}</td>
            <td className={numberCell}>{formatLoss(each.validationLoss)}</td>
            <td>{judgement(each, tries[index - 1])}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** 'lower: right', 'lower: it is higher' */
function judgement({ expected, ...now }: Try, before: Try | undefined): string {
  if (!before || !expected) return '';
  const outcome = outcomeOf(before, now);
  return outcome === expected
    ? `${EXPECTED[expected]}: right`
    : `${EXPECTED[expected]}, but it is ${EXPECTED[outcome]}`;
}
