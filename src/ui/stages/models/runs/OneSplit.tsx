import { useState } from 'react';
import { USUAL_FOLDS } from '../../../../dataset/split/splitSettings.ts';
import type { ModelSummary } from '../../../../worker/protocol.ts';
import { Button } from '../../../components/Button.tsx';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { AsideProgress } from '../../train/run/AsideProgress.tsx';
import { useTraining } from '../../train/run/trainingMachine.ts';
import { isActive } from '../../train/run/trainingState.ts';
import { distinctNames } from './comparisonWords.ts';
import { crossValidateTogether } from './crossValidateTogether.ts';
import { crossValidated } from './settingsDifference.ts';

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
        <Together {...{ models, missing, onCompare }} />
      )}
    </div>
  );
}

type TogetherProps = Omit<RunComparisonProps, 'all'> & { readonly missing: readonly ModelSummary[] };

/** One press trains all of them over the same folds, and compares these. */
function Together({ models, missing, onCompare }: TogetherProps) {
  const version = useWorkspace(({ dataSet }) => dataSet?.version.hash ?? null);
  const training = useTraining(isActive);
  const [now, setNow] = useState<ModelSummary | null>(null);
  const { attempt, failure } = useAttempt();
  const names = distinctNames(models);
  const nameOf = (model: ModelSummary) => names[models.findIndex(({ id }) => id === model.id)] ?? model.name;
  const strange = missing.filter(({ card }) => card.data.fingerprint !== version);
  const press = async () => {
    await attempt(async () => {
      const found = await crossValidateTogether(models, setNow);
      if (found) onCompare(found);
    });
    setNow(null);
  };
  if (now) return <AsideProgress label={nameOf(now)} />;
  return (
    <>
      <div className="row">
        <DisabledButton variant="primary" resting={training || strange.length > 0} onClick={() => void press()}>
          Cross-validate over the same {USUAL_FOLDS} folds and compare
        </DisabledButton>
        <StatusLine tone="quiet">
          {strange[0]
            ? `${nameOf(strange[0])} was trained on other scans than those in this browser, or on another version of them.`
            : training
              ? 'A network is training. Wait until it is done.'
              : `${missing.length * USUAL_FOLDS} networks, one after another: ${missing.map(nameOf).join(', then ')}.`}
        </StatusLine>
      </div>
      {failure}
    </>
  );
}
