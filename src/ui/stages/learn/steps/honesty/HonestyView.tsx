import { useState } from 'react';
import { Segmented } from '../../../../components/form/Segmented.tsx';
import { QueryState } from '../../../../components/QueryState.tsx';
import { useLatestQuery } from '../../../../components/useLatestQuery.ts';
import { jobs } from '../../../../workspace/jobs.ts';
import type { StepProps } from '../../step.ts';
import { Leakage } from './Leakage.tsx';
import { WhereToStop } from './WhereToStop.tsx';

type Part = 'curves' | 'split';

/** The run of this network: where it overfits, and what its split keeps apart. */
export function HonestyView({ subject: { network } }: StepProps) {
  const [part, setPart] = useState<Part>('curves');
  const { model } = network;
  const detail = useLatestQuery(model?.id ?? null, (id) => jobs.model(id));
  const found = detail.step === 'answered' && detail.value.id === model?.id ? detail.value : null;
  return (
    <>
      <Segmented
        label="What to look at"
        value={part}
        options={[
          { value: 'curves', label: 'Where to stop' },
          { value: 'split', label: 'What a random split would claim' },
        ]}
        onChange={setPart}
      />
      {part === 'split' ? (
        <Leakage model={model} />
      ) : !model ? (
        <p>This network was not trained, so it has no curves. Choose a trained one above, or train the Course CNN.</p>
      ) : !found ? (
        <QueryState failure={detail.step === 'failed' ? detail.reason : null}>Reading the curves</QueryState>
      ) : found.history && found.history.epochs.length > 0 ? (
        <WhereToStop key={model.id} card={model.card} history={found.history} />
      ) : (
        <p>This model was imported: its curves are not in the file.</p>
      )}
    </>
  );
}
