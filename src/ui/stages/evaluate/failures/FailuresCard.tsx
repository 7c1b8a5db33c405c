import { useMemo, useState } from 'react';
import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import type { Predictions } from '../../../../evaluation/predictions.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { Toggle } from '../../../components/form/Toggle.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { formatCounted, formatProbability } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useJob } from '../../../components/useJob.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { useKnownScans } from '../../../workspace/useKnownScans.ts';
import { ScanStrip } from '../../data/audit/ScanStrip.tsx';
import { classMarks } from '../../data/classMarks.ts';
import { ErrorViewer } from '../confusion/ErrorViewer.tsx';
import type { EvaluatedScan } from '../confusion/evaluatedScans.ts';
import { HeatMapCanvas } from './HeatMapCanvas.tsx';
import { JobProgress } from './JobProgress.tsx';
import { type FailureKind, rankFailures } from './rankFailures.ts';

export type ExploredModel = {
  readonly model: ModelSummary;
  readonly test: Predictions;
  /** Null for more than two classes. */
  readonly threshold: number | null;
};

/** What the network got wrong: missed scans, then false alarms, the surest first; alike ones together by need. */
export function FailuresCard({ model, test, threshold }: ExploredModel) {
  const { classes } = model.card;
  const known = useKnownScans();
  const kinds = useMemo(() => rankFailures(test, classes, threshold), [test, classes, threshold]);
  const [mapped, setMapped] = useState(false);
  const [grouped, setGrouped] = useState(false);
  const [opened, setOpened] = useState<{ readonly scans: readonly EvaluatedScan[]; readonly index: number } | null>(
    null,
  );
  const all = kinds.flatMap((kind) => kind.scans.map(({ sha256 }) => sha256));
  const groups = useJob(grouped && all.length > 0 ? `${model.id} ${all.join()}` : null, (options) =>
    jobs.similarScans(model.id, all, options),
  );
  const groupOf = new Map(all.map((sha256, place) => [sha256, groups.value?.[place] ?? -1]));
  const shown = grouped && groups.value ? kinds.flatMap((kind) => bySimilarity(kind, groupOf)) : kinds;
  const marks = classMarks(classes);
  const views = (of: readonly EvaluatedScan[]) => of.flatMap(({ sha256 }) => known.get(sha256) ?? []);
  const calledBy = new Map(kinds.flatMap((kind) => kind.scans.map((scan) => [scan.sha256, scan.called] as const)));
  const overlay = (scan: ScanView) => (
    <HeatMapCanvas scan={scan} modelId={model.id} classIndex={calledBy.get(scan.sha256) ?? 0} />
  );
  return (
    <Card title="Failures" aside={<span className="quiet dense">{formatCounted(all.length, 'test scan')} wrong</span>}>
      {all.length === 0 ? <StatusLine>No test scan was called wrongly at this threshold.</StatusLine> : null}
      {all.length > 0 ? (
        <div className="row">
          <Toggle label="Heat maps" checked={mapped} onChange={setMapped} />
          <Toggle label="Group similar failures" checked={grouped} onChange={setGrouped} />
        </div>
      ) : null}
      {grouped ? <JobProgress job={groups} label="Reading what the network makes of every scan" /> : null}
      {shown.map(({ title, scans: failed }) => {
        const here = failed.filter(({ sha256 }) => known.has(sha256));
        return (
          <section key={title} className="stack" aria-label={title}>
            <h3>{`${title} (${failed.length})`}</h3>
            {here.length < failed.length ? (
              <p className="quiet dense">
                {formatCounted(failed.length - here.length, 'scan')} no longer in the data set.
              </p>
            ) : null}
            <ScanStrip
              label={title}
              scans={views(here)}
              marks={marks}
              captions={here.map(({ called, probabilities }) => formatProbability(probabilities[called] ?? Number.NaN))}
              {...(mapped && { overlay })}
              onOpen={(_, index) => setOpened({ scans: here, index })}
            />
          </section>
        );
      })}
      {all.length > 0 ? (
        <p className="quiet dense">
          Beneath each scan: the probability of the class that it was called, the surest error first.
        </p>
      ) : null}
      {opened ? (
        <ErrorViewer
          evaluated={opened.scans}
          views={views(opened.scans)}
          {...{ classes, threshold }}
          index={opened.index}
          onMove={(index) => setOpened({ ...opened, index })}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </Card>
  );
}

/** A kind in groups of scans that the network sees alike, the largest first. */
function bySimilarity({ title, scans }: FailureKind, groupOf: ReadonlyMap<string, number>): FailureKind[] {
  const groups = [...new Set(scans.map(({ sha256 }) => groupOf.get(sha256) ?? -1))].toSorted((a, b) => a - b);
  return groups.map((group, place) => ({
    title: groups.length > 1 ? `${title}, group ${place + 1}` : title,
    scans: scans.filter(({ sha256 }) => (groupOf.get(sha256) ?? -1) === group),
  }));
}
