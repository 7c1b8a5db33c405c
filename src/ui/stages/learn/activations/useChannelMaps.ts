import { useMemo } from 'react';
import type { AskedActivations, Trait } from '../../../../explain/operation.ts';
import type { ScanActivations } from '../../../../worker/jobs/explain/explainProtocol.ts';
import { type FeatureMap, mapOf } from '../maps/channelMap.ts';
import type { Subject } from '../subject/subject.ts';
import { useActivations } from './useActivations.ts';

type AskedLayer = Omit<AskedActivations, 'maps' | 'small'> & {
  /** The operations whose map is shown. */
  readonly maps: readonly number[];
  /** Which channel comes first: that of operation `at` with most of a trait. */
  readonly first: { readonly most: Trait; readonly at: number };
};

type ChannelMaps = {
  /** What does not hang on the channel; null until it is there. */
  readonly layer: ScanActivations | null;
  /** The one that is wanted: chosen, or the first. */
  readonly channel: number;
  /** By operation; while others are on their way, those of the channel before. */
  readonly maps: Readonly<Record<number, FeatureMap>>;
  /** Whether `maps` are of `channel`. */
  readonly fresh: boolean;
  readonly failure: string | null;
};

/** The layer once, and of its feature maps the one that is looked at: all of a large layer would be megabytes for each scan. */
export function useChannelMaps(
  subject: Subject,
  { maps, first, ...asked }: AskedLayer,
  chosen: number | null,
): ChannelMaps {
  const layer = useActivations(subject, { ...asked, maps: { at: maps, channel: first } });
  const isOther = chosen !== null && layer.found !== null && chosen !== layer.found.channel;
  const { changes = [] } = asked;
  const other = useActivations(subject, isOther ? { changes, maps: { at: maps, channel: chosen } } : null);
  const shown = isOther && other.found ? other : layer;
  const channel = chosen ?? layer.found?.channel ?? 0;
  return {
    ...{ layer: layer.found, channel },
    maps: useMapsOf(shown.found),
    fresh: shown.fresh && shown.found?.channel === channel,
    failure: layer.failure ?? (isOther ? other.failure : null),
  };
}

/** The maps of an answer, by operation. */
export function useMapsOf(found: ScanActivations | null): Readonly<Record<number, FeatureMap>> {
  const maps = found?.maps;
  return useMemo(
    () => Object.fromEntries(Object.entries(maps ?? {}).map(([at, values]) => [at, mapOf(values)])),
    [maps],
  );
}
