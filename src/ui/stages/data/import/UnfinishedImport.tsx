import { useState } from 'react';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import type { UnfinishedFiles } from '../../../../dataset/import/unfinishedImport.ts';
import { Button } from '../../../components/Button.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { DeleteDataSetDialog } from '../DeleteDataSetDialog.tsx';
import { acceptUnfinished, readKeptRest, readRest } from './importRest.ts';
import { unfinishedSentence } from './unfinishedWords.ts';

type UnfinishedImportProps = { readonly dataSet: DataSetView; readonly unfinished: UnfinishedFiles };

/** Says that files are missing, and offers to read them, to do without them, or to begin again. */
export function UnfinishedImport({ dataSet, unfinished }: UnfinishedImportProps) {
  const rest = useWorkspace(({ importing }) => (importing.step === 'reported' ? importing.rest : null));
  const read = rest ? () => readRest(rest) : unfinished.findable ? readKeptRest : null;
  const { attempt, failure } = useAttempt();
  const [deleting, setDeleting] = useState(false);
  return (
    <Card>
      <StatusLine tone="caution">{unfinishedSentence(unfinished, read !== null)}</StatusLine>
      <div className="row">
        {read ? (
          <Button variant="primary" onClick={() => void attempt(read)}>
            Read the rest
          </Button>
        ) : null}
        <Button onClick={() => void attempt(acceptUnfinished)}>Continue with these scans</Button>
        <Button variant="quiet" onClick={() => setDeleting(true)}>
          Discard these scans
        </Button>
        {failure}
      </div>
      {deleting ? <DeleteDataSetDialog dataSet={dataSet} onClose={() => setDeleting(false)} /> : null}
    </Card>
  );
}
