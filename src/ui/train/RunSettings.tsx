import type { ReactNode } from 'react';
import type { Hyperparameters } from '../../model/hyperparameters.ts';
import type { Preset } from '../../model/presets.ts';
import type { SplitSummary, TrainingRequest } from '../../worker/protocol.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { formatCount, formatCounted } from '../components/format.ts';
import { Help } from '../components/Help.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { numberProblem } from '../components/numberLimits.ts';
import { Select } from '../components/Select.tsx';
import { ENGINE_NAMES } from '../engineNames.ts';
import { editDraft, editRequest } from './draftStore.ts';
import { Fold } from './Fold.tsx';
import type { Answer } from './latestAnswer.ts';
import { HYPERPARAMETER_FIELDS, SIZE_FIELD } from './settingFields.ts';
import styles from './settings.module.css';
import { backToPreset, changesFromPreset, chooseCustom, choosePreset, type TrainingDraft } from './trainingDraft.ts';

type RunSettingsProps = {
  readonly draft: TrainingDraft;
  readonly presets: readonly Preset[];
  /** Of the network at this input size; null while that is not known. */
  readonly parameters: number | null;
  readonly split: Answer<SplitSummary>;
  readonly backend: ReactNode;
};

/** The three choices that everyone makes, and, folded, those that a researcher looks for. */
export function RunSettings({ draft, presets, parameters, split, backend }: RunSettingsProps) {
  const { request } = draft;
  const { preprocessing, hyperparameters } = request;
  return (
    <Card title="Settings">
      <div className={styles.fields}>
        <PresetField draft={draft} presets={presets} parameters={parameters} />
        <NumberField
          {...SIZE_FIELD}
          value={preprocessing.size}
          onChange={(size) => editRequest('preprocessing', { size })}
          hint="Every scan is resized to this square. A larger one shows more detail and takes longer."
        />
        <NumberField
          {...HYPERPARAMETER_FIELDS.epochs}
          value={hyperparameters.epochs}
          onChange={(epochs) => editRequest('hyperparameters', { epochs })}
          hint="Passes over the training scans."
        />
      </div>
      <ChangesLine draft={draft} />
      <Fold title="More settings" values={foldedValues(request)} forced={foldedProblem(hyperparameters)}>
        <SplitField kind={request.split.kind} split={split} />
        <NumberField
          {...HYPERPARAMETER_FIELDS.batchSize}
          aside={
            <Help
              question="What is batch size?"
              answer="The number of scans that the network sees before each update of its weights."
            />
          }
          value={hyperparameters.batchSize}
          onChange={(batchSize) => editRequest('hyperparameters', { batchSize })}
        />
        <NumberField
          {...HYPERPARAMETER_FIELDS.learningRate}
          aside={
            <Help
              question="What is learning rate?"
              answer="The size of each update (the step size of Adam). Too large: the loss jumps. Too small: it hardly falls."
            />
          }
          value={hyperparameters.learningRate}
          onChange={(learningRate) => editRequest('hyperparameters', { learningRate })}
        />
        <NumberField
          {...HYPERPARAMETER_FIELDS.seed}
          aside={
            <Help
              question="What is the seed?"
              answer="The start of all random numbers of training: the same seed and settings give the same run."
            />
          }
          value={hyperparameters.seed}
          onChange={(seed) => editRequest('hyperparameters', { seed })}
        />
        <Select
          label="Depth"
          value={preprocessing.depth === 1 ? '1' : '3'}
          options={[
            { value: '1', label: '1 (grey)' },
            { value: '3', label: '3 (RGB)' },
          ]}
          onChange={(depth) => editRequest('preprocessing', { depth: depth === '1' ? 1 : 3 })}
          hint="Channels of the input. MRI and CT scans are grey."
        />
        {backend}
      </Fold>
    </Card>
  );
}

/** 'grouped split, batch size 32, learning rate 0.001, seed 1, depth 1, backend Auto' */
function foldedValues({ split, hyperparameters, preprocessing, backend }: TrainingRequest): string {
  const { batchSize, learningRate, seed } = hyperparameters;
  const name = backend === 'auto' ? 'Auto' : ENGINE_NAMES[backend];
  return `${split.kind} split, batch size ${batchSize}, learning rate ${learningRate}, seed ${seed}, depth ${preprocessing.depth}, backend ${name}`;
}

function foldedProblem(values: Hyperparameters): boolean {
  return (['batchSize', 'learningRate', 'seed'] as const).some(
    (key) => numberProblem(values[key], HYPERPARAMETER_FIELDS[key]) !== null,
  );
}

type PresetFieldProps = Pick<RunSettingsProps, 'draft' | 'presets' | 'parameters'>;

function PresetField({ draft, presets, parameters }: PresetFieldProps) {
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
        ...presets.toReversed().map(({ id, name }) => ({ value: id, label: name })),
        { value: 'custom' as const, label: 'Custom' },
      ]}
      onChange={choose}
      hint={`${description ?? 'Your own layers: edit them under Network.'} ${parameters === null ? '' : `${formatCounted(parameters, 'parameter')}.`}`}
    />
  );
}

function SplitField({ kind, split }: { kind: 'grouped' | 'random'; split: Answer<SplitSummary> }) {
  return (
    <Select
      label="Split"
      value={kind}
      options={[
        { value: 'grouped', label: 'Grouped' },
        { value: 'random', label: 'Random (inflated by duplicates)' },
      ]}
      onChange={(chosen) => editRequest('split', { kind: chosen })}
      hint={splitHint(kind, split)}
    />
  );
}

function splitHint(kind: 'grouped' | 'random', split: Answer<SplitSummary>) {
  if (split.step !== 'answered' || split.value.problem !== null)
    return 'How scans are assigned to training, validation and test.';
  const { groupCount, testScansWithTwin, counts } = split.value;
  if (kind === 'grouped') {
    return `Duplicates and scans of one patient stay together: ${formatCounted(groupCount, 'group')}.`;
  }
  const test = counts.test.reduce((sum, each) => sum + each, 0);
  return (
    <span className={styles.caution}>
      Inflated by duplicates: {formatCount(testScansWithTwin)} of {formatCounted(test, 'test scan')} have a duplicate in
      training.
    </span>
  );
}

function ChangesLine({ draft }: { draft: TrainingDraft }) {
  const changes = changesFromPreset(draft);
  if (changes.length === 0) return null;
  return (
    <p className={styles.changes}>
      <span>
        Changed from {draft.basis.name}: {changes.join('; ')}.
      </span>
      <Button small variant="quiet" onClick={() => editDraft(backToPreset)}>
        Reset to {draft.basis.name}
      </Button>
    </p>
  );
}
