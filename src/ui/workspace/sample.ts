import { recommendedPreset } from '../../model/presets.ts';
import { noAugmentation } from '../../preprocessing/preprocessingSpec.ts';
import type { TrainingRequest } from '../../worker/jobs/training/trainingProtocol.ts';
import { classifyFiles } from '../stages/classify/classifyFiles.ts';
import { importSample } from '../stages/data/import/importFiles.ts';
import { startTraining } from '../stages/train/run/trainingMachine.ts';
import { jobs } from './jobs.ts';
import type { SampleState } from './sampleState.ts';
import { notifyFailure, showStage, workspace } from './workspace.ts';

/** Small enough for a minute on two cores without a GPU, large enough to learn the synthetic lesions. */
const SAMPLE_EPOCHS = 12;
const SAMPLE_BATCH_SIZE = 16;
const SAMPLE_LEARNING_RATE = 2e-3;

/**
 * The first minute: synthetic scans in, a network trained and tested, a scan classified. The user can stop each job.
 *
 * @param stays leads through no stages and classifies nothing: for Learn, which goes on with what is there
 */
export async function runSample({ stays = false } = {}): Promise<void> {
  const startedMs = performance.now();
  try {
    at('importing');
    if (!stays) showStage('data');
    const imported = await importSample();
    if (!imported) return end(0, 'The sample could not be imported.');
    if (imported.stopped) return end(1, 'Stopped. The scans that were imported are saved.');

    at('training');
    const training = startTraining(sampleTraining());
    if (!stays) showStage('train');
    const outcome = await training;
    if (outcome.modelId === null) return end(1, outcome.notKept ?? outcome.reason);

    if (!stays) {
      at('classifying');
      const file = await jobs.newSampleScan();
      await classifyFiles([{ file, path: file.name }]);
    }
    const seconds = (performance.now() - startedMs) / 1000;
    if (workspace.getState().dataSet?.synthetic) workspace.setState({ sample: { step: 'done', seconds } });
  } catch (failure) {
    notifyFailure(failure);
    const { sample } = workspace.getState();
    end(sample.step === 'training' ? 1 : 2, 'The sample run stopped early.');
  }
}

function at(step: Extract<SampleState['step'], 'importing' | 'training' | 'classifying'>): void {
  workspace.setState({ sample: { step } });
}

function end(stepsDone: number, reason: string): void {
  workspace.setState({ sample: { step: 'ended', stepsDone, reason } });
}

/** The recommended network, for fewer epochs, varied only by mirroring. */
function sampleTraining(): TrainingRequest {
  const { network, preprocessing, hyperparameters } = recommendedPreset;
  return {
    network,
    preprocessing,
    augmentation: { ...noAugmentation, horizontalFlip: true },
    hyperparameters: {
      ...hyperparameters,
      epochs: SAMPLE_EPOCHS,
      batchSize: SAMPLE_BATCH_SIZE,
      learningRate: SAMPLE_LEARNING_RATE,
    },
    split: { kind: 'grouped', seed: hyperparameters.seed, shares: { training: 0.7, validation: 0.15, test: 0.15 } },
    backend: 'auto',
  };
}
