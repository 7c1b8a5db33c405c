import { BACKENDS } from '../../../../compute/backends.ts';
import { Card } from '../../../components/layout/Card.tsx';
import { DefinitionList } from '../../../components/text/DefinitionList.tsx';
import { formatCount, formatPercent } from '../../../components/text/format.ts';
import { changeNames } from '../settings/trainingDraft.ts';
import type { RunRecord } from './trainingState.ts';

/** What is trained, on what, with which settings. */
export function RunFacts({ run }: { readonly run: RunRecord }) {
  const { preprocessing, hyperparameters, split, augmentation } = run.request;
  const { engine } = run;
  const { parts } = run.data;
  const { training, validation, test } = split.shares;
  const variations = changeNames(augmentation);
  return (
    <Card title="Settings of this run">
      <DefinitionList
        facts={[
          [
            'Backend',
            engine ? `${BACKENDS[engine.backend].label}, ${engine.device}. ${engine.reason}` : 'not chosen yet',
          ],
          [
            'Input',
            `${preprocessing.size} × ${preprocessing.size} × ${preprocessing.depth}, ${preprocessing.depth === 1 ? 'grey' : 'RGB'}, ${preprocessing.fit}`,
          ],
          [
            'Optimizer',
            `Adam, ${hyperparameters.learningRate}, ${hyperparameters.schedule.replaceAll('-', ' ')}, batches of ${hyperparameters.batchSize}`,
          ],
          ['Data augmentation', variations.length === 0 ? 'none' : `${variations.join(', ')}, on training scans only`],
          [
            'Split',
            parts
              ? `${split.kind}: training ${formatCount(parts.training)}, validation ${formatCount(parts.validation)}, test ${formatCount(parts.test)}`
              : `${split.kind}: training ${formatPercent(training, 0)}, validation ${formatPercent(validation, 0)}, test ${formatPercent(test, 0)}`,
          ],
          ['Seeds', `network ${hyperparameters.seed}, split ${split.seed}`],
        ]}
      />
    </Card>
  );
}
