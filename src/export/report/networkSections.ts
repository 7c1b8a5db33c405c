import { labelOfSwitch, settingValueWords } from '../../dataset/settingWords.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { refinementNames } from '../../model/hyperparameters.ts';
import { layerOfKind } from '../../model/layers.ts';
import { augmentationFields } from '../../preprocessing/preprocessingSpec.ts';
import type { EpochRecord } from '../../training/history.ts';
import type { ReportBlock } from './reportBlocks.ts';
import type { ReportRecord } from './reportRecord.ts';

export function preprocessing({ model: { card } }: ReportRecord): ReportBlock[] {
  const { size, depth, fit, version } = card.preprocessing;
  const augmentation = (Object.keys(augmentationFields) as (keyof typeof augmentationFields)[]).flatMap((name) => {
    const amount = card.augmentation[name];
    const field = augmentationFields[name];
    return amount ? [`${labelOfSwitch(field)}${amount === true ? '' : ` ${settingValueWords(field, amount)}`}`] : [];
  });
  return [
    {
      kind: 'definitions',
      rows: [
        ['Network input', `${size} x ${size} x ${depth}, grey levels 0 to 1, by area averaging`],
        ['Fit', `${fit}, version ${version}`],
        ['Augmentation in training', augmentation.join(', ') || 'none'],
      ],
    },
  ];
}

export function network({ model: { card, network: inspected } }: ReportRecord): ReportBlock[] {
  const rows = card.network.layers.map((layer, index) => {
    const { outputShape, parameters } = inspected.layers[index] ?? { outputShape: null, parameters: 0 };
    return [layerOfKind(layer.kind).label, (outputShape ?? []).join(' x '), String(parameters)];
  });
  const outputs = card.classes.length === 2 ? 'Sigmoid output' : 'Softmax output';
  const last = [outputs, (inspected.output.outputShape ?? []).join(' x '), String(inspected.output.parameters)];
  const shapes = [
    inspected.input,
    ...inspected.layers.flatMap(({ outputShape }) => (outputShape ? [outputShape] : [])),
  ];
  return [
    { kind: 'layers', caption: 'Heights: sides of the images; widths: channels. Thin boxes: neurons.', shapes },
    {
      kind: 'table',
      caption: `${inspected.parameters} parameters`,
      head: ['Layer', 'Output', 'Parameters'],
      rows: [...rows, last],
    },
  ];
}

export function training({ model: { card, history } }: ReportRecord): ReportBlock[] {
  const settings = card.hyperparameters;
  const epochs = history?.epochs ?? [];
  return [
    {
      kind: 'definitions',
      rows: [
        ['Optimizer', `Adam, learning rate ${settings.learningRate}, ${settings.schedule.replaceAll('-', ' ')}`],
        ['Batches', `of ${settings.batchSize} scans`],
        ['Seed', String(settings.seed)],
        ['Refinements', refinementNames(settings).join(', ') || 'none'],
        ['Epochs', epochsText(card)],
      ],
    },
    ...(epochs.length > 1 ? [lossChart(epochs)] : []),
  ];
}

function epochsText({ folds, epochsTrained, bestEpoch }: ModelCard): string {
  return folds
    ? `${epochsTrained}; the weights of each network are those of its best epoch on its own validation set`
    : `${epochsTrained}; the weights are those of epoch ${bestEpoch}, the best on the validation set`;
}

function lossChart(epochs: readonly EpochRecord[]): ReportBlock {
  const losses = epochs.flatMap(({ trainingLoss, validationLoss }) => [trainingLoss, validationLoss]);
  const line = (pick: 'trainingLoss' | 'validationLoss') =>
    epochs.map((record) => [record.epoch, record[pick]] as const).filter(([, loss]) => Number.isFinite(loss));
  return {
    ...{ kind: 'chart', caption: 'Loss by epoch' },
    x: { label: 'Epoch', low: 1, high: epochs.length },
    y: { label: 'Cross-entropy, nats', low: 0, high: Math.max(0.1, ...losses) },
    lines: [
      { name: 'training', points: line('trainingLoss') },
      { name: 'validation', points: line('validationLoss') },
    ],
  };
}
