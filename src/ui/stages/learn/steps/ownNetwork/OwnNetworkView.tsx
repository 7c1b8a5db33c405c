import { useEffect, useMemo, useState } from 'react';
import type { DataSetView } from '../../../../../dataset/edits/dataSetView.ts';
import { inspectNetwork } from '../../../../../model/inspectNetwork.ts';
import { Button } from '../../../../components/Button.tsx';
import { Segmented } from '../../../../components/form/Segmented.tsx';
import { QueryState } from '../../../../components/QueryState.tsx';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../../components/useAttempt.tsx';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { useTraining } from '../../../train/run/trainingMachine.ts';
import { isActive } from '../../../train/run/trainingState.ts';
import { loadPresets, replaceInRequest, useDraft } from '../../../train/settings/draft/draftStore.ts';
import { draftFor, type TrainingDraft } from '../../../train/settings/draft/trainingDraft.ts';
import { NetworkEditor } from '../../../train/settings/network/NetworkEditor.tsx';
import { chooseInPlace } from '../../place.ts';
import type { StepProps } from '../../step.ts';
import styles from './ownNetwork.module.css';
import { beginWith, type Suggestion, suggestions } from './suggestions.ts';
import { TriesTable } from './TriesTable.tsx';
import { TryProgress } from './TryProgress.tsx';
import { type Expectation, tryEpochs, tryNetwork, useTries } from './tries.ts';

/** The editor of Train with suggestions: each is expected something of, then tried. */
export function OwnNetworkView({ subject }: StepProps) {
  const dataSet = useWorkspace((state) => state.dataSet);
  const draft = useDraft();
  useEffect(() => void loadPresets(), []);
  if (!dataSet || dataSet.classes.length < 2)
    return (
      <p>A network learns from labelled scans of two classes or more. Import them under Data, or run the sample.</p>
    );
  if (draft.step !== 'ready')
    return <QueryState failure={draft.step === 'failed' ? draft.reason : null}>Loading the presets</QueryState>;
  return <Workshop dataSet={dataSet} draft={draftFor(draft.draft, dataSet)} subject={subject} />;
}

type WorkshopProps = StepProps & { readonly dataSet: DataSetView; readonly draft: TrainingDraft };

function Workshop({ dataSet, draft, subject }: WorkshopProps) {
  const { network, preprocessing } = draft.request;
  const classCount = dataSet.classes.length;
  const inspection = useMemo(
    () => inspectNetwork(network, preprocessing, classCount),
    [network, preprocessing, classCount],
  );
  const offers = useMemo(
    () => [
      ...beginWith(subject.network, network, preprocessing, classCount),
      ...suggestions(network, preprocessing, classCount),
    ],
    [subject.network, network, preprocessing, classCount],
  );
  const [applied, setApplied] = useState<Suggestion | null>(null);
  const label =
    applied && sameLayers(applied, draft)
      ? applied.label
      : network.preset === 'custom'
        ? 'Own layers'
        : draft.basis.name;
  return (
    <>
      <ul className={styles.offers} aria-label="Suggestions">
        {offers.map((offer) => (
          <li key={offer.label}>
            <button
              type="button"
              className={styles.offer}
              onClick={() => {
                replaceInRequest({ network: offer.network });
                setApplied(offer);
              }}
            >
              <b>{offer.label}</b>
              <span className="quiet">{offer.why}</span>
              <span className="dense">{change(inspection.parameters, offer.parameters)}</span>
            </button>
          </li>
        ))}
      </ul>
      <NetworkEditor
        open
        network={network}
        classes={dataSet.classes}
        inspection={{ step: 'answered', value: inspection, fresh: true }}
      />
      <TryIt
        draft={draft}
        epochs={tryEpochs(dataSet.scans.length, draft.request)}
        onStart={() => chooseInPlace({ model: subject.network.key })} // what is looked at stays
        label={label}
        parameters={inspection.parameters}
        problem={inspection.problem}
      />
    </>
  );
}

function sameLayers(offer: Suggestion, { request }: TrainingDraft): boolean {
  return JSON.stringify(offer.network.layers) === JSON.stringify(request.network.layers);
}

/** '6,442,369 to 29,511,041 parameters' */
function change(before: number, after: number): string {
  const [from, to] = [before, after].map((count) => count.toLocaleString('en'));
  return before === after ? `${from} parameters, as before` : `${from} → ${to} parameters`;
}

type TryItProps = {
  readonly draft: TrainingDraft;
  readonly epochs: number;
  readonly onStart: () => void;
  readonly label: string;
  readonly parameters: number;
  readonly problem: string | null;
};

/** What is expected, the button, and what came of the tries. */
function TryIt({ draft, epochs, onStart, label, parameters, problem }: TryItProps) {
  const { tries, running } = useTries();
  const training = useTraining(isActive);
  const [expected, setExpected] = useState<Expectation>('lower');
  const { attempt, failure } = useAttempt();
  const last = tries.at(-1);
  const start = () => {
    onStart();
    return attempt(() => tryNetwork(draft.request, epochs, { label, parameters, expected: last ? expected : null }));
  };
  return (
    <section className={styles.try} aria-label="Try it">
      {running ? (
        <TryProgress />
      ) : (
        <>
          {last ? (
            <div className="row">
              <p>After {epochs} epochs, against the last try, I expect a validation loss that is</p>
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
            <p>Try the network as it is first: the next ones are held against it.</p>
          )}
          <div className="row">
            <Button variant="primary" disabled={problem !== null || training} onClick={() => void start()}>
              Try it for {epochs} epochs
            </Button>
            {draft.request.network.preset === 'custom' ? (
              <Button variant="quiet" onClick={() => replaceInRequest({ network: draft.basis.network })}>
                Back to the {draft.basis.name}
              </Button>
            ) : null}
            <StatusLine tone={problem ? 'bad' : 'quiet'}>
              {problem ?? (training ? 'A network is training. Wait until it is done.' : `${label}, kept under Models.`)}
            </StatusLine>
          </div>
        </>
      )}
      {failure}
      <TriesTable tries={tries} />
    </section>
  );
}
