import { useMemo, useState } from 'react';
import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import type { MapAxes, ScanMap } from '../../../../worker/jobs/explore/exploreProtocol.ts';
import { Legend } from '../../../charts/plot/Legend.tsx';
import { Segmented } from '../../../components/form/Segmented.tsx';
import { classColour } from '../../../components/image/classColours.ts';
import { Card } from '../../../components/layout/Card.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatCount, formatCounted } from '../../../components/text/format.ts';
import { useJob } from '../../../components/useJob.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { useKnownScans } from '../../../workspace/useKnownScans.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { ScanStrip } from '../../data/audit/ScanStrip.tsx';
import { classMarks } from '../../data/classMarks.ts';
import { ScanDialog } from '../../data/ScanDialog.tsx';
import type { ExploredModel } from '../failures/FailuresCard.tsx';
import { JobProgress } from '../failures/JobProgress.tsx';
import styles from './MapCard.module.css';
import { MapPlot } from './MapPlot.tsx';
import { type ColouredMap, colouredMap, MAP_COLOURS, type MapColour } from './mapColours.ts';

const AXES: Readonly<Record<MapAxes, { readonly label: string; readonly about: string; readonly making: string }>> = {
  pca: {
    label: 'Principal axes',
    about: 'The axes are the two principal ones of the activations before the last layer: distances can be read.',
    making: 'Reading what the network makes of every scan',
  },
  umap: {
    label: 'UMAP',
    about:
      'UMAP keeps neighbours together, of at most 2000 scans taken evenly. Distances between clusters, and their sizes, mean nothing.',
    making: 'Placing the scans by UMAP',
  },
};

/** All scans by what the network makes of them: the like ones lie near each other. */
export function MapCard({ model, test, threshold }: ExploredModel) {
  const dataSet = useWorkspace((state) => state.dataSet);
  const [by, setBy] = useState<MapColour>('class');
  const [axes, setAxes] = useState<MapAxes>('pca');
  const map = useJob(dataSet && `${model.id} ${dataSet.version.hash} ${axes}`, (options) =>
    jobs.scanMap(model.id, axes, options),
  );
  const known = useKnownScans();
  const colours = useMemo(
    () => map.value && colouredMap(map.value, by, known, test, threshold, model.card.classes),
    [map.value, by, known, test, threshold, model.card.classes],
  );
  return (
    <Card title="Map of the scans">
      <p className="quiet">
        Each point is a scan. Scans that the network sees alike lie near each other. {AXES[axes].about}
      </p>
      <div className="row">
        <Segmented
          label="Axes"
          value={axes}
          onChange={setAxes}
          options={(Object.keys(AXES) as MapAxes[]).map((value) => ({ value, label: AXES[value].label }))}
        />
      </div>
      <JobProgress job={map} label={AXES[axes].making} />
      {map.value && colours ? (
        <>
          <div className="row">
            <Segmented
              label="Colour"
              value={by}
              onChange={setBy}
              options={(Object.keys(MAP_COLOURS) as MapColour[]).map((value) => ({ value, label: MAP_COLOURS[value] }))}
            />
          </div>
          <ColourLegend colours={colours} />
          <Explored map={map.value} {...{ colours, known }} />
        </>
      ) : null}
    </Card>
  );
}

function ColourLegend({ colours: { values, each } }: { readonly colours: ColouredMap }) {
  return (
    <Legend>
      {values.map((value, index) => (
        <li key={value}>
          <span className={styles.swatch} style={{ background: classColour(index) }} />
          {value} {formatCount(each.filter((other) => other === value).length)}
        </li>
      ))}
    </Legend>
  );
}

type ExploredProps = {
  readonly map: ScanMap;
  readonly colours: ColouredMap;
  readonly known: ReadonlyMap<string, ScanView>;
};

/** The map, and the scans that were chosen on it. */
function Explored({ map, colours, known }: ExploredProps) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [opened, setOpened] = useState<number | null>(null);
  const classes = useWorkspace(({ dataSet }) => dataSet?.classes) ?? [];
  const marks = classMarks(classes);
  const scanAt = (place: number) => known.get(map.sha256s[place] ?? '');
  const places = chosen.filter((place) => scanAt(place));
  const scans = places.flatMap((place) => scanAt(place) ?? []);
  const nameOf = (place: number) => {
    const scan = scanAt(place);
    return scan ? `${scan.name}, ${scan.className}; ${colours.each[place]}` : 'A scan that is no longer here';
  };
  return (
    <>
      <MapPlot map={map} colours={colours} nameOf={nameOf} onSelect={setChosen} />
      {scans.length > 0 ? (
        <>
          <h3>{formatCounted(scans.length, 'scan')} chosen</h3>
          <ScanStrip label="Chosen scans" scans={scans} marks={marks} onOpen={(_, index) => setOpened(index)} />
          <details>
            <summary>Numbers</summary>
            <PointTable {...{ map, places, nameOf }} />
            {places.length > MOST_ROWS ? (
              <p className="quiet dense">
                The first {MOST_ROWS} of {formatCount(places.length)}. Circle fewer to see the others.
              </p>
            ) : null}
          </details>
        </>
      ) : null}
      {opened === null ? null : (
        <ScanDialog
          {...{ scans, marks }}
          dataSet={[...known.values()]}
          index={Math.min(opened, scans.length - 1)}
          inUse
          onMove={setOpened}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** Of more the table would be long, and nobody reads it. */
const MOST_ROWS = 200;

type PointTableProps = {
  readonly map: ScanMap;
  readonly places: readonly number[];
  readonly nameOf: (place: number) => string;
};

function PointTable({ map, places, nameOf }: PointTableProps) {
  return (
    <Table caption="Chosen scans with their place on the map">
      <thead>
        <tr>
          <th scope="col">Scan</th>
          <th scope="col" className={numberCell}>
            First axis
          </th>
          <th scope="col" className={numberCell}>
            Second axis
          </th>
        </tr>
      </thead>
      <tbody>
        {places.slice(0, MOST_ROWS).map((place) => (
          <tr key={place}>
            <th scope="row">{nameOf(place)}</th>
            <td className={numberCell}>{(map.x[place] ?? 0).toFixed(2)}</td>
            <td className={numberCell}>{(map.y[place] ?? 0).toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
