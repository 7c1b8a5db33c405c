import { useState } from 'react';
import { STATEMENTS, type StatementName, type Statements } from '../../../../export/report/statements.ts';
import type { ModelDetail } from '../../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { TextArea } from '../../../components/form/TextArea.tsx';
import { Toggle } from '../../../components/form/Toggle.tsx';
import { DownloadIcon } from '../../../components/icons.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { download } from '../../../workspace/download.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { conclusionOf } from '../baseline/conclusion.ts';

/** Everything on this page, and what only people know, as one file for colleagues, reviewers and the archive. */
export function ReportCard({ detail }: { readonly detail: ModelDetail }) {
  const [opened, setOpened] = useState(false);
  if (opened) return <ReportForm detail={detail} />;
  return (
    <div className="row">
      <Button onClick={() => setOpened(true)}>Report</Button>
      <span className="quiet dense">
        One file that opens anywhere: data, network, results, failures, limits, and a checklist of CLAIM and STARD-AI
      </span>
    </div>
  );
}

function ReportForm({ detail }: { readonly detail: ModelDetail }) {
  const { card, id, name } = detail;
  const found = useWorkspace((state) => state.shortcuts);
  const [statements, setStatements] = useState<Statements>(detail.statements);
  const [withImages, setWithImages] = useState(false);
  const { attempt, failure } = useAttempt();
  const save = (kind: 'html' | 'json') =>
    attempt(async () => {
      const { text, because } = conclusionOf(card, found);
      const report = await jobs.report({
        ...{ modelId: id, conclusion: { text, because }, withImages, statements: filledIn(statements) },
        shortcuts: found?.version === card.data.fingerprint ? found.shortcuts : null,
      });
      download(report[kind], `${name} report.${kind}`);
    });
  return (
    <Card title="Report">
      <p className="quiet dense">
        The results on this page go into it by themselves. What only you know is asked here, kept with the model, and
        ‘not stated’ where it is left empty. Print it from the browser for a PDF.
      </p>
      <div className="fields">
        {(Object.keys(STATEMENTS) as StatementName[]).map((each) => (
          <TextArea
            key={each}
            label={STATEMENTS[each].label}
            hint={STATEMENTS[each].help}
            value={statements[each] ?? ''}
            onChange={(text) => setStatements((before) => ({ ...before, [each]: text }))}
          />
        ))}
      </div>
      <Toggle
        label="Images of the scans that were called wrong"
        hint="Scans are data of patients: whoever gets the report sees them."
        checked={withImages}
        onChange={setWithImages}
      />
      <div className="row">
        <Button variant="primary" onClick={() => void save('html')}>
          <DownloadIcon />
          Download report (HTML)
        </Button>
        <Button onClick={() => void save('json')}>
          <DownloadIcon />
          The same as JSON
        </Button>
      </div>
      {failure}
    </Card>
  );
}

function filledIn(statements: Statements): Statements {
  return Object.fromEntries(Object.entries(statements).filter(([, text]) => text.trim() !== ''));
}
