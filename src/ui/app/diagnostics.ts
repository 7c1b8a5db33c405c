import { failureCode } from '../components/text/failureSentence.ts';
import { download } from '../workspace/download.ts';
import type { WorkspaceState } from '../workspace/workspace.ts';

/** What the browser says of itself. */
type Surroundings = {
  readonly userAgent: string;
  readonly isolated: boolean;
  readonly cores: number;
  readonly keptByWorker: boolean;
};

function surroundings(): Surroundings {
  const { userAgent, hardwareConcurrency, serviceWorker } = navigator;
  return {
    ...{ userAgent, isolated: crossOriginIsolated, cores: hardwareConcurrency },
    keptByWorker: Boolean(serviceWorker?.controller),
  };
}

/**
 * What whoever looks for a fault needs, as JSON: versions, counts, and where in the code it happened. No name of a file, class, data set
 * or model, and no message of an error, which may hold one.
 */
export function diagnosticText(state: WorkspaceState, failure: unknown, around: Surroundings, at: Date): string {
  const { dataSet, models, brokenModels, run, storage, opening, stage, backend, importing, classifying } = state;
  return JSON.stringify(
    {
      ...{ axial: __APP_VERSION__, at: at.toISOString(), ...around },
      ...{ stage, opening: opening.step, importing: importing.step, classifying: classifying.step },
      data: dataSet && {
        scans: dataSet.scans.length,
        classes: dataSet.classes.length,
        version: dataSet.version.number,
      },
      ...{ models: models.length, brokenModels: brokenModels.length, interruptedRun: run !== null },
      ...{ storage, backend: backend?.backend ?? null, device: backend?.device ?? null },
      failure:
        failure instanceof Error ? { kind: failure.name, code: failureCode(failure), frames: framesOf(failure) } : null,
    },
    null,
    2,
  );
}

/** Saves what whoever looks for a fault needs to know, and nothing of patients. */
export function saveDiagnostics(state: WorkspaceState, failure: unknown): void {
  const text = diagnosticText(state, failure, surroundings(), new Date());
  download(new Blob([text], { type: 'application/json' }), 'axial-diagnostics.json');
}

/** 'jobs-BLH5kC3G.js:12:345': of the page's own scripts alone. */
function framesOf({ stack = '' }: Error): string[] {
  return [...stack.matchAll(/\/assets\/([\w.-]+\.js:\d+:\d+)/g)].map(([, frame = '']) => frame);
}
