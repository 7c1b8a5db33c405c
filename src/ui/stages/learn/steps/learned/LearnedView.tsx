import { useState } from 'react';
import { Segmented } from '../../../../components/form/Segmented.tsx';
import type { StepProps } from '../../step.ts';
import { FilterHistory } from './FilterHistory.tsx';
import { StrongestScans } from './StrongestScans.tsx';

type Part = 'filters' | 'maps';

/** What training made of the first filters, and what each feature map answers to. */
export function LearnedView({ subject }: StepProps) {
  const [part, setPart] = useState<Part>('filters');
  return (
    <>
      <Segmented
        label="What to look at"
        value={part}
        options={[
          { value: 'filters', label: 'The first filters, before, during and after' },
          { value: 'maps', label: 'What lights a feature map' },
        ]}
        onChange={setPart}
      />
      {part === 'filters' ? <FilterHistory subject={subject} /> : <StrongestScans subject={subject} />}
    </>
  );
}
