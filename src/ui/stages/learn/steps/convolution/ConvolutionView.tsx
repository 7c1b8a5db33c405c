import { useMemo, useState } from 'react';
import { strongestOf } from '../../../../../explain/heatMap.ts';
import type { Change, LayerOverview, SlidingWindow } from '../../../../../explain/operation.ts';
import { placesAlong, walkConvolution, windowAt } from '../../../../../explain/windowWalk.ts';
import type { ScanActivations } from '../../../../../worker/jobs/explain/explainProtocol.ts';
import { classNames } from '../../../../components/classNames.ts';
import { Segmented } from '../../../../components/form/Segmented.tsx';
import { Select } from '../../../../components/form/Select.tsx';
import { QueryState } from '../../../../components/QueryState.tsx';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import { LayerChoice } from '../../activations/LayerChoice.tsx';
import { useActivations } from '../../activations/useActivations.ts';
import { useChannelMaps, useMapsOf } from '../../activations/useChannelMaps.ts';
import learnStyles from '../../LearnStage.module.css';
import { ChannelStrip } from '../../maps/ChannelStrip.tsx';
import { channelMap, type FeatureMap, strongestPlace } from '../../maps/channelMap.ts';
import { formatAnswer } from '../../maps/formatValue.ts';
import type { StepProps } from '../../step.ts';
import { followedClass } from '../../subject/usualScan.ts';
import { SlideButtons } from '../../window/SlideButtons.tsx';
import { useSlide } from '../../window/useSlide.ts';
import { WindowMap } from '../../window/WindowMap.tsx';
import windowStyles from '../../window/window.module.css';
import { ConvolutionSum } from './ConvolutionSum.tsx';
import { filterOf, KNOWN_FILTERS, type KnownFilter, knownFilter } from './filters.ts';

const KINDS = ['conv'] as const;
const STRIDES = [1, 2, 3].map((stride) => ({
  ...{ value: String(stride), name: `Stride ${stride}` },
  label: stride === 1 ? 'Stride 1' : String(stride),
}));

/** One filter on its way over its input. */
export function ConvolutionView({ subject }: StepProps) {
  return (
    <LayerChoice
      subject={subject}
      kinds={KINDS}
      none="This network has no convolution. Choose another network above, the Course CNN for example."
    >
      {(at, operations) => {
        const window = operations[at]?.window;
        return window ? <Filter key={`${subject.network.key} ${at}`} subject={subject} at={at} usual={window} /> : null;
      }}
    </LayerChoice>
  );
}

/** 'network': its own; 'edited': the user's. */
type FilterName = 'network' | 'edited' | KnownFilter;
type FilterProps = StepProps & {
  readonly at: number;
  /** As the network has it. */
  readonly usual: SlidingWindow;
};

function Filter({ subject, at, usual }: FilterProps) {
  const [chosen, setChannel] = useState<number | null>(null);
  const [name, setName] = useState<FilterName>('network');
  const [edited, setEdited] = useState<{ readonly kernel: readonly number[]; readonly bias: number } | null>(null);
  const [window, setWindow] = useState(usual);
  // All maps of the input, since a sum goes through every one of them.
  const asked = { values: [at - 1], weights: [at], overviews: [at - 1, at], maps: [at] };
  const own = useChannelMaps(subject, { ...asked, first: { most: 'lively', at } }, chosen);
  const { layer, channel } = own;
  const weights = layer?.weights[at];
  const filter = useMemo(() => {
    const [kernel, bias] = weights ?? [];
    if (!kernel) return null;
    if (name === 'edited' && edited) return edited;
    if (name !== 'network' && name !== 'edited')
      return { kernel: knownFilter(name, usual.size, kernel.shape[2] ?? 1), bias: 0 };
    return { kernel: filterOf(kernel, channel), bias: bias?.values[channel] ?? 0 };
  }, [weights, name, edited, channel, usual.size]);
  const isChanged = name !== 'network' || window.stride !== usual.stride || window.padding !== usual.padding;
  const change: Change | null = isChanged && filter ? { what: 'filter', at, channel, ...filter, ...window } : null;
  const changed = useActivations(subject, change && { maps: { at: [at], channel }, changes: [change] });
  const changedMaps = useMapsOf(changed.found);
  const [input, output, usualMap] = [layer?.overviews[at - 1], layer?.overviews[at], own.maps[at]];
  if (!layer || !input || !output || !usualMap || !filter)
    return <QueryState failure={own.failure}>Running the network</QueryState>;
  return (
    <>
      <ChannelStrip
        label="Feature map"
        of={output}
        palette="signed"
        chosen={channel}
        onChoose={(next) => {
          setChannel(next);
          if (name === 'edited') setName('network');
        }}
      />
      <div className="row gap-4">
        <Select
          className={learnStyles.inlineField ?? ''}
          label="Filter"
          value={name}
          options={[
            { value: 'network', label: 'The network’s own' },
            ...Object.entries(KNOWN_FILTERS).map(([value, { label }]) => ({ value: value as KnownFilter, label })),
            { value: 'edited', label: 'Your own' },
          ]}
          onChange={(next) => {
            if (next === 'edited') setEdited(filter);
            setName(next);
          }}
        />
        <Segmented
          label="Stride"
          value={String(window.stride)}
          options={STRIDES}
          onChange={(value) => setWindow({ ...window, stride: Number(value) })}
        />
        <Segmented
          label="Padding"
          value={window.padding}
          options={[
            { value: 'valid', label: 'No padding', name: 'No padding (valid)' },
            { value: 'same', label: 'Padding', name: 'Padding (same)' },
          ]}
          onChange={(padding) => setWindow({ ...window, padding })}
        />
      </div>
      {isChanged ? <WithThisFilter own={layer} changed={changed.found} classes={subject.network.classes} /> : null}
      <Walk
        output={(isChanged ? changedMaps[at] : usualMap) ?? null}
        fresh={(isChanged ? changed : own).fresh}
        failure={(isChanged ? changed : own).failure}
        inputs={input}
        {...{ layer, usualMap, at, channel, window, filter, isChanged }}
        onEdit={
          name === 'edited'
            ? (place, value) => setEdited({ ...filter, kernel: filter.kernel.with(place, value) })
            : null
        }
      />
    </>
  );
}

type WithThisFilterProps = {
  readonly own: ScanActivations;
  /** Null while it is on its way. */
  readonly changed: ScanActivations | null;
  readonly classes: readonly string[];
};

/** What the whole network answers with the filter in the place of its own. */
function WithThisFilter({ own, changed, classes }: WithThisFilterProps) {
  const followed = followedClass(own.probabilities);
  const [before, after] = [own, changed].map((each) => each?.probabilities?.[followed]);
  const words =
    after === undefined || before === undefined
      ? 'The map has another size now: the layers behind it do not fit it, so the network gives no answer.'
      : `With this filter in place of its own the network’s probability of ${classes[followed]} goes from ${formatAnswer(before)} to ${formatAnswer(after)}.`;
  return <StatusLine>{changed ? words : 'Running the filter'}</StatusLine>;
}

type WalkProps = {
  /** Of the filter that is shown; null while it is on its way. */
  readonly output: FeatureMap | null;
  readonly fresh: boolean;
  readonly failure: string | null;
  /** As the network is: what goes into the layer is not changed. */
  readonly layer: ScanActivations;
  readonly inputs: LayerOverview;
  /** Of the network's own filter. */
  readonly usualMap: FeatureMap;
  readonly at: number;
  readonly channel: number;
  readonly window: SlidingWindow;
  readonly isChanged: boolean;
  readonly filter: { readonly kernel: readonly number[]; readonly bias: number };
  readonly onEdit: ((at: number, weight: number) => void) | null;
};

/** The window over the input, what it adds up, and where that stands in the map. */
function Walk(props: WalkProps) {
  const { output, fresh, failure, layer, inputs, usualMap, at, channel, window, filter, isChanged, onEdit } = props;
  const input = layer.values[at - 1];
  const [inputChannel, setInputChannel] = useState(0);
  const inputMap = useMemo(() => input && channelMap(input, inputChannel), [input, inputChannel]);
  // Of the network's own map: another filter does not move the window.
  const start = useMemo(() => strongestPlace(usualMap), [usualMap]);
  const [rows, columns] = [0, 1].map((side) => placesAlong(input?.shape[side] ?? 0, window));
  const slide = useSlide(rows ?? 0, columns ?? 0, start);
  const { place } = slide;
  const outputLimit = useMemo(() => (output ? strongestOf(output.values) : 1), [output]);
  const isScan = at === 1;
  const inputLimit = isScan ? 1 : inputs.strongest;
  if (!input || !inputMap) return null;
  const walk = walkConvolution(input, filter.kernel, filter.bias, window, place.row, place.column);
  const corner = windowAt(input.shape, window, place.row, place.column);
  const zero = windowAt(input.shape, window, 0, 0);
  const network = fresh && output ? (output.values[place.row * output.width + place.column] ?? null) : null;
  return (
    <>
      <SlideButtons slide={slide} />
      <div className={classNames('fields', windowStyles.pair)}>
        <WindowMap
          title={isScan ? 'The scan as network input' : `Input map ${inputChannel + 1}`}
          map={inputMap}
          palette={isScan ? 'grey' : 'signed'}
          limit={inputLimit}
          marked={{ ...corner, side: window.size }}
          place={place}
          stride={window.stride}
          first={zero.left}
          onMove={slide.goTo}
        />
        {output ? (
          <WindowMap
            title={`Feature map ${channel + 1}, ${output.height} × ${output.width}`}
            map={output}
            palette="signed"
            limit={outputLimit}
            marked={{ left: place.column, top: place.row, side: 1 }}
            place={place}
            stride={1}
            first={0}
            onMove={slide.goTo}
            drawnTo={slide.playing ? place : null}
          />
        ) : (
          <QueryState failure={failure}>Running the filter</QueryState>
        )}
      </div>
      <ConvolutionSum
        {...{ walk, inputChannel, isScan, network, isChanged, onEdit }}
        size={window.size}
        inputLimit={inputLimit}
        onInputChannel={setInputChannel}
      >
        <ChannelStrip
          label="Input map"
          of={inputs}
          palette={isScan ? 'grey' : 'signed'}
          chosen={inputChannel}
          onChoose={setInputChannel}
        />
      </ConvolutionSum>
    </>
  );
}
