import type { Jobs } from '../protocol.ts';
import { auditJobs } from './audit/auditJobs.ts';
import { classifyJobs } from './classify/classifyJobs.ts';
import type { JobsContext } from './context.ts';
import { dataSetJobs } from './dataSet/dataSetJobs.ts';
import { evaluateJobs } from './evaluate/evaluateJobs.ts';
import { explainJobs } from './explain/explainJobs.ts';
import { learnJobs } from './explain/learnJobs.ts';
import { exploreJobs } from './explore/exploreJobs.ts';
import { importJobs } from './import/importJobs.ts';
import { JobScope } from './jobScope.ts';
import { modelJobs } from './models/modelJobs.ts';
import { networkJobs } from './training/networkJobs.ts';
import { trainingJobs } from './training/trainingJobs.ts';
import { viewJobs } from './view/viewJobs.ts';
import { workspaceJobs } from './workspace/workspaceJobs.ts';

/** All that the page can ask for but what the thread itself tells. */
export function createJobs(open: () => Promise<JobsContext>): Omit<Jobs, 'watchStorage'> {
  const scope = new JobScope(open);
  return {
    ...workspaceJobs(scope),
    ...importJobs(scope),
    ...dataSetJobs(scope),
    ...auditJobs(scope),
    ...viewJobs(scope),
    ...networkJobs(scope),
    ...trainingJobs(scope),
    ...modelJobs(scope),
    ...classifyJobs(scope),
    ...explainJobs(scope),
    ...learnJobs(scope),
    ...evaluateJobs(scope),
    ...exploreJobs(scope),
  };
}
