import type { HeatMapMethod } from '../../../../../explain/heatMap.ts';
import type { ExplainedNetwork } from '../../../../../worker/jobs/explain/explainProtocol.ts';
import type { ViewedPicture } from '../../../../../worker/jobs/view/viewProtocol.ts';
import { classNames } from '../../../../components/classNames.ts';
import { Progress } from '../../../../components/Progress.tsx';
import { useJob } from '../../../../components/useJob.ts';
import { USUAL_OPACITY } from '../../../../viewer/heatMap/heatMapOverlay.ts';
import { heatMapSentence } from '../../../../viewer/heatMap/useHeatMap.ts';
import { StaticImage } from '../../../../viewer/image/StaticImage.tsx';
import { jobs } from '../../../../workspace/jobs.ts';
import { useFullScan } from '../../activations/useFullScan.ts';
import { scanOfKey } from '../../subject/ownScan.ts';
import type { Subject } from '../../subject/subject.ts';
import styles from '../../window/window.module.css';
import { MapPlaces } from './MapPlaces.tsx';

type MapPairProps = { readonly subject: Subject; readonly method: HeatMapMethod; readonly classIndex: number };

/** Of the weights that the other map is made with. */
const OTHER_SEED = 7;

/** The map of the network, and of the same network before it learned anything. */
export function MapPair({ subject, method, classIndex }: MapPairProps) {
  const { network, preprocessing, classes, name } = subject.network;
  const { value: picture } = useFullScan(subject.scan);
  const random = { untrained: { network, preprocessing, classCount: Math.max(2, classes.length), seed: OTHER_SEED } };
  const asked = { subject, method, classIndex, picture };
  return (
    <div className={classNames('fields', styles.pair)}>
      <HeatMapFigure title={name} of={subject.network.of} {...asked} />
      <HeatMapFigure
        title={subject.network.model ? 'The same with random weights' : 'With other random weights'}
        of={random}
        {...asked}
      />
    </div>
  );
}

type HeatMapFigureProps = MapPairProps & {
  readonly title: string;
  readonly of: ExplainedNetwork;
  readonly picture: ViewedPicture | null;
};

function HeatMapFigure({ title, of, subject, method, classIndex, picture }: HeatMapFigureProps) {
  const { scan, network } = subject;
  const key = JSON.stringify([scan.key, of, method, classIndex]);
  const map = useJob(key, (options) => jobs.heatMap({ ...of, method, classIndex, ...scanOfKey(scan.key) }, options));
  return (
    <figure className="stack gap-1">
      <figcaption className="dense strong">{title}</figcaption>
      <div className={styles.still}>
        <StaticImage
          image={picture}
          label={`Heat map of the scan: ${title}`}
          overlay={map.value && { map: map.value, opacity: USUAL_OPACITY }}
        />
      </div>
      {map.failure ? <p role="status">{map.failure}</p> : null}
      {map.value || map.failure ? null : (
        <Progress label="Making the heat map" value={map.share > 0 ? map.share : null} />
      )}
      {map.value ? (
        <>
          <p className="quiet dense">
            Orange: for {network.classes[classIndex]}.
            {map.value.values.some((value) => value < 0) ? ' Blue: against.' : null}{' '}
            {heatMapSentence(map.value, network.classes[classIndex] ?? '')}
          </p>
          <MapPlaces map={map.value} className={network.classes[classIndex] ?? ''} />
        </>
      ) : null}
    </figure>
  );
}
