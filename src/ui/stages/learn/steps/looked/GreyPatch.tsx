import { useMemo, useState } from 'react';
import { ProbabilityBar } from '../../../../charts/ProbabilityBar.tsx';
import { classNames } from '../../../../components/classNames.ts';
import { QueryState } from '../../../../components/QueryState.tsx';
import { placeWords } from '../../../../components/text/placeWords.ts';
import { ViewerSlider } from '../../../../viewer/ViewerSlider.tsx';
import { useActivations } from '../../activations/useActivations.ts';
import { channelMap } from '../../maps/channelMap.ts';
import { formatAnswer } from '../../maps/formatValue.ts';
import type { StepProps } from '../../step.ts';
import { useSlide } from '../../window/useSlide.ts';
import { WindowMap } from '../../window/WindowMap.tsx';
import styles from '../../window/window.module.css';

const INPUT = { values: [0] } as const;

type GreyPatchProps = StepProps & { readonly classIndex: number };

/** A grey patch that is moved over the scan by hand, and what the network says then. */
export function GreyPatch({ subject, classIndex }: GreyPatchProps) {
  const { classes, threshold, preprocessing } = subject.network;
  const [side, setSide] = useState(Math.round(preprocessing.size / 5));
  const places = preprocessing.size - side + 1;
  const slide = useSlide(places, places);
  const { row, column } = slide.place;
  const whole = useActivations(subject, INPUT);
  const covered = useActivations(subject, { ...INPUT, changes: [{ what: 'cover', x: column, y: row, side }] });
  const input = covered.found?.values[0] ?? whole.found?.values[0];
  const map = useMemo(() => input && channelMap(input, 0), [input]);
  if (!map || !whole.found || !covered.found)
    return <QueryState failure={whole.failure ?? covered.failure}>Running the network</QueryState>;
  const before = whole.found.probabilities?.[classIndex] ?? Number.NaN;
  const now = covered.found.probabilities?.[classIndex] ?? Number.NaN;
  const className = classes[classIndex] ?? '';
  const where = placeWords((column + side / 2) / preprocessing.size, (row + side / 2) / preprocessing.size);
  return (
    <section className={classNames('fields', styles.pair)} aria-label="A grey patch by hand">
      <WindowMap
        title="Move the grey patch"
        map={map}
        palette="grey"
        limit={1}
        marked={{ left: column, top: row, side }}
        place={slide.place}
        stride={1}
        first={0}
        onMove={slide.goTo}
      />
      <div className="stack gap-3">
        <ViewerSlider
          name="Its side"
          value={side}
          least={2}
          largest={Math.round(preprocessing.size / 2)}
          step={1}
          words={`${side} px`}
          onChange={setSide}
        />
        <div className="stack" role="status">
          <p>
            {className}: <span className="large">{formatAnswer(now)}</span> with the patch {where},{' '}
            {formatAnswer(before)} without it.
          </p>
          <ProbabilityBar
            probability={now}
            threshold={classIndex === 1 ? threshold : null}
            className={className}
            classIndex={classIndex}
          />
        </div>
        <p className="quiet dense">
          The patch has the mean grey of the scan. Drag it, or move it with the arrow keys. No scan holds such a square,
          so it may speak for a class itself, in the occlusion map too.
        </p>
      </div>
    </section>
  );
}
