import { useMemo, useState } from 'react';
import { strongestOf } from '../../../../../explain/heatMap.ts';
import type { Values } from '../../../../../explain/operation.ts';
import type { TrainingHistory } from '../../../../../training/history.ts';
import { classNames } from '../../../../components/classNames.ts';
import { QueryState } from '../../../../components/QueryState.tsx';
import { useLatestQuery } from '../../../../components/useLatestQuery.ts';
import { jobs } from '../../../../workspace/jobs.ts';
import { useActivations, useOperations } from '../../activations/useActivations.ts';
import { channelMap, type FeatureMap } from '../../maps/channelMap.ts';
import { formatValue } from '../../maps/formatValue.ts';
import { MapLegend } from '../../maps/MapLegend.tsx';
import { ValueMap } from '../../maps/ValueMap.tsx';
import type { StepProps } from '../../step.ts';
import type { LearnNetwork } from '../../subject/subject.ts';
import { changedMost, channelMeans, differences } from './filterChange.ts';
import { filterEpochs, whatIsMissing } from './filterEpochs.ts';
import styles from './learned.module.css';

/** The filters of the first convolution as images, at the epochs of which they are known. */
export function FilterHistory({ subject }: StepProps) {
  const { operations, failure } = useOperations(subject);
  const at = operations?.findIndex(({ kind }) => kind === 'conv') ?? -1;
  const { found } = useActivations(subject, at < 0 ? null : { weights: [at] });
  const history = useHistory(subject.network);
  const [now] = found?.weights[at] ?? [];
  if (operations && at < 0) return <p>This network has no convolution. Choose another network above.</p>;
  if (!now || history === undefined) return <QueryState failure={failure}>Reading the filters</QueryState>;
  return <Filters key={subject.network.key} network={subject.network} history={history} now={now} />;
}

/** Undefined while it is on its way; null where there is none. */
function useHistory({ model }: LearnNetwork): TrainingHistory | null | undefined {
  const detail = useLatestQuery(model?.id ?? null, (id) => jobs.model(id));
  if (!model || detail.step === 'failed') return null;
  return detail.step === 'answered' && detail.fresh ? detail.value.history : undefined;
}

type FiltersProps = {
  readonly network: LearnNetwork;
  readonly history: TrainingHistory | null;
  /** [height, width, channels, filters] as the network has them. */
  readonly now: Values;
};

function Filters({ network, history, now }: FiltersProps) {
  const epochs = useMemo(
    () =>
      filterEpochs(history, now, network.model?.card.bestEpoch ?? null).map(({ name, values }) => ({
        ...{ name, values: channelMeans(now.shape, values) },
      })),
    [history, now, network],
  );
  const shape = useMemo((): FilterGridProps['shape'] => {
    const [height = 1, width = 1, , filters = 1] = now.shape;
    return [height, width, filters];
  }, [now]);
  const [place, setPlace] = useState(epochs.length - 1);
  const shown = epochs[place];
  const limit = Math.max(...epochs.map(({ values }) => strongestOf(values)));
  const missing = whatIsMissing(history, network.model !== null);
  if (!shown) return null;
  return (
    <div className="stack gap-3">
      {epochs.length > 1 ? (
        <div className={classNames('stack gap-1', styles.scrubber)}>
          <input
            type="range"
            min={0}
            max={epochs.length - 1}
            step={1}
            value={place}
            aria-label="Epoch"
            aria-valuetext={shown.name}
            onChange={(event) => setPlace(event.target.valueAsNumber)}
          />
          <ol className={classNames('dense', styles.ticks)} aria-hidden="true">
            {epochs.map(({ name }, index) => (
              <li key={name} className={index === place ? 'strong' : 'quiet'}>
                {name}
              </li>
            ))}
          </ol>
        </div>
      ) : (
        <p className="strong">{shown.name}</p>
      )}
      {missing ? <p className="quiet dense">{missing}</p> : null}
      <FilterGrid label="Filters of the first convolution" {...{ shape, limit }} values={shown.values} />
      <MapLegend palette="signed" limit={limit} />
      {history?.filters ? <Change {...{ epochs, shape, place }} /> : null}
    </div>
  );
}

type ChangeProps = Pick<FilterGridProps, 'shape'> & {
  readonly epochs: readonly { readonly values: Float32Array<ArrayBuffer> }[];
  readonly place: number;
};

/** What training added to the first values, on a scale of its own: it is small beside them. */
function Change({ epochs, shape, place }: ChangeProps) {
  const changes = useMemo(() => {
    const [start] = epochs;
    return epochs.map(({ values }) => differences(values, start?.values ?? values));
  }, [epochs]);
  const limit = Math.max(...changes.map(strongestOf));
  const change = changes[place];
  if (!change || limit === 0) return null;
  const { filter, by } = changedMost(change, shape[2]);
  return (
    <>
      <p>
        <b>Change since the start</b>, on a scale of its own.{' '}
        {by > 0 ? `Filter ${filter + 1} changed most: by ${formatValue(by)}.` : 'Move to a later epoch to see it.'}
      </p>
      <FilterGrid label="Change since the start" {...{ shape, limit }} values={change} />
      <MapLegend palette="signed" limit={limit} />
    </>
  );
}

/** Numbers that somebody listens to. */
const MOST_READ = 25;

type FilterGridProps = {
  readonly label: string;
  /** [height, width, filters] */
  readonly shape: readonly [number, number, number];
  readonly values: Float32Array<ArrayBuffer>;
  readonly limit: number;
};

/** For a screen reader, in place of the colours: '0.120, −0.031, ...'. */
function numbersOf({ values }: FeatureMap): string {
  if (values.length <= MOST_READ) return [...values].map((value) => formatValue(value)).join(', ');
  return `${values.length} weights, the largest ${formatValue(strongestOf(values))}`;
}

/** One tile for each filter. */
function FilterGrid({ label, shape, values, limit }: FilterGridProps) {
  const maps = useMemo(
    () => Array.from({ length: shape[2] }, (_, filter) => channelMap({ shape: [...shape], values }, filter)),
    [shape, values],
  );
  return (
    <ul className={classNames('stack', styles.filters)} aria-label={label}>
      {maps.map((map, filter) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a filter is its place.
        <li key={filter}>
          <ValueMap map={map} palette="signed" limit={limit} label={`Filter ${filter + 1}: ${numbersOf(map)}`} />
          <span className="quiet">{filter + 1}</span>
        </li>
      ))}
    </ul>
  );
}
