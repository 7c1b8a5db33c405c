import { meansOfFolds } from '../../../evaluation/comparison/crossValidation.ts';
import { METRICS } from '../../../evaluation/metrics/metrics.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import { Card } from '../../components/layout/Card.tsx';
import { AccuracyAndAucCells, AccuracyAndAucHeads } from '../../components/table/AccuracyAndAuc.tsx';
import { NumberHead } from '../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../components/table/Table.tsx';
import { formatCount, formatMetric } from '../../components/text/format.ts';

/** What each network of several did on the scans that it had not seen, and how far that varies. Nothing for a model of one. */
export function CrossValidationCard({ card }: { readonly card: ModelCard }) {
  const { folds, split, classes, thresholdFrom } = card;
  if (!folds || !split.testing) return null;
  const auc = classes.length === 2 ? 'auc' : 'macroAuc';
  const means = meansOfFolds(card);
  const heldOut = 'count' in split.testing ? null : split.testing.by;
  return (
    <Card title={heldOut ? `Each ${heldOut} held out` : 'Cross-validation'}>
      <Table caption="Results of each network on its own test set">
        <thead>
          <tr>
            <th scope="col">{heldOut ? 'Held out' : 'Tested on'}</th>
            <NumberHead>n</NumberHead>
            <NumberHead>Groups</NumberHead>
            <AccuracyAndAucHeads auc={METRICS[auc].label} />
          </tr>
        </thead>
        <tbody>
          {folds.map(({ name, testGroups, figures }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={numberCell}>{formatCount(figures.n)}</td>
              <td className={numberCell}>{formatCount(testGroups)}</td>
              <AccuracyAndAucCells accuracy={figures.values.accuracy ?? null} auc={figures.values[auc] ?? null} />
            </tr>
          ))}
        </tbody>
        {heldOut ? null : (
          <tfoot>
            <tr>
              <th scope="row">Mean</th>
              <td className={numberCell} />
              <td className={numberCell} />
              <AccuracyAndAucCells accuracy={means.accuracy} auc={means[auc]} />
            </tr>
            <tr>
              <th scope="row">Standard deviation</th>
              <td className={numberCell} />
              <td className={numberCell} />
              <td className={numberCell}>{means.accuracy ? formatMetric(means.accuracy.deviation, 'percent') : '–'}</td>
              <td className={numberCell}>{means[auc] ? formatMetric(means[auc].deviation, 'fraction') : '–'}</td>
            </tr>
          </tfoot>
        )}
      </Table>
      <p className="quiet dense">
        {heldOut
          ? `Each network was trained without the ${heldOut} and tested on it. Where it does worse than elsewhere, the network relies on what it knows of its sources.`
          : 'The interval of the mean (Nadeau and Bengio) holds the chance of the split, of the first weights and of what was chosen on validation. The results below are of all test scans together, each classified by a network that had not seen it.'}{' '}
        The model is the mean of these {formatCount(folds.length)} networks; on new scans it usually does a little
        better than one of them.
        {thresholdFrom === 'hand'
          ? ' Accuracy here is at the threshold that validation chose, not at the one set by hand.'
          : ''}
      </p>
    </Card>
  );
}
