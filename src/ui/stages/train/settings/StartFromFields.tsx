import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { splitPhrase } from '../../../../dataset/split/splitWords.ts';
import { layerOfKind } from '../../../../model/layers.ts';
import { sharedLayers, startProblem } from '../../../../model/startFrom.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import type { TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { NumberField } from '../../../components/form/NumberField.tsx';
import { Select } from '../../../components/form/Select.tsx';
import { formatDate } from '../../../components/text/format.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { Disclosure } from './Disclosure.tsx';
import { editDraft } from './draft/draftStore.ts';
import { chooseStart } from './draft/trainingDraft.ts';

const RANDOM = 'random';

type StartFromFieldsProps = { readonly request: TrainingRequest; readonly dataSet: DataSetView };

/** Fine-tuning: which weights the network begins with, and which of them stay. Nothing where there is no model yet. */
export function StartFromFields({ request, dataSet }: StartFromFieldsProps) {
  const models = useWorkspace((state) => state.models);
  const { startFrom } = request;
  const usable = models.filter((model) => startProblem(model) === null);
  if (usable.length === 0 && !startFrom) return null;
  const model = usable.find(({ id }) => id === startFrom?.modelId);
  const choose = (id: string) =>
    editDraft((draft) => chooseStart(draft, usable.find((each) => each.id === id) ?? null));
  const gone = startFrom && !model ? [{ value: startFrom.modelId, label: `${startFrom.name} (deleted)` }] : [];
  return (
    <Disclosure
      title="Start from"
      values={startFrom ? `${startFrom.name}, ${startFrom.frozen} layers frozen` : 'random weights'}
    >
      <div className="fields">
        <Select
          label="Initial weights"
          hint="A model takes along its network and input. The learning rate becomes a tenth of its own."
          value={startFrom?.modelId ?? RANDOM}
          options={[
            { value: RANDOM, label: 'Random: a new network' },
            ...usable.map(({ id, name, createdAt }) => ({ value: id, label: `${name}, ${formatDate(createdAt)}` })),
            ...gone,
          ]}
          onChange={choose}
        />
        {startFrom && model ? <FrozenField startFrom={startFrom} model={model} request={request} /> : null}
      </div>
      {model ? <StartWords model={model} request={request} dataSet={dataSet} /> : null}
    </Disclosure>
  );
}

type FrozenFieldProps = {
  readonly startFrom: NonNullable<TrainingRequest['startFrom']>;
  readonly model: ModelSummary;
  readonly request: TrainingRequest;
};

function FrozenField({ startFrom, model, request: { network } }: FrozenFieldProps) {
  const { frozen } = startFrom;
  const last = network.layers[frozen - 1];
  const set = (count: number) =>
    editDraft((draft) => ({ ...draft, request: { ...draft.request, startFrom: { ...startFrom, frozen: count } } }));
  return (
    <NumberField
      label="Frozen layers"
      unit={`of ${network.layers.length}`}
      min={0}
      max={sharedLayers(network, model.card.network)}
      value={frozen}
      onChange={set}
      hint={
        last
          ? `Up to ${layerOfKind(last.kind).label}, layer ${frozen}: they keep their weights.`
          : 'Every layer is trained.'
      }
    />
  );
}

function StartWords({
  model: { card, name },
  request,
  dataSet,
}: { readonly model: ModelSummary } & StartFromFieldsProps) {
  const newHead = card.classes.join('\n') !== dataSet.classes.join('\n');
  const { kind, seed } = card.split;
  const otherSplit = kind !== request.split.kind || seed !== request.split.seed;
  return (
    <>
      {newHead ? (
        <p className="quiet dense">Its classes are others, so the output layer begins with random weights.</p>
      ) : null}
      {card.data.name === dataSet.name && otherSplit ? (
        <p className="caution dense">
          {name} was trained on {dataSet.name} with another split: it may have learned scans of this test set. Use{' '}
          {splitPhrase(card.split)}.
        </p>
      ) : null}
    </>
  );
}
