import type { ReactNode } from 'react';
import { BACKENDS } from '../../../../compute/backends.ts';
import { type SplitSettings, splitFields } from '../../../../dataset/split/splitSettings.ts';
import { type Hyperparameters, hyperparameterFields } from '../../../../model/hyperparameters.ts';
import { presets } from '../../../../model/presets.ts';
import { type PreprocessingSpec, preprocessingFields } from '../../../../preprocessing/preprocessingSpec.ts';
import type { SplitSummary } from '../../../../worker/jobs/dataSet/dataSetProtocol.ts';
import type { TrainingRequest } from '../../../../worker/jobs/training/trainingProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { Select } from '../../../components/form/Select.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { formatCount, formatCounted } from '../../../components/text/format.ts';
import type { QueryResult } from '../../../components/useLatestQuery.ts';
import { editDraft, editRequest } from '../settings/draft/draftStore.ts';
import {
  backToPreset,
  changesFromPreset,
  chooseCustom,
  choosePreset,
  type TrainingDraft,
} from '../settings/draft/trainingDraft.ts';
import { Fold } from '../settings/Fold.tsx';
import { Setting } from '../settings/Setting.tsx';
import { areAllowed } from '../settings/settingsProblem.ts';

const { batchSize, learningRate, seed } = hyperparameterFields;
const foldedFields = { batchSize, learningRate, seed };

type RunSettingsProps = {
  readonly draft: TrainingDraft;
  /** Of the network at this input size; null while that is not known. */
  readonly parameters: number | null;
  readonly split: QueryResult<SplitSummary>;
  /** Whether the data set came in subsets of its own. */
  readonly comesSplit: boolean;
  readonly backend: ReactNode;
};

/** The three choices that everyone makes, and, folded, those that a researcher looks for. */
export function RunSettings({ draft, parameters, split, comesSplit, backend }: RunSettingsProps) {
  const { request } = draft;
  const { preprocessing, hyperparameters } = request;
  const input = {
    fields: preprocessingFields,
    values: preprocessing,
    onChange: (changed: Partial<PreprocessingSpec>) => editRequest('preprocessing', changed),
  };
  const learning = {
    fields: hyperparameterFields,
    values: hyperparameters,
    onChange: (changed: Partial<Hyperparameters>) => editRequest('hyperparameters', changed),
  };
  return (
    <Card title="Settings">
      <div className="fields">
        <PresetField draft={draft} parameters={parameters} />
        <Setting {...input} name="size" />
        <Setting {...learning} name="epochs" />
      </div>
      <ChangesLine draft={draft} />
      <Fold title="More settings" values={foldedValues(request)} forced={!areAllowed(foldedFields, hyperparameters)}>
        <Setting
          fields={splitFields}
          name="kind"
          values={request.split}
          onChange={(changed) => editRequest('split', changed)}
          without={comesSplit ? [] : ['own']}
          {...splitHint(request.split.kind, split)}
        />
        <Setting {...learning} name="batchSize" />
        <Setting {...learning} name="learningRate" />
        <Setting {...learning} name="seed" />
        <Setting {...input} name="depth" />
        {backend}
      </Fold>
    </Card>
  );
}

/** 'grouped split, batch size 32, learning rate 0.001, seed 1, depth 1, backend Auto' */
function foldedValues({ split, hyperparameters, preprocessing, backend }: TrainingRequest): string {
  const { batchSize, learningRate, seed } = hyperparameters;
  const name = backend === 'auto' ? 'Auto' : BACKENDS[backend].label;
  return `${split.kind} split, batch size ${batchSize}, learning rate ${learningRate}, seed ${seed}, depth ${preprocessing.depth}, backend ${name}`;
}

type PresetFieldProps = Pick<RunSettingsProps, 'draft' | 'parameters'>;

function PresetField({ draft, parameters }: PresetFieldProps) {
  const chosen = draft.request.network.preset;
  const choose = (id: typeof chosen) => {
    const preset = presets.find((each) => each.id === id);
    editDraft((before) => (preset ? choosePreset(before, preset) : chooseCustom(before)));
  };
  const description = presets.find(({ id }) => id === chosen)?.description;
  return (
    <Select
      label="Preset"
      value={chosen}
      options={[
        ...[...presets.slice(1), ...presets.slice(0, 1)].map(({ id, name }) => ({ value: id, label: name })),
        { value: 'custom' as const, label: 'Custom' },
      ]}
      onChange={choose}
      hint={`${description ?? 'Your own layers: edit them under Network.'} ${parameters === null ? '' : `${formatCounted(parameters, 'parameter')}.`}`}
    />
  );
}

/** Says what is known of the split that is chosen. */
function splitHint(kind: SplitSettings['kind'], split: QueryResult<SplitSummary>): { readonly hint?: ReactNode } {
  if (split.step !== 'answered' || split.value.problem !== null) return {};
  const { groupCount, testScansWithTwin, counts } = split.value;
  if (kind === 'grouped') {
    return { hint: `Duplicates and scans of one patient stay together: ${formatCounted(groupCount, 'group')}.` };
  }
  if (kind === 'own' && testScansWithTwin === 0) {
    return { hint: 'As the data set came. No test scan with a duplicate in training was found.' };
  }
  const test = counts.test.reduce((sum, each) => sum + each, 0);
  const hint = (
    <span className="caution">
      {kind === 'own' ? 'As the data set came. ' : ''}Inflated by duplicates: {formatCount(testScansWithTwin)} of{' '}
      {formatCounted(test, 'test scan')} have a duplicate in training.
    </span>
  );
  return { hint };
}

function ChangesLine({ draft }: { draft: TrainingDraft }) {
  const changes = changesFromPreset(draft);
  if (changes.length === 0) return null;
  return (
    <p className="row spread quiet dense">
      <span>
        Changed from {draft.basis.name}: {changes.join('; ')}.
      </span>
      <Button small variant="quiet" onClick={() => editDraft(backToPreset)}>
        Reset to {draft.basis.name}
      </Button>
    </p>
  );
}
