import type { Shortcut } from '../../../../audit/auditReport.ts';
import type { ModelCard } from '../../../../model/card/card.ts';
import { Card } from '../../../components/layout/Card.tsx';
import { IntervalCell } from '../../../components/table/IntervalCell.tsx';
import { numberCell } from '../../../components/table/Table.tsx';
import { formatCount } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { Tooltip } from '../../../components/text/Tooltip.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { auditedState, useAudit } from '../../data/audit/auditStore.ts';
import { FigureRow, ShortcutTable } from '../../data/audit/ShortcutTable.tsx';
import { shortcutSource } from '../../data/audit/shortcutWords.ts';
import { useAuditOf } from '../../data/audit/useAuditOf.ts';
import { useTraining } from '../../train/run/trainingMachine.ts';
import { isActive } from '../../train/run/trainingState.ts';
import {
  knownReport,
  type BaselineLead as Lead,
  leadObstacle,
  leadOverBaselines,
  leadSentence,
} from './baselineLead.ts';

/** How well file properties alone predict the class, beside the network. */
export function BaselineComparison({ card }: { readonly card: ModelCard }) {
  const state = useAudit();
  const dataSet = useWorkspace((workspace) => workspace.dataSet);
  useAuditOf(dataSet?.version.hash === card.data.fingerprint ? auditedState(dataSet) : null);
  const report = knownReport(card.data.fingerprint, state);
  const obstacle = leadObstacle(card, dataSet, state, useTraining(isActive));
  const lead = report && leadOverBaselines(card, report.shortcuts);
  return (
    <Card title="Model vs. shortcut baselines">
      {lead ? (
        <>
          <p>{`How well file properties alone predict the class. ${leadSentence(lead)}`}</p>
          {card.split.kind === 'random' && card.split.testScansWithTwin > 0 ? (
            <p className="caution strong">
              Duplicates inflate the results of the network (random split), not those of the shortcuts: its true lead is
              smaller.
            </p>
          ) : null}
          <LeadTable lead={lead} card={card} />
          <p className="quiet dense">
            {`Network: ${card.figures.of ?? 'test'} set. Leads: points of accuracy. Shortcuts: small models on all scans. ${shortcutSource(report.shortcuts, dataSet?.scans ?? [])}`}
          </p>
        </>
      ) : (
        <StatusLine>{obstacle ?? 'There are too few distinct scans to test shortcuts.'}</StatusLine>
      )}
    </Card>
  );
}

function LeadTable({ lead: { network, rows }, card }: { readonly lead: Lead; readonly card: ModelCard }) {
  const leads = new Map(rows.map(({ shortcut, lead }) => [shortcut, lead]));
  const cell = (shortcut: Shortcut) => <IntervalCell figure={leads.get(shortcut) ?? null} as="points" />;
  return (
    <ShortcutTable
      caption="The network and the shortcuts"
      shortcuts={rows.map(({ shortcut }) => shortcut)}
      further={{ head: <Tooltip meaning="Accuracy of the network less this one, in points.">Lead</Tooltip>, cell }}
    >
      <FigureRow
        name={`The network, on ${formatCount(network.n)} ${card.figures.of ?? 'test'} scans`}
        accuracy={network.accuracy}
        auc={network.auc}
      >
        <td className={numberCell} />
      </FigureRow>
    </ShortcutTable>
  );
}
