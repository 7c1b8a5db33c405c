import { memo, useDeferredValue, useId, useMemo } from 'react';
import type { LayerOverview } from '../../../../explain/operation.ts';
import { classNames } from '../../../components/classNames.ts';
import { channelMap } from './channelMap.ts';
import type { Palette } from './mapColours.ts';
import styles from './maps.module.css';
import { ValueMap } from './ValueMap.tsx';

type ChannelStripProps = {
  /** 'Feature map': the name of the group. */
  readonly label: string;
  readonly of: LayerOverview;
  readonly palette: Palette;
  readonly chosen: number;
  readonly onChoose: (channel: number) => void;
  /** What else is said of a channel: 'dead'. */
  readonly noteOf?: (channel: number) => string | null;
};

/** All channels, small: one of them is chosen. One stop for Tab, arrows move. */
export const ChannelStrip = memo(function ChannelStrip(props: ChannelStripProps) {
  const { label, of, palette, chosen, onChoose, noteOf } = props;
  const group = useId();
  const channels = of.small.shape[2] ?? 1;
  // The maps come after the rest of the step, which waits for none of them.
  const drawn = useDeferredValue<LayerOverview | null>(of, null);
  const maps = useMemo(
    () => drawn && Array.from({ length: drawn.small.shape[2] ?? 1 }, (_, channel) => channelMap(drawn.small, channel)),
    [drawn],
  );
  return (
    <fieldset className="stack gap-1">
      <legend className="dense quiet">
        {label} {chosen + 1} of {channels}
      </legend>
      <div className={classNames('row', styles.channels)}>
        {Array.from({ length: channels }, (_, channel) => {
          const map = maps?.[channel];
          const note = noteOf?.(channel) ?? null;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its place.
            <label key={channel} className={styles.channel} title={`${channel + 1}${note ? `, ${note}` : ''}`}>
              <input
                className="visually-hidden"
                type="radio"
                name={group}
                checked={channel === chosen}
                aria-label={`${label} ${channel + 1}${note ? `, ${note}` : ''}`}
                onChange={() => onChoose(channel)}
              />
              {map && drawn ? (
                <ValueMap map={map} palette={palette} limit={drawn.strongest} label={null} small />
              ) : null}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
});
