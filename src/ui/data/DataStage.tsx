import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { formatCounted } from '../components/format.ts';
import { StatusLine } from '../components/StatusLine.tsx';
import { useWorkspace } from '../workspace.ts';
import { DataSetPanel } from './DataSetPanel.tsx';
import styles from './DataStage.module.css';
import { EmptyData } from './EmptyData.tsx';
import { ImportProgressCard } from './ImportProgressCard.tsx';
import { ImportReport } from './ImportReport.tsx';
import { closeImport } from './importFiles.ts';
import type { ImportState } from './importState.ts';
import { ReviewPanel } from './ReviewPanel.tsx';

/** What was dropped, what becomes of it, and the data set that it is. */
export function DataStage() {
  const importing = useWorkspace((state) => state.importing);
  const dataSet = useWorkspace((state) => state.dataSet);
  if (importing.step === 'review') return <ReviewPanel review={importing.review} />;
  if (importing.step === 'importing') return <ImportProgressCard state={importing} />;
  return (
    <div className={styles.stage}>
      <StatusLine className={importing.step === 'reported' ? undefined : 'visually-hidden'}>
        {importing.step === 'reported' ? importSentence(importing) : ''}
      </StatusLine>
      {importing.step === 'reported' ? (
        <Card
          title="What became of the files"
          aside={
            <Button variant="quiet" small onClick={closeImport}>
              Hide
            </Button>
          }
        >
          <ImportReport outcomes={importing.outcomes} classes={dataSet?.classes ?? []} />
        </Card>
      ) : null}
      {dataSet ? <DataSetPanel dataSet={dataSet} reportShown={importing.step === 'reported'} /> : <EmptyData />}
    </div>
  );
}

function importSentence({ outcomes, stopped }: Extract<ImportState, { step: 'reported' }>): string {
  const imported = outcomes.filter((outcome) => outcome.status === 'imported').length;
  return `${stopped ? 'Stopped: ' : ''}${formatCounted(imported, 'scan')} imported${stopped ? '; what was read is kept' : ''}.`;
}
