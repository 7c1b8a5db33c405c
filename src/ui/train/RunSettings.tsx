import type { Preset } from '../../model/presets.ts';
import type { StepToMeasure } from '../../training/measureStep.ts';
import type { EngineOffer, SplitSummary } from '../../worker/protocol.ts';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Card.tsx';
import { formatCount, formatCounted } from '../components/format.ts';
import { NumberField } from '../components/NumberField.tsx';
import { Select } from '../components/Select.tsx';
import { Term } from '../components/Term.tsx';
import { BackendField } from './BackendField.tsx';
import { editDraft, editRequest } from './draftStore.ts';
import type { Answer } from './latestAnswer.ts';
import { HYPERPARAMETER_FIELDS, SIZE_FIELD } from './settingFields.ts';
import styles from './settings.module.css';
import { backToPreset, changesFromPreset, chooseCustom, choosePreset, type TrainingDraft } from './trainingDraft.ts';

type RunSettingsProps = {
  readonly draft: TrainingDraft;
  readonly presets: readonly Preset[];
  readonly split: Answer<SplitSummary>;
  readonly engines: Answer<readonly EngineOffer[]>;
  /** What is to be trained; null while it cannot be. */
  readonly step: StepToMeasure | null;
};

/** The four choices that everyone makes, and the five that a researcher wants at hand. */
export function RunSettings({ draft, presets, split, engines, step }: RunSettingsProps) {
  const { preprocessing, hyperparameters } = draft.request;
  return (
    <Card title="Settings">
      <div className={styles.fields}>
        <PresetField draft={draft} presets={presets} />
        <SplitField kind={draft.request.split.kind} split={split} />
        <NumberField
          {...SIZE_FIELD}
          value={preprocessing.size}
          onChange={(size) => editRequest('preprocessing', { size })}
          hint="Each scan is brought to this square. Larger shows more detail and takes longer."
        />
        <NumberField
          {...HYPERPARAMETER_FIELDS.epochs}
          value={hyperparameters.epochs}
          onChange={(epochs) => editRequest('hyperparameters', { epochs })}
          hint="How often every training scan is seen."
        />
      </div>
      <div className={styles.finer}>
        <Select
          label="Depth"
          aside={<Term meaning="Channels of the input: 1 keeps grey levels, 3 keeps colours. Scans are grey.">?</Term>}
          value={preprocessing.depth === 1 ? '1' : '3'}
          options={[
            { value: '1', label: '1 (grey)' },
            { value: '3', label: '3 (RGB)' },
          ]}
          onChange={(depth) => editRequest('preprocessing', { depth: depth === '1' ? 1 : 3 })}
        />
        <NumberField
          {...HYPERPARAMETER_FIELDS.batchSize}
          aside={<Term meaning="How many scans the network sees before each small correction of its weights.">?</Term>}
          value={hyperparameters.batchSize}
          onChange={(batchSize) => editRequest('hyperparameters', { batchSize })}
        />
        <NumberField
          {...HYPERPARAMETER_FIELDS.learningRate}
          aside={
            <Term meaning="How large those corrections are (the step size of Adam). Too large: the loss jumps; too small: it crawls.">
              ?
            </Term>
          }
          value={hyperparameters.learningRate}
          onChange={(learningRate) => editRequest('hyperparameters', { learningRate })}
        />
        <NumberField
          {...HYPERPARAMETER_FIELDS.seed}
          aside={
            <Term meaning="Where all random numbers of the training begin: the same seed and settings give the same run.">
              ?
            </Term>
          }
          value={hyperparameters.seed}
          onChange={(seed) => editRequest('hyperparameters', { seed })}
        />
        <BackendField backend={draft.request.backend} engines={engines} step={step} />
      </div>
      <ChangesLine draft={draft} />
    </Card>
  );
}

function PresetField({ draft, presets }: { draft: TrainingDraft; presets: readonly Preset[] }) {
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
      hint={description ?? 'Your own stack of layers, edited under Network.'}
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
        { value: 'random', label: 'Random (inflated by copies)' },
      ]}
      onChange={(chosen) => editRequest('split', { kind: chosen })}
      hint={splitHint(kind, split)}
    />
  );
}

function splitHint(kind: 'grouped' | 'random', split: Answer<SplitSummary>) {
  if (split.step !== 'answered' || split.value.problem !== null) return 'How the scans are dealt to training and test.';
  const { groupCount, testScansWithTwin, counts } = split.value;
  if (kind === 'grouped') {
    return `Copies and near-copies stay in one part: ${formatCounted(groupCount, 'group')}.`;
  }
  const test = counts.test.reduce((sum, each) => sum + each, 0);
  return (
    <span className={styles.caution}>
      Inflated by copies: {formatCount(testScansWithTwin)} of {formatCounted(test, 'test scan')} have a twin in
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
        Not as in {draft.basis.name}: {changes.join('; ')}.
      </span>
      <Button small variant="quiet" onClick={() => editDraft(backToPreset)}>
        Use its values
      </Button>
    </p>
  );
}
