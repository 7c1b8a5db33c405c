import { type ComponentType, lazy } from 'react';
import { UserError } from '../../dataset/userError.ts';
import { DataStage, prefetchPanels } from '../stages/data/DataStage.tsx';
import type { Stage } from './stage.ts';

/** Fetched at the first sign that one will be shown: the first load is an empty Data alone. */
const laterStages = {
  train: () => import('../stages/train/TrainStage.tsx').then((file) => ({ default: file.TrainStage }), notFetched),
  evaluate: () =>
    import('../stages/evaluate/EvaluateStage.tsx').then((file) => ({ default: file.EvaluateStage }), notFetched),
  classify: () =>
    import('../stages/classify/ClassifyStage.tsx').then((file) => ({ default: file.ClassifyStage }), notFetched),
  learn: () => import('../stages/learn/LearnStage.tsx').then((file) => ({ default: file.LearnStage }), notFetched),
  models: () => import('../stages/models/ModelsStage.tsx').then((file) => ({ default: file.ModelsStage }), notFetched),
};

function notFetched(): never {
  const sentence = 'This part of the page could not be loaded. Reload the page when you are online.';
  throw new UserError('stage-not-loaded', {}, sentence);
}

export const STAGE_VIEWS: Readonly<Record<Stage, ComponentType>> = {
  data: DataStage,
  train: lazy(laterStages.train),
  evaluate: lazy(laterStages.evaluate),
  classify: lazy(laterStages.classify),
  learn: lazy(laterStages.learn),
  models: lazy(laterStages.models),
};

/** Fetches the code of a stage before it is shown; where that fails, showing it says so. */
export function fetchStage(stage: Stage): void {
  if (stage === 'data') prefetchPanels();
  else laterStages[stage]().catch(() => {});
}
