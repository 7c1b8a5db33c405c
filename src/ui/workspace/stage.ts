/** The stages of the work, in their order; each has an address (`#data`), so that reload and back work. */
export const STAGES = ['data', 'train', 'evaluate', 'classify', 'models'] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  data: 'Data',
  train: 'Train',
  evaluate: 'Evaluate',
  classify: 'Classify',
  models: 'Models',
};

/** What the rail says of a stage: 'epoch 3 of 20', '4,600 scans'. */
export type StageLine = {
  readonly text: string;
  /** 'caution': done, with a result that is no good. */
  readonly state: 'empty' | 'busy' | 'done' | 'caution';
};

/** '#train' -> 'train'; anything else is the first stage. */
export function stageOfHash(hash: string): Stage {
  return STAGES.find((stage) => `#${stage}` === hash) ?? 'data';
}
