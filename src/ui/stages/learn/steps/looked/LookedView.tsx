import { useState } from 'react';
import type { HeatMapMethod } from '../../../../../explain/heatMap.ts';
import { classNames } from '../../../../components/classNames.ts';
import { Segmented } from '../../../../components/form/Segmented.tsx';
import { QueryState } from '../../../../components/QueryState.tsx';
import { useActivations } from '../../activations/useActivations.ts';
import { GLOSSARY, type GlossaryWord } from '../../glossary/glossary.ts';
import type { StepProps } from '../../step.ts';
import { followedClass } from '../../subject/usualScan.ts';
import styles from '../../window/window.module.css';
import { GreyPatch } from './GreyPatch.tsx';
import { MapPair } from './MapPair.tsx';

const METHODS: readonly { readonly value: HeatMapMethod; readonly label: string }[] = [
  { value: 'grad-cam', label: 'Grad-CAM' },
  { value: 'occlusion', label: 'Occlusion' },
  { value: 'integrated-gradients', label: 'Integrated gradients' },
];

const WORD_OF = {
  'grad-cam': 'Grad-CAM',
  occlusion: 'occlusion',
  'integrated-gradients': 'integrated gradients',
} as const satisfies Readonly<Record<HeatMapMethod, GlossaryWord>>;

/** A heat map beside the one of random weights, and a patch to cover places by hand. */
export function LookedView({ subject }: StepProps) {
  const { classes } = subject.network;
  const [method, setMethod] = useState<HeatMapMethod>('grad-cam');
  const [chosen, setChosen] = useState<number | null>(null);
  const { found, failure } = useActivations(subject, {});
  if (!found) return <QueryState failure={failure}>Running the network</QueryState>;
  const classIndex = chosen ?? followedClass(found.probabilities);
  return (
    <>
      <div className="row">
        <Segmented label="Method" value={method} options={METHODS} onChange={setMethod} />
        <Segmented
          label="Explains"
          value={String(classIndex)}
          options={classes.map((name, index) => ({ value: String(index), label: name }))}
          onChange={(value) => setChosen(Number(value))}
        />
      </div>
      <p className="quiet dense">{GLOSSARY[WORD_OF[method]]}</p>
      <div className={classNames('stack gap-4', styles.twoPairs)}>
        <MapPair {...{ subject, method, classIndex }} />
        <GreyPatch key={`${subject.scan.key} ${subject.network.key}`} {...{ subject, classIndex }} />
      </div>
    </>
  );
}
