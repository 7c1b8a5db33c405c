import { useState } from 'react';
import type { DataSetView } from '../../../../../dataset/edits/dataSetView.ts';
import { Button } from '../../../../components/Button.tsx';
import { Segmented } from '../../../../components/form/Segmented.tsx';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../../components/useAttempt.tsx';
import { AsideProgress } from '../../../train/run/AsideProgress.tsx';
import { useTraining } from '../../../train/run/trainingMachine.ts';
import { isActive } from '../../../train/run/trainingState.ts';
import { replaceInRequest } from '../../../train/settings/draft/draftStore.ts';
import type { TrainingDraft } from '../../../train/settings/draft/trainingDraft.ts';
import { TriesTable } from './TriesTable.tsx';
import { type Candidate, type Expectation, tryConditions, tryEpochs, tryNetworks, useTries } from './tries.ts';

type TryItProps = {
  readonly draft: TrainingDraft;
  readonly dataSet: DataSetView;
  /** The network to start with, of which nothing is expected: the first row of the comparison. */
  readonly start: Omit<Candidate, 'expected'>;
  /** Of the network as it is now. */
  readonly label: string;
  readonly parameters: number;
  readonly problem: string | null;
  readonly onStart: () => void;
};

/** What is expected, the button, and the networks that were tried. */
export function TryIt({ draft, dataSet, start, label, parameters, problem, onStart }: TryItProps) {
  const { tries: all, running } = useTries();
  const training = useTraining(isActive);
  const [expected, setExpected] = useState<Expectation | null>(null);
  const { attempt, failure } = useAttempt();
  const { request } = draft;
  const epochs = tryEpochs(dataSet.scans.length, request);
  const conditions = tryConditions(dataSet.version.hash, epochs, request);
  const tries = all.filter((each) => each.conditions === conditions);
  const isStart = JSON.stringify(request.network.layers) === JSON.stringify(start.network.layers);
  const now = { network: request.network, label: isStart ? start.label : label, parameters, expected };
  const first = tries.length === 0;
  const against = first ? `1 ${start.label}` : `${tries.length} ${tries.at(-1)?.label}`;
  const asks = !(first && isStart);
  const candidates = first ? [{ ...start, expected: null }, ...(isStart ? [] : [now])] : [now];
  const press = () => {
    onStart();
    setExpected(null);
    return attempt(() => tryNetworks(request, { epochs, conditions }, candidates));
  };
  return (
    <section className="panel stack gap-3" aria-label="Try it">
      {running !== null ? (
        <AsideProgress label={running} />
      ) : (
        <>
          {asks ? (
            <div className="row">
              <p>
                Against <b>{against}</b>, after {epochs} epochs, I expect a validation loss that is
              </p>
              <Segmented
                label="Expected validation loss"
                value={expected}
                options={[
                  { value: 'lower', label: 'lower' },
                  { value: 'same', label: 'the same' },
                  { value: 'higher', label: 'higher' },
                ]}
                onChange={setExpected}
              />
            </div>
          ) : (
            <p>
              This is the network to start with. Change it, say what you expect, and both learn for {epochs} epochs.
            </p>
          )}
          <div className="row">
            <Button
              variant="primary"
              disabled={problem !== null || training || (asks && expected === null)}
              onClick={() => void press()}
            >
              {candidates.length > 1 ? `Try both for ${epochs} epochs` : `Try it for ${epochs} epochs`}
            </Button>
            {isStart ? null : (
              <Button variant="quiet" onClick={() => replaceInRequest({ network: start.network })}>
                Back to {start.label}
              </Button>
            )}
            <StatusLine tone={problem ? 'bad' : 'quiet'}>
              {problem ??
                (training
                  ? 'A network is training. Wait until it is done.'
                  : asks && expected === null
                    ? 'Say first what you expect.'
                    : `${candidates.map((each) => each.label).join(', then ')}. Saved under Models.`)}
            </StatusLine>
          </div>
        </>
      )}
      {failure}
      <TriesTable tries={tries} epochs={epochs} />
    </section>
  );
}
