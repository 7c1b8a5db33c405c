import type { OutlierKind } from '../../../../audit/auditReport.ts';
import { classNames } from '../../../components/classNames.ts';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import styles from './audit.module.css';
import type { AuditCardProps } from './auditCard.ts';
import { auditAnew, auditedState } from './auditStore.ts';
import { ScanStrip } from './ScanStrip.tsx';

const KINDS: Readonly<Record<OutlierKind, readonly [title: string, unit: (value: number) => string]>> = {
  blank: ['Blank, or nearly', (value) => `contrast ${value.toFixed(1)}`],
  dark: ['Darkest, by mean grey', (value) => `grey ${value.toFixed(0)}`],
  bright: ['Brightest, by mean grey', (value) => `grey ${value.toFixed(0)}`],
  contrast: ['Least contrast', (value) => `contrast ${value.toFixed(1)}`],
  tiny: ['Smallest, by the shorter side', (value) => `${value.toFixed(0)} px`],
  aspect: ['Most elongated', (value) => `${value.toFixed(2)} : 1`],
  outlier: [
    'Farthest from their class, by the features of the newest model',
    (value) => `${value.toFixed(1)} × as far as most`,
  ],
};

/** Rankings, no verdicts: the user looks, and decides in the large view. */
export function OutliersCard({ dataSet, report, scans, marks, resting, onOpen }: AuditCardProps) {
  const galleries = report.oddOnes.map(({ kind, scans: ranked }) => ({
    kind,
    ranked: ranked.flatMap(({ sha256, value }) => {
      const scan = scans.get(sha256);
      return scan ? [{ scan, value }] : [];
    }),
  }));
  const found = new Set<string>(galleries.map(({ kind }) => kind));
  return (
    <Card title="Outliers">
      <p className="quiet">
        Most unusual first. This is a ranking, not a verdict: open a scan to exclude or relabel it.
      </p>
      {galleries.map(({ kind, ranked }) => (
        <section key={kind} className="stack" aria-label={KINDS[kind][0]}>
          <h3>{KINDS[kind][0]}</h3>
          <ScanStrip
            label={KINDS[kind][0]}
            scans={ranked.map(({ scan }) => scan)}
            captions={ranked.map(({ value }) => KINDS[kind][1](value))}
            {...{ marks, onOpen }}
          />
        </section>
      ))}
      {found.has('blank') ? null : <p className="quiet dense">No scan is blank.</p>}
      {found.has('outlier') ? null : <NoOutliers {...{ dataSet, resting }} />}
    </Card>
  );
}

/** Outliers of a class need the features of a network that was trained on these scans. */
function NoOutliers({ dataSet, resting }: Pick<AuditCardProps, 'dataSet' | 'resting'>) {
  const trained = useWorkspace(({ models }) =>
    models.some(({ card }) => card.data.fingerprint === dataSet.version.hash),
  );
  if (!trained) return <p className="quiet dense">Train a model to rank outliers by its features.</p>;
  return (
    <div className={classNames('row', styles.actions)}>
      <DisabledButton small resting={resting !== null} onClick={() => void auditAnew(auditedState(dataSet))}>
        Rank outliers
      </DisabledButton>
      <span className="quiet dense">Scans far from the rest of their class, by the features of the newest model.</span>
    </div>
  );
}
