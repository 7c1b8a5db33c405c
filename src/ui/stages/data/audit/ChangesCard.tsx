import { useState } from 'react';
import { asSentence } from '../../../../dataset/asSentence.ts';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { changeOf } from '../../../../dataset/edits/datasetEdits.ts';
import { changeSentence } from '../../../../dataset/messages.ts';
import { Button } from '../../../components/Button.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { formatCounted, formatDate } from '../../../components/text/format.ts';
import { DisabledNote } from './DisabledNote.tsx';
import { historySentence, versionAfter } from './historySentence.ts';
import { useEdits } from './useEdits.ts';

const AT_FIRST = 5;

/** What was changed since the import, each with its undo, and the history with the versions that came of it; the newest first. */
export function ChangesCard({ dataSet, resting }: { readonly dataSet: DataSetView; readonly resting: string | null }) {
  const { edits, version, history } = dataSet;
  const { undoEdit, failure } = useEdits();
  const [all, setAll] = useState(false);
  const shown = edits.toReversed().slice(0, all ? edits.length : AT_FIRST);
  return (
    <Card title="Changes" aside={<VersionName version={version} />}>
      {edits.length === 0 ? (
        <p className="quiet">No change is in force. You can undo every change.</p>
      ) : (
        <ul className="stack" aria-label="Changes in force">
          {shown.map((edit) => (
            <li key={edit.id} className="row spread">
              <span>
                {asSentence(changeSentence(changeOf(edit)))} <span className="quiet dense">{formatDate(edit.at)}</span>
              </span>
              <Button
                small
                disabled={resting !== null}
                aria-label={`Undo: ${changeSentence(changeOf(edit))}`}
                onClick={() => void undoEdit(edit.id)}
              >
                Undo
              </Button>
            </li>
          ))}
        </ul>
      )}
      {edits.length > shown.length ? (
        <Button small className="self-start" onClick={() => setAll(true)}>
          Show all of {formatCounted(edits.length, 'change')}
        </Button>
      ) : null}
      {dataSet.harmonised ? (
        <p className="quiet dense">Harmonising changes the network input, not the data version.</p>
      ) : null}
      {failure}
      <DisabledNote resting={resting} />
      {history.length > 1 ? (
        <details>
          <summary>History: {historySentence(history)}</summary>
          <ol className="stack">
            {history
              .map((each, index) => (
                <li key={each.at}>
                  {asSentence(changeSentence(each))}: {versionAfter(history, index)},{' '}
                  <code>{each.hash.slice(0, 8)}</code>, {formatCounted(each.scans, 'scan')}
                  {each.excluded > 0 ? `, ${formatCounted(each.excluded, 'excluded', 'excluded')}` : ''}{' '}
                  <span className="quiet dense">{formatDate(each.at)}</span>
                </li>
              ))
              .toReversed()}
          </ol>
        </details>
      ) : null}
    </Card>
  );
}

/** Models and runs name it. */
function VersionName({ version }: Pick<DataSetView, 'version'>) {
  return (
    <span className="quiet dense">
      Data version {version.number}, <code title={version.hash}>{version.hash.slice(0, 8)}</code>
    </span>
  );
}
