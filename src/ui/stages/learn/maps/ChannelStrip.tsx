import { memo, useId, useMemo } from 'react';
import type { LayerOverview } from '../../../../explain/operation.ts';
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
  const maps = useMemo(() => {
    const channels = of.small.shape[2] ?? 1;
    return Array.from({ length: channels }, (_, channel) => channelMap(of.small, channel));
  }, [of]);
  return (
    <fieldset className={styles.strip}>
      <legend className="dense quiet">
        {label} {chosen + 1} of {maps.length}
      </legend>
      <div className={styles.channels}>
        {maps.map((map, channel) => {
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
              <ValueMap map={map} palette={palette} limit={of.strongest} label={null} small />
            </label>
          );
        })}
      </div>
    </fieldset>
  );
});
