import { useMemo, useState } from 'react';
import { receptiveField } from '../../../../../explain/receptiveField.ts';
import type { LitMap } from '../../../../../explain/strongestScans.ts';
import { inspectNetwork } from '../../../../../model/inspectNetwork.ts';
import { layerOfKind } from '../../../../../model/layers.ts';
import type { ExplainedNetwork } from '../../../../../worker/jobs/explain/explainProtocol.ts';
import { classNames } from '../../../../components/classNames.ts';
import { NumberField } from '../../../../components/form/NumberField.tsx';
import { Select } from '../../../../components/form/Select.tsx';
import { Progress } from '../../../../components/Progress.tsx';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import { useJob } from '../../../../components/useJob.ts';
import { jobs } from '../../../../workspace/jobs.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import type { StepProps } from '../../step.ts';
import type { LearnNetwork } from '../../subject/subject.ts';
import { LitPatch } from './LitPatch.tsx';
import styles from './learned.module.css';

const MOST = 9;

/** For a feature map the scans that light it most, each with the patch that did. */
export function StrongestScans({ subject: { network } }: StepProps) {
  const dataSet = useWorkspace((state) => state.dataSet);
  const layers = useMemo(() => layersWithMaps(network), [network]);
  const [chosen, setChosen] = useState<Chosen>({ layer: null, map: null });
  const layer = layers.find(({ place }) => place === chosen.layer) ?? layers.at(-1);
  const map = chosen.map === null ? null : Math.min(chosen.map, (layer?.maps ?? 1) - 1);
  const asked = dataSet && layer ? { of: network.of, layer: layer.place, map, count: MOST } : null;
  const found = useJob<Found | null>(asked && JSON.stringify([asked, dataSet?.version.hash]), async (options) =>
    asked ? { ...asked, lit: await jobs.strongestScans(asked, options) } : null,
  );
  const shown = useLast(found.value, network);
  if (!dataSet) return <p>This looks through a data set. Import one under Data, or run the sample.</p>;
  if (!layer) return <p>This network has no feature maps. Choose another network above.</p>;
  return (
    <div className="stack gap-3">
      <div className="row gap-4">
        <Select
          label="Layer"
          value={String(layer.place)}
          options={layers.map(({ place, name }) => ({ value: String(place), label: name }))}
          onChange={(place) => setChosen({ layer: Number(place), map: null })}
        />
        <NumberField
          label={`Feature map, 1 to ${layer.maps}`}
          value={(map ?? found.value?.lit.map ?? shown?.lit.map ?? 0) + 1}
          min={1}
          max={layer.maps}
          onChange={(number) => {
            if (number >= 1 && number <= layer.maps) setChosen({ layer: layer.place, map: number - 1 });
          }}
        />
      </div>
      {shown && found.failure === null ? (
        <Lit {...shown} network={network} />
      ) : found.failure ? (
        <StatusLine tone="bad">{found.failure}</StatusLine>
      ) : (
        <Progress label="Running all scans through the network" value={found.share} />
      )}
    </div>
  );
}

/** Nulls: the deepest layer, and of a layer the map that has most to tell. */
type Chosen = { readonly layer: number | null; readonly map: number | null };

type Found = {
  readonly of: ExplainedNetwork;
  readonly layer: number;
  readonly lit: LitMap;
};

/** What was found last of this network, while another map of it is looked at: nothing flickers. */
function useLast(found: Found | null, { of }: LearnNetwork): Found | null {
  const [last, setLast] = useState<Found | null>(null);
  if (found && found !== last) setLast(found);
  const shown = found ?? last;
  return shown && JSON.stringify(shown.of) === JSON.stringify(of) ? shown : null;
}

type LitProps = Omit<Found, 'of'> & { readonly network: LearnNetwork };

function Lit({ lit: { map, scans }, network, layer }: LitProps) {
  if (scans.length === 0)
    return (
      <StatusLine>No scan lights feature map {map + 1}: it is 0 everywhere. Such a map is called dead.</StatusLine>
    );
  const { network: spec, preprocessing } = network;
  const boxes = scans.map((each) => receptiveField(spec, preprocessing, layer, each));
  const [side] = boxes.map(({ width, height }) => Math.max(width, height)).toSorted((a, b) => b - a);
  return (
    <>
      <StatusLine>
        {`Feature map ${map + 1}: each value looks at up to ${side} × ${side} of ${preprocessing.size} × ${preprocessing.size} pixels. Copies of one scan count once.`}
      </StatusLine>
      <ul className={classNames('stack gap-4', styles.lit)}>
        {scans.map((scan, rank) => (
          <LitPatch key={scan.sha256} {...{ scan, rank, preprocessing }} box={boxes[rank] ?? null} />
        ))}
      </ul>
    </>
  );
}

/** Layers whose output is an image, named for a list: 'Convolution 2 (29 × 29, 64 maps)'. */
function layersWithMaps({ network, preprocessing, classes }: LearnNetwork) {
  const { layers } = inspectNetwork(network, preprocessing, Math.max(2, classes.length));
  const counts = new Map<string, number>();
  return network.layers.flatMap(({ kind }, place) => {
    const [height, width, maps] = layers[place]?.outputShape ?? [];
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (!height || !width || !maps) return [];
    return [{ place, maps, name: `${layerOfKind(kind).label} ${count} (${height} × ${width}, ${maps} maps)` }];
  });
}
