import type { Hyperparameters, LearningRateSchedule } from '../../model/hyperparameters.ts';
import { NumberField } from '../components/NumberField.tsx';
import { Select } from '../components/Select.tsx';
import { Toggle } from '../components/Toggle.tsx';
import { Disclosure } from './Disclosure.tsx';
import { editRequest } from './draftStore.ts';
import { HYPERPARAMETER_FIELDS } from './settingFields.ts';
import styles from './settings.module.css';

const SCHEDULES: Readonly<Record<LearningRateSchedule, string>> = {
  constant: 'Constant',
  cosine: 'Cosine: falls to 0 over the run',
  'reduce-on-plateau': 'Reduce on plateau: falls when validation loss stalls',
};
const SHORT: Readonly<Record<LearningRateSchedule, string>> = {
  constant: 'constant learning rate',
  cosine: 'cosine',
  'reduce-on-plateau': 'reduce on plateau',
};
const USUAL_PATIENCE = 5;

/** How the step size changes, how classes weigh, and when to stop. The optimizer is Adam. */
export function LearningSettings({ settings }: { readonly settings: Hyperparameters }) {
  const { schedule, classWeights, patience } = settings;
  const edit = (fields: Partial<Hyperparameters>) => editRequest('hyperparameters', fields);
  return (
    <Disclosure title="Optimizer and stopping" values={summary(settings)}>
      <Select
        label="Learning-rate schedule"
        value={schedule}
        options={(Object.keys(SCHEDULES) as LearningRateSchedule[]).map((value) => ({
          value,
          label: SCHEDULES[value],
        }))}
        onChange={(chosen) => edit({ schedule: chosen })}
        hint="The optimizer is Adam (beta 0.9 and 0.999, epsilon 1e-7)."
      />
      <Toggle
        label="Class weights"
        checked={classWeights}
        onChange={(on) => edit({ classWeights: on })}
        hint="Every class counts the same in the loss, however few scans it has."
      />
      <div className={styles.pair}>
        <Toggle
          label="Early stopping"
          checked={patience !== null}
          onChange={(on) => edit({ patience: on ? USUAL_PATIENCE : null })}
          hint="Stops when the validation loss stalls. The best weights are kept either way."
        />
        <NumberField
          className={styles.amount ?? ''}
          {...HYPERPARAMETER_FIELDS.patience}
          value={patience ?? USUAL_PATIENCE}
          disabled={patience === null}
          onChange={(epochs) => edit({ patience: epochs })}
        />
      </div>
    </Disclosure>
  );
}

function summary({ schedule, classWeights, patience }: Hyperparameters): string {
  const weights = classWeights ? 'class weights' : 'no class weights';
  return `${SHORT[schedule]}, ${weights}, ${patience === null ? 'no early stopping' : `patience ${patience}`}`;
}
