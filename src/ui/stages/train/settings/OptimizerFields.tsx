import {
  type Hyperparameters,
  hyperparameterFields,
  type LearningRateSchedule,
} from '../../../../model/hyperparameters.ts';
import { Disclosure } from './Disclosure.tsx';
import { editRequest } from './draft/draftStore.ts';
import { Setting } from './Setting.tsx';

const SHORT: Readonly<Record<LearningRateSchedule, string>> = {
  constant: 'constant learning rate',
  cosine: 'cosine',
  'reduce-on-plateau': 'reduce on plateau',
};

/** How the step size changes, how classes weigh, and when to stop. The optimizer is Adam. */
export function OptimizerFields({ settings }: { readonly settings: Hyperparameters }) {
  const shared = {
    fields: hyperparameterFields,
    values: settings,
    onChange: (fields: Partial<Hyperparameters>) => editRequest('hyperparameters', fields),
  };
  return (
    <Disclosure title="Optimizer and stopping" values={summary(settings)}>
      <Setting {...shared} name="schedule" />
      <Setting {...shared} name="classWeights" />
      <Setting {...shared} name="patience" />
    </Disclosure>
  );
}

function summary({ schedule, classWeights, patience }: Hyperparameters): string {
  const weights = classWeights ? 'class weights' : 'no class weights';
  return `${SHORT[schedule]}, ${weights}, ${patience === null ? 'no early stopping' : `patience ${patience}`}`;
}
