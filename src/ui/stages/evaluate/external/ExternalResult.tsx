import { useMemo, useState } from 'react';
import { METRICS } from '../../../../evaluation/metrics/metrics.ts';
import type { SetDescription, Spread } from '../../../../evaluation/setDescription.ts';
import type { ModelCard } from '../../../../model/card/card.ts';
import type { ModelDetail } from '../../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { TrashIcon } from '../../../components/icons.tsx';
import { ConfirmDialog } from '../../../components/layout/ConfirmDialog.tsx';
import { IntervalCell } from '../../../components/table/IntervalCell.tsx';
import { NumberHead } from '../../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatCount, formatCounted, formatDate } from '../../../components/text/format.ts';
import { dropSentence, externalRows } from './externalRows.ts';

type ExternalResultProps = {
  readonly card: ModelCard;
  readonly test: ModelDetail['externalTests'][number];
  readonly onDelete: () => void;
};

/** One external test: figures beside the internal ones, and how the two sets differ. It can be deleted, not changed. */
export function ExternalResult({ card, test, onDelete }: ExternalResultProps) {
  const [deleting, setDeleting] = useState(false);
  const rows = useMemo(() => externalRows(card, test), [card, test]);
  return (
    <section className="stack" aria-label={`External test ${test.name}`}>
      <header className="row spread">
        <h3>{test.name}</h3>
        <Button small variant="quiet" aria-label={`Delete the test ${test.name}`} onClick={() => setDeleting(true)}>
          <TrashIcon />
          Delete
        </Button>
      </header>
      <p>{dropSentence(rows)}</p>
      <p className="quiet dense">{`${leftOutSentence(test)} Tested ${formatDate(test.at)}; locked since.`}</p>
      <Table caption={`Results on ${test.name} beside the test set`}>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <NumberHead>Test set (95 % interval)</NumberHead>
            <NumberHead>{test.name} (95 % interval)</NumberHead>
            <NumberHead>Change, points</NumberHead>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, internal, external, change }) => (
            <tr key={key}>
              <th scope="row">{METRICS[key].label}</th>
              <IntervalCell figure={internal} as={METRICS[key].unit} />
              <IntervalCell figure={external} as={METRICS[key].unit} />
              <IntervalCell figure={change} as="points" />
            </tr>
          ))}
        </tbody>
      </Table>
      <SetsTable card={card} test={test} />
      {deleting ? (
        <ConfirmDialog
          title={`Delete the test ${test.name}?`}
          confirm="Delete test"
          onConfirm={onDelete}
          onClose={() => setDeleting(false)}
        >
          <p>This deletes its results from the model. You cannot undo this.</p>
        </ConfirmDialog>
      ) : null}
    </section>
  );
}

/** '96 scans. 12 duplicates of training or validation scans were left out (4 of them identical).' */
function leftOutSentence({ predictions, leftOut }: ExternalResultProps['test']): string {
  const { exactDuplicates, nearDuplicates, repeated, refused } = leftOut;
  const tested = `${formatCounted(predictions.labels.length, 'scan')}.`;
  const duplicates =
    exactDuplicates === null || nearDuplicates === null
      ? 'The training scans are not on this device, so duplicates of them could not be found.'
      : duplicatesSentence(exactDuplicates, nearDuplicates);
  const more = [
    repeated > 0 ? `${formatCounted(repeated, 'file')} had been in the set before.` : null,
    refused > 0 ? `${formatCounted(refused, 'file')} could not be read.` : null,
  ];
  return [tested, duplicates, ...more].filter((each) => each !== null).join(' ');
}

function duplicatesSentence(exact: number, near: number): string {
  if (exact + near === 0) return 'No scan is a duplicate of a training or validation scan.';
  return `${formatCounted(exact + near, 'duplicate')} of training or validation scans left out (${formatCount(exact)} identical, ${formatCount(near)} nearly so).`;
}

function SetsTable({ card, test: { name, external, internal } }: Pick<ExternalResultProps, 'card' | 'test'>) {
  const rows: readonly (readonly [label: string, of: (set: SetDescription) => string])[] = [
    ...card.classes.map(
      (className, index) =>
        [`Scans of ${className}`, (set: SetDescription) => formatCount(set.scansPerClass[index] ?? 0)] as const,
    ),
    ['Formats', ({ formats }) => formats.map(([format, count]) => `${format} ${formatCount(count)}`).join(', ')],
    ['Longer side, px', ({ longerSide }) => spreadWords(longerSide)],
    ['Mean grey level', ({ grey }) => spreadWords(grey)],
    ['Contrast', ({ contrast }) => spreadWords(contrast)],
  ];
  return (
    <>
      <Table caption={`How ${name} differs from the test set`}>
        <thead>
          <tr>
            <th scope="col">The sets</th>
            <NumberHead>Test set</NumberHead>
            <NumberHead>{name}</NumberHead>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, of]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className={numberCell}>{internal ? of(internal) : '–'}</td>
              <td className={numberCell}>{of(external)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="quiet dense">Sides and grey levels: median (fifth to ninety-fifth percentile).</p>
    </>
  );
}

function spreadWords(spread: Spread | null): string {
  if (!spread) return '–';
  const [low, median, high] = [spread.low, spread.median, spread.high].map((value) => value.toFixed(0));
  return `${median} (${low} to ${high})`;
}
