import type { AuditJobs } from './jobs/audit/auditProtocol.ts';
import type { ClassifyJobs } from './jobs/classify/classifyProtocol.ts';
import type { DataSetJobs } from './jobs/dataSet/dataSetProtocol.ts';
import type { EvaluateJobs } from './jobs/evaluate/evaluateProtocol.ts';
import type { ExplainJobs, LearnJobs } from './jobs/explain/explainProtocol.ts';
import type { ExploreJobs } from './jobs/explore/exploreProtocol.ts';
import type { ImportJobs } from './jobs/import/importProtocol.ts';
import type { ModelJobs } from './jobs/models/modelProtocol.ts';
import type { NetworkJobs, TrainingJobs } from './jobs/training/trainingProtocol.ts';
import type { ViewJobs } from './jobs/view/viewProtocol.ts';
import type { WorkspaceJobs } from './jobs/workspace/workspaceProtocol.ts';

/**
 * What the page may ask of the worker that runs the jobs; nothing else declares it. Each feature has its part beside the
 * functions that answer it. Every call rejects with an Error whose message is fit to show. Functions and signals cross: see
 * `rpc/peer.ts`.
 */
export interface Jobs
  extends WorkspaceJobs,
    ImportJobs,
    DataSetJobs,
    AuditJobs,
    ViewJobs,
    ExplainJobs,
    LearnJobs,
    ExploreJobs,
    NetworkJobs,
    TrainingJobs,
    ModelJobs,
    EvaluateJobs,
    ClassifyJobs {}
