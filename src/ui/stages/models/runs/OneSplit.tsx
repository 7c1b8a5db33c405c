import { lazy, Suspense } from 'react';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { crossValidated } from './settingsDifference.ts';

const Together = lazy(async () => ({ default: (await import('./Together.tsx')).Together }));

export type RunComparisonProps = {
  readonly models: readonly ModelSummary[];
  /** All that are here, among them cross-validations of the same settings. */
  readonly all: readonly ModelSummary[];
  readonly onCompare: (models: readonly ModelSummary[]) => void;
};

/**
 * What a comparison on one split leaves out, and the way to a better one. Intervals and tests count scans; how a split and a training fell
 * out by chance they cannot see. Nothing where all are cross-validated.
 */
export function OneSplit({ models, all, onCompare }: RunComparisonProps) {
  const better = models.map((model) => crossValidated(model, all));
  const missing = models.filter((_, place) => better[place] === null);
  if (models.every((model, place) => model === better[place])) return null;
  return (
    <div className="stack">
      <StatusLine tone="caution">
        Of a model tested on one split this is one draw: another split, or another seed, may rank them otherwise.
        Cross-validation tests every scan once, so compare settings by it.
      </StatusLine>
      {missing.length === 0 ? (
        <div className="row">
          <Button variant="primary" onClick={() => onCompare(better.filter((model) => model !== null))}>
            Compare their cross-validations
          </Button>
        </div>
      ) : (
        <Suspense fallback={null}>
          <Together {...{ models, missing, onCompare }} />
        </Suspense>
      )}
    </div>
  );
}
