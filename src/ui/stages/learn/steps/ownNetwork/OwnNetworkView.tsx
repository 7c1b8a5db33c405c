import { useMemo, useState } from 'react';
import type { DataSetView } from '../../../../../dataset/edits/dataSetView.ts';
import { inspectNetwork } from '../../../../../model/inspectNetwork.ts';
import choice from '../../../../components/choice.module.css';
import { classNames } from '../../../../components/classNames.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { replaceInRequest, useDraft } from '../../../train/settings/draft/draftStore.ts';
import { draftFor, type TrainingDraft } from '../../../train/settings/draft/trainingDraft.ts';
import { NetworkEditor } from '../../../train/settings/network/NetworkEditor.tsx';
import { chooseInPlace } from '../../place.ts';
import type { StepProps } from '../../step.ts';
import { scanInAddress } from '../../subject/subject.ts';
import styles from './ownNetwork.module.css';
import { beginWith, type Suggestion, suggestions } from './suggestions.ts';
import { TryIt } from './TryIt.tsx';

/** The editor of Train with suggestions: each is expected something of, then tried. */
export function OwnNetworkView({ subject }: StepProps) {
  const dataSet = useWorkspace((state) => state.dataSet);
  const draft = useDraft();
  if (!dataSet || dataSet.classes.length < 2)
    return (
      <p>A network learns from labelled scans of two classes or more. Import them under Data, or run the sample.</p>
    );
  return <Workshop dataSet={dataSet} draft={draftFor(draft, dataSet)} subject={subject} />;
}

type WorkshopProps = StepProps & { readonly dataSet: DataSetView; readonly draft: TrainingDraft };

function Workshop({ dataSet, draft, subject }: WorkshopProps) {
  const { network, preprocessing } = draft.request;
  const classCount = dataSet.classes.length;
  const inspection = useMemo(
    () => inspectNetwork(network, preprocessing, classCount),
    [network, preprocessing, classCount],
  );
  const begins = useMemo(
    () => beginWith(subject.network, network, preprocessing, classCount),
    [subject.network, network, preprocessing, classCount],
  );
  const offers = useMemo(() => suggestions(network, preprocessing, classCount), [network, preprocessing, classCount]);
  const [applied, setApplied] = useState<Suggestion | null>(null);
  const [begun, setBegun] = useState<Suggestion | null>(null);
  const choose = (offer: Suggestion) => {
    replaceInRequest({ network: offer.network });
    setApplied(offer);
  };
  const label =
    applied && sameLayers(applied, draft)
      ? applied.label
      : network.preset === 'custom'
        ? 'Own layers'
        : draft.basis.name;
  return (
    <>
      <ul className={classNames('fields gap-3', styles.offers)} aria-label="Suggestions">
        {begins.map((offer) => (
          <Offer
            key={offer.label}
            {...{ offer }}
            before={inspection.parameters}
            onChoose={() => {
              const start = { ...offer, label: subject.network.name };
              choose(start);
              setBegun(start);
            }}
          />
        ))}
        {offers.map((offer) => (
          <Offer key={offer.label} {...{ offer }} before={inspection.parameters} onChoose={() => choose(offer)} />
        ))}
      </ul>
      <TryIt
        {...{ draft, dataSet, label }}
        start={begun ?? presetOf(draft, classCount)}
        parameters={inspection.parameters}
        problem={inspection.problem}
        onStart={() => chooseInPlace({ model: subject.network.key, scan: scanInAddress(subject.scan) })} // what is looked at stays
      />
      <div className={styles.editor}>
        <NetworkEditor
          open
          network={network}
          classes={dataSet.classes}
          inspection={{ step: 'answered', value: inspection, fresh: true }}
        />
      </div>
    </>
  );
}

type OfferProps = {
  readonly offer: Suggestion;
  /** Parameters of the network as it is. */
  readonly before: number;
  readonly onChoose: () => void;
};

function Offer({ offer, before, onChoose }: OfferProps) {
  return (
    <li>
      <button type="button" className={classNames('stack gap-0', choice.choice, styles.offer)} onClick={onChoose}>
        <b>{offer.label}</b>
        <span className="quiet">{offer.why}</span>
        <span className="dense">{change(before, offer.parameters)}</span>
      </button>
    </li>
  );
}

/** The preset that the draft began with. */
function presetOf({ basis, request }: TrainingDraft, classCount: number) {
  const { parameters } = inspectNetwork(basis.network, request.preprocessing, classCount);
  return { network: basis.network, label: basis.name, parameters };
}

function sameLayers(offer: Suggestion, { request }: TrainingDraft): boolean {
  return JSON.stringify(offer.network.layers) === JSON.stringify(request.network.layers);
}

/** '6,442,369 to 29,511,041 parameters' */
function change(before: number, after: number): string {
  const [from, to] = [before, after].map((count) => count.toLocaleString('en'));
  return before === after ? `${from} parameters, as before` : `${from} → ${to} parameters`;
}
