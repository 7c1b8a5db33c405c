import { useMemo, useState } from 'react';
import { LEAST_OF_SUBGROUP, type SubgroupKind, subgroupResults } from '../../../evaluation/subgroups/subgroups.ts';
import { Card } from '../../components/layout/Card.tsx';
import { AccuracyAndAucCells, AccuracyAndAucHeads } from '../../components/table/AccuracyAndAuc.tsx';
import { NumberHead } from '../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../components/table/Table.tsx';
import { formatCount } from '../../components/text/format.ts';
import { StatusLine } from '../../components/text/StatusLine.tsx';
import { useKnownScans } from '../../workspace/useKnownScans.ts';
import { ByNeed } from './ByNeed.tsx';
import type { Evaluated } from './evaluated.ts';
import { type ChosenColumn, SubgroupTable } from './SubgroupTable.tsx';

type SubgroupsProps = {
  readonly evaluated: Evaluated;
  readonly classes: readonly string[];
  /** Null for more than two classes. */
  readonly threshold: number | null;
};

export const KINDS: Readonly<Record<SubgroupKind, string>> = {
  class: 'Class',
  format: 'Format',
  size: 'Longer side',
  shape: 'Shape',
  colour: 'Colours',
  folder: 'Source folder',
  scanner: 'Scanner',
  column: 'Column',
};

/** Whether the network does worse on some kinds of scans; by need. */
export function SubgroupsCard(props: SubgroupsProps) {
  return (
    <ByNeed
      button="Subgroups"
      hint="The same figures by class, format, size, shape, source folder, scanner, or a column of your table"
    >
      <Subgroups {...props} />
    </ByNeed>
  );
}

function Subgroups({ evaluated: { subset, predictions: test }, classes, threshold }: SubgroupsProps) {
  const [column, setColumn] = useState<ChosenColumn | null>(null);
  const known = useKnownScans();
  const tested = useMemo(() => test.sha256.flatMap((sha256) => known.get(sha256) ?? []), [test, known]);
  const groups = useMemo(
    () =>
      subgroupResults(test, classes.length, threshold, (sha256) => {
        const scan = known.get(sha256);
        return scan ? { ...scan, column: column?.valueOf.get(sha256) } : null;
      }),
    [known, test, classes, threshold, column],
  );
  const different = groups.filter(({ differs }) => differs).length;
  return (
    <Card title="Subgroups">
      {tested.length > 0 ? <SubgroupTable scans={tested} onChoose={setColumn} /> : null}
      {groups.length === 0 ? (
        <StatusLine>{`No two kinds of ${subset} scans with ${LEAST_OF_SUBGROUP} or more each are in the data set.`}</StatusLine>
      ) : (
        <>
          <Table caption={`Results by subgroup of the ${subset} set`}>
            <thead>
              <tr>
                <th scope="col">By</th>
                <th scope="col">Scans</th>
                <NumberHead>n</NumberHead>
                <AccuracyAndAucHeads />
              </tr>
            </thead>
            <tbody>
              {groups.map(({ kind, value, n, accuracy, auc, differs }) => (
                <tr key={`${kind} ${value}`}>
                  <td>{kind === 'column' ? (column?.name ?? KINDS.column) : KINDS[kind]}</td>
                  <th scope="row">
                    {value}
                    {differs ? <span className="caution"> differs</span> : null}
                  </th>
                  <td className={numberCell}>{formatCount(n)}</td>
                  <AccuracyAndAucCells accuracy={accuracy} auc={auc} />
                </tr>
              ))}
            </tbody>
          </Table>
          <p className="quiet dense">
            {`Of groups with ${LEAST_OF_SUBGROUP} scans or more. “Differs”: an interval does not hold the figure of all ${subset} scans` +
              `${different > 0 ? '' : ', which is so of none'}. One of twenty groups differs by chance.`}
          </p>
        </>
      )}
    </Card>
  );
}
