import { useMemo, useState } from 'react';
import type { Values } from '../../../../../explain/operation.ts';
import type { TrainingHistory } from '../../../../../training/history.ts';
import { QueryState } from '../../../../components/QueryState.tsx';
import { useLatestQuery } from '../../../../components/useLatestQuery.ts';
import { jobs } from '../../../../workspace/jobs.ts';
import { channelMap, strongestOf } from '../../maps/channelMap.ts';
import { MapLegend } from '../../maps/MapLegend.tsx';
import { ValueMap } from '../../maps/ValueMap.tsx';
import type { StepProps } from '../../step.ts';
import type { LearnNetwork } from '../../subject.ts';
import { useActivations, useOperations } from '../../useActivations.ts';
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
    () => filterEpochs(history, now, network.model?.card.bestEpoch ?? null),
    [history, now, network],
  );
  const [place, setPlace] = useState(0);
  const shown = epochs[Math.min(place, epochs.length - 1)];
  const limit = useMemo(() => Math.max(...epochs.map(({ values }) => strongestOf(values))), [epochs]);
  const missing = whatIsMissing(history, network.model !== null);
  if (!shown) return null;
  return (
    <div className={styles.history}>
      {epochs.length > 1 ? (
        <div className={styles.scrubber}>
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
          <ol className={styles.ticks} aria-hidden="true">
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
      <FilterGrid shape={now.shape} values={shown.values} limit={limit} />
      <MapLegend palette="signed" limit={limit} />
    </div>
  );
}

type FilterGridProps = Pick<Values, 'shape'> & { readonly values: Float32Array; readonly limit: number };

/** One tile for each filter; of several channels their mean. */
function FilterGrid({ shape, values, limit }: FilterGridProps) {
  const maps = useMemo(() => {
    const [height = 1, width = 1, channels = 1, filters = 1] = shape;
    const joined = new Float32Array(height * width * filters);
    for (let i = 0; i < values.length; i++) {
      const [place, filter] = [Math.floor(i / (channels * filters)), i % filters];
      joined[place * filters + filter] = (joined[place * filters + filter] ?? 0) + (values[i] ?? 0) / channels;
    }
    const all = { shape: [height, width, filters], values: joined };
    return Array.from({ length: filters }, (_, filter) => channelMap(all, filter));
  }, [shape, values]);
  return (
    <ul className={styles.filters} aria-label="Filters of the first convolution">
      {maps.map((map, filter) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a filter is its place.
        <li key={filter}>
          <ValueMap map={map} palette="signed" limit={limit} label={`Filter ${filter + 1}`} />
          <span className="quiet">{filter + 1}</span>
        </li>
      ))}
    </ul>
  );
}
