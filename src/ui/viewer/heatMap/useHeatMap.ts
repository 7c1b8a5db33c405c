import { strongestOf } from '../../../explain/heatMap.ts';
import type { ScanHeatMap } from '../../../worker/jobs/explain/explainProtocol.ts';
import { placeWords } from '../../components/text/placeWords.ts';
import { useJob } from '../../components/useJob.ts';
import type { AskedHeatMap, ScanSource } from '../scanSource.ts';

/** A heat map on its way, or there. */
export type HeatMapState = {
  readonly map: ScanHeatMap | null;
  /** 0..1 while it is made. */
  readonly share: number;
  readonly failure: string | null;
};

/** The map of this scan that is asked for; what was asked before is stopped. Null asks for none. */
export function useHeatMap(scan: ScanSource, asked: AskedHeatMap | null): HeatMapState {
  const of = asked && JSON.stringify([scan.key, asked]);
  const { value, share, failure } = useJob(of, (options) =>
    asked ? scan.heatMap(asked, options) : Promise.reject(new RangeError('No heat map was asked for.')),
  );
  return { map: value, share, failure };
}

/** What a screen reader hears in place of the colours: where the strongest part lies. */
export function heatMapSentence(map: ScanHeatMap, className: string): string {
  const most = strongestOf(map.values);
  if (most === 0) return `Nothing in this scan speaks for ${className} in this map.`;
  const at = map.values.findIndex((value) => Math.abs(value) === most);
  const place = placeWords(((at % map.width) + 0.5) / map.width, (Math.floor(at / map.width) + 0.5) / map.height);
  const way = (map.values[at] ?? 0) < 0 ? 'against' : 'for';
  return `The strongest part, ${place}, speaks ${way} ${className}.`;
}
