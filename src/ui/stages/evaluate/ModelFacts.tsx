import { BACKENDS } from '../../../compute/backends.ts';
import type { ModelSummary } from '../../../worker/protocol.ts';
import { Card } from '../../components/layout/Card.tsx';
import { DefinitionList } from '../../components/text/DefinitionList.tsx';
import { formatBytes, formatCount, formatCounted, formatDate, formatPercent } from '../../components/text/format.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { versionWords } from '../models/modelWords.ts';
import { dataName } from '../train/trainingWords.ts';

/** What travels with the weights: what the model was made from, and how. */
export function ModelFacts({ model }: { readonly model: ModelSummary }) {
  const { card } = model;
  const { preprocessing, hyperparameters, split, data, software } = card;
  const { training, validation, test } = split.scans;
  const version = useWorkspace(({ dataSet }) => versionWords(card, dataSet));
  return (
    <Card title="The model's card">
      <DefinitionList
        facts={[
          ['Made', formatDate(card.createdAt)],
          ['Data', version === null ? dataName(data) : `${dataName(data)}, ${version}`],
          [
            'Classes',
            card.classes.map((name, index) => `${name} ${formatCount(data.scansPerClass[index] ?? 0)}`).join(', '),
          ],
          [
            'Split',
            `${split.kind}, seed ${split.seed}: training ${formatCount(training)}, validation ${formatCount(validation)}, test ${formatCount(test)} (${formatPercent(split.shares.test, 0)})`,
          ],
          [
            'Input',
            `${preprocessing.size} × ${preprocessing.size} × ${preprocessing.depth}, ${preprocessing.fit}, version ${preprocessing.version}`,
          ],
          [
            'Training',
            `${formatCounted(card.epochsTrained, 'epoch')}, weights of epoch ${card.bestEpoch}; Adam ${hyperparameters.learningRate}, ${hyperparameters.schedule.replaceAll('-', ' ')}, batches of ${hyperparameters.batchSize}, seed ${hyperparameters.seed}`,
          ],
          ['Backend', `${BACKENDS[software.backend].label}, ${software.device}`],
          ['Software', `Axial ${software.axial}, TensorFlow.js ${software.tfjs}`],
          ['Size', formatBytes(model.bytes)],
          ['Data fingerprint', <code key="fingerprint">{data.fingerprint.slice(0, 16)}…</code>],
        ]}
      />
    </Card>
  );
}
