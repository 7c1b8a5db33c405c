import { useState } from 'react';
import type { HeatMapMethod } from '../../../../../explain/heatMap.ts';
import { Segmented } from '../../../../components/form/Segmented.tsx';
import type { StepProps } from '../../step.ts';
import { GreyPatch } from './GreyPatch.tsx';
import { MapPair } from './MapPair.tsx';

const METHODS: readonly { readonly value: HeatMapMethod; readonly label: string }[] = [
  { value: 'grad-cam', label: 'Grad-CAM' },
  { value: 'occlusion', label: 'Occlusion' },
  { value: 'integrated-gradients', label: 'Integrated gradients' },
];

/** A heat map beside the one of random weights, and a patch to cover places by hand. */
export function LookedView({ subject }: StepProps) {
  const { classes } = subject.network;
  const [method, setMethod] = useState<HeatMapMethod>('grad-cam');
  const [classIndex, setClassIndex] = useState(1);
  return (
    <>
      <div className="row">
        <Segmented label="Method" value={method} options={METHODS} onChange={setMethod} />
        <Segmented
          label="Explains"
          value={String(classIndex)}
          options={classes.map((name, index) => ({ value: String(index), label: name }))}
          onChange={(value) => setClassIndex(Number(value))}
        />
      </div>
      <MapPair {...{ subject, method, classIndex }} />
      <GreyPatch key={`${subject.scan.key} ${subject.network.key}`} {...{ subject, classIndex }} />
    </>
  );
}
