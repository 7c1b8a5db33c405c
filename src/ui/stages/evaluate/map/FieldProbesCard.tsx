import type { ReadableField } from '../../../../evaluation/embeddings/fieldProbes.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { Card } from '../../../components/layout/Card.tsx';
import { IntervalCell } from '../../../components/table/IntervalCell.tsx';
import { NumberHead } from '../../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatCount } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useJob } from '../../../components/useJob.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { JobProgress } from '../failures/JobProgress.tsx';
import { KINDS } from '../SubgroupsCard.tsx';

/** Shortcuts in what the network makes of scans: fields that can be read from it within one class. */
export function FieldProbesCard({ model }: { readonly model: ModelSummary }) {
  const version = useWorkspace(({ dataSet }) => dataSet?.version.hash);
  const probes = useJob(version ? `${model.id} ${version}` : null, (options) => jobs.fieldProbes(model.id, options));
  const found = probes.value;
  return (
    <Card title="Fields that the network knows">
      <p className="quiet">
        A forest reads the activations before the last layer. Within one class a field such as the format tells nothing
        of the class: where it can be read all the same, the network may use it.
      </p>
      <JobProgress job={probes} label="Reading what the network makes of every scan" />
      {found && found.length === 0 ? (
        <StatusLine>No field has two values with 20 scans or more each.</StatusLine>
      ) : null}
      {found && found.length > 0 ? <Readable found={found} /> : null}
    </Card>
  );
}

function Readable({ found }: { readonly found: readonly ReadableField[] }) {
  return (
    <Table caption="Readable within a class" captionShown>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Value against the others</th>
          <th scope="col">Class</th>
          <NumberHead>n</NumberHead>
          <NumberHead>AUC (95 % interval)</NumberHead>
        </tr>
      </thead>
      <tbody>
        {found.map(({ kind, value, className, n, auc }) => (
          <tr key={`${kind} ${className}`}>
            <td>{KINDS[kind]}</td>
            <th scope="row">
              {value}
              {auc.low > 0.5 ? <span className="caution"> readable</span> : null}
            </th>
            <td>{className}</td>
            <td className={numberCell}>{formatCount(n)}</td>
            <IntervalCell figure={auc} as="fraction" />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
