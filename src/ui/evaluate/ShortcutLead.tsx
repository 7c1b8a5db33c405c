import { useEffect } from 'react';
import type { Figure } from '../../dataset/auditReport.ts';
import type { ModelCard } from '../../model/card.ts';
import { Card } from '../components/Card.tsx';
import { classNames } from '../components/classNames.ts';
import { formatCount } from '../components/format.ts';
import { StatusLine } from '../components/StatusLine.tsx';
import { numberCell, Table } from '../components/Table.tsx';
import { audit, auditedState, useAudit } from '../data/audit/auditStore.ts';
import { useTraining } from '../train/trainingMachine.ts';
import { isActive } from '../train/trainingState.ts';
import { useWorkspace } from '../workspace.ts';
import { type ResultRow, valueText } from './resultRows.ts';
import styles from './ShortcutLead.module.css';
import {
  knownReport,
  type ShortcutLead as Lead,
  leadObstacle,
  leadOver,
  sayLead,
  signedPoints,
} from './shortcutLead.ts';

/** What can be told without looking at the scans, beside what the network tells. */
export function ShortcutLead({ card }: { readonly card: ModelCard }) {
  const state = useAudit();
  const dataSet = useWorkspace((workspace) => workspace.dataSet);
  useAuditOf(dataSet?.version.hash === card.data.fingerprint ? auditedState(dataSet) : null);
  const report = knownReport(card.data.fingerprint, state);
  const obstacle = leadObstacle(card, dataSet, state);
  const lead = report && leadOver(card, report.shortcuts);
  return (
    <Card title="Its lead over shortcuts">
      {lead ? (
        <>
          <p>
            How well the class can be told <b>without</b> looking at what a scan shows. {sayLead(lead)}
          </p>
          {card.split.kind === 'random' && card.split.testScansWithTwin > 0 ? (
            <p className={styles.caution}>
              The network's figures are inflated by copies (random split), those of the shortcuts are not: its lead is
              smaller than it seems.
            </p>
          ) : null}
          <LeadTable lead={lead} />
          <p className="quiet dense">
            Shortcuts: small models, cross-validated on all {formatCount(report.shortcuts[0]?.n ?? 0)} scans, copies
            kept together. The network: its test part. Leads are in points of accuracy; intervals are 95 %.
          </p>
        </>
      ) : (
        <StatusLine>
          {obstacle ??
            'There are too few scans, or too few that are no copies of each other, to judge what can be told without looking at them.'}
        </StatusLine>
      )}
    </Card>
  );
}

/** The report is kept with the version, so that this is mostly a matter of reading it. Null: there is none to be had. */
function useAuditOf(state: string | null): void {
  const training = useTraining(isActive);
  useEffect(() => {
    if (!training && state !== null) void audit(state);
  }, [training, state]);
}

function LeadTable({ lead: { network, rows } }: { readonly lead: Lead }) {
  return (
    <Table caption="The network and the shortcuts">
      <thead>
        <tr>
          <th scope="col">Knowing only</th>
          <th scope="col" className={numberCell}>
            Accuracy
          </th>
          <th scope="col" className={numberCell}>
            AUC
          </th>
          <th scope="col" className={numberCell}>
            Lead of the network
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ from, name, accuracy, auc, lead }) => (
          <tr key={from}>
            <th scope="row">{name}</th>
            <FigureCell figure={accuracy} unit="percent" />
            <FigureCell figure={auc} unit="fraction" />
            <td className={numberCell}>
              {signedPoints(lead.value)}{' '}
              <span className={classNames('quiet', styles.range)}>
                ({signedPoints(lead.low)} to {signedPoints(lead.high)})
              </span>
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">The network, on {formatCount(network.n)} test scans</th>
          <FigureCell figure={network.accuracy} unit="percent" />
          <FigureCell figure={network.auc} unit="fraction" />
          <td className={numberCell} />
        </tr>
      </tbody>
    </Table>
  );
}

function FigureCell({ figure, unit }: { readonly figure: Figure | null; readonly unit: ResultRow['unit'] }) {
  if (!figure) return <td className={numberCell}>–</td>;
  return (
    <td className={numberCell}>
      {valueText(figure.value, unit)}{' '}
      <span className={classNames('quiet', styles.range)}>
        ({valueText(figure.low, unit)} to {valueText(figure.high, unit)})
      </span>
    </td>
  );
}
