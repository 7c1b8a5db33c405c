import { useState } from 'react';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import { Button } from '../../components/Button.tsx';
import { VolumeFields } from '../../components/form/VolumeFields.tsx';
import { isVolumeChoice } from '../../components/form/volumeLimits.ts';
import { classifyFiles } from './classifyFiles.ts';
import type { Classified } from './classifyState.ts';
import { volumesHint, volumesSentence } from './volumeWords.ts';

type VolumeSlicesProps = {
  readonly state: Classified;
  /** Those that were looked at. */
  readonly volumes: VolumeChoice;
  /** Those that the network was trained on; null where that is not known. */
  readonly trainedOn: VolumeChoice | null;
};

/** Which slices of volumes were looked at, and a way to look at others. */
export function VolumeSlices({ state, volumes, trainedOn }: VolumeSlicesProps) {
  const [chosen, setChosen] = useState(volumes);
  return (
    <details>
      <summary>Slices of volumes: {volumesSentence(volumes)}</summary>
      <div className="stack gap-3 start">
        <VolumeFields volumes={chosen} onChange={setChosen}>
          {volumesHint(trainedOn)}
        </VolumeFields>
        <Button
          small
          disabled={
            state.step === 'running' || !isVolumeChoice(chosen) || volumesSentence(chosen) === volumesSentence(volumes)
          }
          onClick={() => void classifyFiles(state.files, state.refused, chosen)}
        >
          Look at these instead
        </Button>
      </div>
    </details>
  );
}
