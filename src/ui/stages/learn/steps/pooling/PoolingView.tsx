import { useMemo, useState } from 'react';
import { strongestOf } from '../../../../../explain/heatMap.ts';
import type { Change, Operation, SlidingWindow } from '../../../../../explain/operation.ts';
import { walkPooling, windowAt } from '../../../../../explain/windowWalk.ts';
import { classNames } from '../../../../components/classNames.ts';
import { Segmented } from '../../../../components/form/Segmented.tsx';
import { QueryState } from '../../../../components/QueryState.tsx';
import { ViewerSlider } from '../../../../viewer/ViewerSlider.tsx';
import { LayerChoice } from '../../activations/LayerChoice.tsx';
import { useActivations } from '../../activations/useActivations.ts';
import { useChannelMaps, useMapsOf } from '../../activations/useChannelMaps.ts';
import { ChannelStrip } from '../../maps/ChannelStrip.tsx';
import { type FeatureMap, strongestPlace, valuesOf } from '../../maps/channelMap.ts';
import { formatValue } from '../../maps/formatValue.ts';
import maps from '../../maps/maps.module.css';
import type { StepProps } from '../../step.ts';
import { NumberGrid } from '../../window/NumberGrid.tsx';
import { SameAsNetwork } from '../../window/SameAsNetwork.tsx';
import { SlideButtons } from '../../window/SlideButtons.tsx';
import { useSlide } from '../../window/useSlide.ts';
import { WindowMap } from '../../window/WindowMap.tsx';
import styles from '../../window/window.module.css';
import { ShiftResult } from './ShiftResult.tsx';

const KINDS = ['max-pool', 'average-pool'] as const;

/** What a pooling keeps of each square. */
export function PoolingView({ subject }: StepProps) {
  return (
    <LayerChoice
      subject={subject}
      kinds={KINDS}
      none="This network has no pooling of squares. Choose another network above, the Course CNN for example."
    >
      {(at, operations) => {
        const operation = operations[at];
        return operation?.window ? (
          <Pooling
            key={`${subject.network.key} ${at}`}
            {...{ subject, at }}
            kind={operation.kind}
            window={operation.window}
          />
        ) : null;
      }}
    </LayerChoice>
  );
}

type Keeps = 'maximum' | 'mean';
type PoolingProps = StepProps & {
  readonly at: number;
  readonly kind: Operation['kind'];
  readonly window: SlidingWindow;
};

const MOST_SHIFT = 4;

function Pooling({ subject, at, kind, window }: PoolingProps) {
  const usual: Keeps = kind === 'max-pool' ? 'maximum' : 'mean';
  const [keeps, setKeeps] = useState<Keeps>(usual);
  const [shift, setShift] = useState(0);
  const [chosen, setChannel] = useState<number | null>(null);
  const pooling: Change[] = keeps === usual ? [] : [{ what: 'pooling', at, keeps }];
  const moving: Change[] = shift === 0 ? [] : [{ what: 'shift', x: shift, y: 0 }];
  const [places, first] = [[at - 1, at], { most: 'detailed', at: at - 1 } as const];
  const still = useChannelMaps(subject, { overviews: [at - 1], maps: places, first, changes: pooling }, chosen);
  const { layer, channel } = still;
  const moved = useActivations(
    subject,
    shift === 0 || !layer ? null : { maps: { at: places, channel }, changes: [...moving, ...pooling] },
  );
  const movedMaps = useMapsOf(moved.found);
  const shown = shift === 0 || !moved.found ? still.maps : movedMaps;
  const isMoved = moved.fresh && moved.found?.channel === channel;
  const [all, before, after] = [layer?.overviews[at - 1], shown[at - 1], shown[at]];
  if (!layer || !all || !before || !after)
    return <QueryState failure={moved.failure ?? still.failure}>Running the network</QueryState>;
  return (
    <>
      <ChannelStrip label="Feature map" of={all} palette="signed" chosen={channel} onChoose={setChannel} />
      <div className="row gap-4">
        <Segmented
          label="What is kept"
          value={keeps}
          options={[
            { value: 'maximum', label: `Maximum${usual === 'maximum' ? ' (the network’s)' : ''}` },
            { value: 'mean', label: `Average${usual === 'mean' ? ' (the network’s)' : ''}` },
          ]}
          onChange={setKeeps}
        />
        <div className={styles.slider}>
          <ViewerSlider
            name="Shift the scan"
            value={shift}
            least={-MOST_SHIFT}
            largest={MOST_SHIFT}
            step={1}
            words={`${shift} px`}
            onChange={setShift}
          />
        </div>
      </div>
      <PooledWindow
        fresh={shift === 0 ? still.fresh : isMoved}
        {...{ before, after, window, keeps }}
        isChanged={keeps !== usual}
      />
      <ShiftResult
        still={{ maps: still.maps, probabilities: layer.probabilities }}
        moved={isMoved && moved.found ? { maps: movedMaps, probabilities: moved.found.probabilities } : null}
        {...{ at, shift }}
        classes={subject.network.classes}
      />
    </>
  );
}

type PooledWindowProps = {
  /** The map that goes in, and the one that comes out. */
  readonly before: FeatureMap;
  readonly after: FeatureMap;
  readonly fresh: boolean;
  readonly window: SlidingWindow;
  readonly keeps: Keeps;
  readonly isChanged: boolean;
};

/** The squares of a map, what is kept of one, and the map that comes of it. */
function PooledWindow({ before: was, after: is, fresh, window, keeps, isChanged }: PooledWindowProps) {
  const start = useMemo(() => strongestPlace(is), [is]);
  const limit = useMemo(() => strongestOf(was.values), [was]);
  const slide = useSlide(is.height, is.width, start);
  const { place } = slide;
  const input = valuesOf(was);
  const walk = walkPooling(input, 0, window, place.row, place.column);
  const corner = windowAt(input.shape, window, place.row, place.column);
  const winner = {
    left: corner.left + (walk.winner % window.size),
    top: corner.top + Math.floor(walk.winner / window.size),
  };
  const magnitude = walk.patch.reduce((sum, value) => sum + Math.abs(value), 0);
  return (
    <>
      <SlideButtons slide={slide} />
      <div className={classNames('fields', styles.pair)}>
        <WindowMap
          title={`Before, ${was.height} × ${was.width}`}
          {...{ map: was, palette: 'signed' as const, limit, place }}
          marked={{ ...corner, side: window.size }}
          stride={window.stride}
          first={0}
          onMove={slide.goTo}
        >
          {keeps === 'maximum' ? (
            <rect
              className={classNames(maps.outline, styles.winner)}
              x={winner.left}
              y={winner.top}
              width={1}
              height={1}
            />
          ) : null}
        </WindowMap>
        <WindowMap
          title={`After, ${is.height} × ${is.width}`}
          {...{ map: is, palette: 'signed' as const, limit, place }}
          marked={{ left: place.column, top: place.row, side: 1 }}
          stride={1}
          first={0}
          onMove={slide.goTo}
          drawnTo={slide.playing ? place : null}
        />
      </div>
      <div className={classNames('row', styles.sum)}>
        <NumberGrid
          caption="Values under the window"
          values={walk.patch}
          columns={window.size}
          palette="signed"
          limit={limit}
          marked={keeps === 'maximum' ? walk.winner : null}
        />
        <p className={styles.result}>
          {keeps === 'maximum' ? (
            <>
              The largest is kept: <b>{formatValue(walk.maximum)}</b>
            </>
          ) : (
            <>
              Their mean is kept: <b>{formatValue(walk.mean)}</b>
            </>
          )}
        </p>
      </div>
      <SameAsNetwork
        walked={keeps === 'maximum' ? walk.maximum : walk.mean}
        network={fresh ? (is.values[place.row * is.width + place.column] ?? null) : null}
        {...{ magnitude, isChanged }}
      />
    </>
  );
}
