import { AccuracyAndAucCells, AccuracyAndAucHeads } from '../../../components/table/AccuracyAndAuc.tsx';
import { NumberHead } from '../../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatCount } from '../../../components/text/format.ts';
import type { RunRecord } from './runRecord.ts';

/** What the networks that are done did on the scans that they had not seen. */
export function FoldsDone({ folds }: Pick<RunRecord, 'folds'>) {
  if (!folds || folds.done.length === 0) return null;
  return (
    <>
      <Table caption={`Networks that are done, ${folds.done.length} of ${folds.of}`}>
        <thead>
          <tr>
            <th scope="col">Tested on</th>
            <NumberHead>n</NumberHead>
            <AccuracyAndAucHeads />
          </tr>
        </thead>
        <tbody>
          {folds.done.map(({ name, n, accuracy, auc }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={numberCell}>{formatCount(n)}</td>
              <AccuracyAndAucCells accuracy={accuracy} auc={auc} />
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="quiet dense">
        Each at the threshold of its own validation set. In Evaluate all have one, chosen on all validation sets.
      </p>
    </>
  );
}
