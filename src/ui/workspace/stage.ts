/** The stages of the work, in their order; each has an address (`#data`, or `#/learn/pooling` where it has places of its own), so that reload and back work. */
export const STAGES = ['data', 'train', 'evaluate', 'classify', 'learn', 'models'] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  data: 'Data',
  train: 'Train',
  evaluate: 'Evaluate',
  classify: 'Classify',
  learn: 'Learn',
  models: 'Models',
};

/** What the rail says of a stage: 'epoch 3 of 20', '4,600 scans'. */
export type StageLine = {
  readonly text: string;
  /** 'caution': done, with a result that is no good. */
  readonly state: 'empty' | 'busy' | 'done' | 'caution';
};

/** '#train' -> 'train', '#/learn/pooling' -> 'learn'; anything else is the first stage. */
export function stageOfHash(hash: string): Stage {
  const [, name] = /^#\/?(\w+)(?=$|[/?])/.exec(hash) ?? [];
  return STAGES.find((stage) => stage === name) ?? 'data';
}
