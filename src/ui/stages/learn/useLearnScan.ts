import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useLatestQuery } from '../../components/useLatestQuery.ts';
import { jobs } from '../../workspace/jobs.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { ownScan } from './ownScan.ts';
import { usePlace } from './place.ts';
import { type LearnNetwork, type LearnScan, scanAt } from './subject.ts';
import { usualScan } from './usualScan.ts';

/** The scan that the address names, else the one to begin with. Null where there is none; undefined while it is looked for. */
export function useLearnScan({ model }: LearnNetwork): LearnScan | null | undefined {
  const place = usePlace();
  const dataSet = useWorkspace((state) => state.dataSet);
  const own = useStore(ownScan, (state) => state.scan);
  const asks = place.scan === null && dataSet !== null && model !== null;
  const detail = useLatestQuery(asks ? model.id : null, (id) => jobs.model(id));
  const predictions = detail.step === 'answered' ? detail.value.predictions : null;
  const usual = useMemo(
    () => dataSet && usualScan(predictions, new Set(dataSet.scans.map(({ sha256 }) => sha256))),
    [dataSet, predictions],
  );
  // A network that is trained meanwhile changes the scan when its predictions are read: nothing is put away until then.
  const [waitsAtFirst] = useState(asks);
  const waits = waitsAtFirst && asks && detail.step === 'none';
  return useMemo(() => (waits ? undefined : scanAt(place, dataSet, own, usual)), [waits, place, dataSet, own, usual]);
}
