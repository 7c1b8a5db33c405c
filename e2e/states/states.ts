import type { Stage } from '../../src/ui/workspace/stage.ts';
import type { Workspace } from '../../src/worker/jobs/workspace/workspaceProtocol.ts';
import type { Jobs } from '../../src/worker/protocol.ts';
import { classifyStates } from './classifyStates.ts';
import { dataStates } from './dataStates.ts';
import { evaluateStates } from './evaluateStates.ts';
import { learnStates } from './learnStates.ts';
import { modelsStates } from './modelsStates.ts';
import { shellStates } from './shellStates.ts';
import { trainStates } from './trainStates.ts';

/** One thing that the page can look like, and how it comes to that. */
export type PageState = {
  /** In addresses and names of files: 'data-audit'. */
  readonly name: string;
  readonly title: string;
  readonly stage: Stage;
  /** Where within the stage, as the address says it. */
  readonly address?: string;
  /** What is kept on the device when the page opens; what is left out is empty. */
  readonly kept?: Partial<Workspace>;
  /** In the place of `usualJobs`. */
  readonly jobs?: Partial<Jobs>;
  /** Another tab has the workspace. */
  readonly elsewhere?: true;
  /** The page does not get as far as showing what is kept. */
  readonly unopened?: true;
  /** Runs before the page does. */
  readonly before?: () => void;
  /** Runs when the page has opened: what a user would do. */
  readonly reach?: () => unknown;
  /** Words that the page shows in this state. */
  readonly shows: string;
};

export const STATES: readonly PageState[] = [
  ...[...shellStates, ...dataStates, ...trainStates],
  ...[...evaluateStates, ...classifyStates, ...learnStates, ...modelsStates],
];
