import { type ReactNode, useMemo, useState } from 'react';
import type { VolumeChoice } from '../../../../dataset/volumeChoice.ts';
import type { ClassifiedRow } from '../../../../worker/jobs/classify/classifyProtocol.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { classNames } from '../../../components/classNames.ts';
import { Toggle } from '../../../components/form/Toggle.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { DefinitionList } from '../../../components/text/DefinitionList.tsx';
import { formatBytes } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import type { DroppedFile } from '../../../drop/droppedFiles.ts';
import { USUAL_OPACITY } from '../../../viewer/heatMap/heatMapOverlay.ts';
import { heatMapSentence, useHeatMap } from '../../../viewer/heatMap/useHeatMap.ts';
import { StaticImage } from '../../../viewer/image/StaticImage.tsx';
import { useViewedImage } from '../../../viewer/image/useViewedImage.ts';
import { LazyViewer } from '../../../viewer/lazyViewer.tsx';
import { NearestScans } from '../../../viewer/nearest/NearestScans.tsx';
import { networkOf } from '../../../viewer/networkWords.ts';
import { type ScanSource, scanOfFile } from '../../../viewer/scanSource.ts';
import { CsvButton } from '../results/CsvButton.tsx';
import { isUnlike } from './knownScan.ts';
import styles from './SingleResult.module.css';
import { VerdictGrounds, VerdictHead } from './VerdictPanel.tsx';
import { verdictOf } from './verdict.ts';

type SingleResultProps = {
  readonly row: ClassifiedRow;
  readonly file: DroppedFile;
  /** Which of its slices it is, where it is a volume. */
  readonly volumes: VolumeChoice | null;
  readonly model: ModelSummary;
};

/** One scan, large, and what the network says of it. */
export function SingleResult({ row, file, volumes, model }: SingleResultProps) {
  if (row.status !== 'classified') {
    return (
      <Card title={row.path}>
        <StatusLine tone="bad">
          {row.status === 'refused' ? 'Refused' : 'Ignored'}: {row.reason}
        </StatusLine>
        <DefinitionList entries={[['Size', formatBytes(file.file.size)]]} />
      </Card>
    );
  }
  const { path, sha256 } = row;
  const head = (
    <VerdictHead probabilities={row.probabilities} model={model} knownFrom={row.splitMembership} unlike={row.unlike} />
  );
  const grounds = <VerdictGrounds probabilities={row.probabilities} model={model} />;
  return (
    <article className={classNames('bleed', styles.result)} aria-label={row.path}>
      <div className={styles.verdict}>{head}</div>
      <ImageButton
        title={path}
        scan={scanOfFile(sha256, file.file, undefined, volumes)}
        model={model}
        meaningless={isUnlike(row)}
        classIndex={verdictOf(row.probabilities, model.card).classIndex}
        headline={head}
      >
        {grounds}
      </ImageButton>
      <div className={classNames('column gap-5', styles.panel)}>
        {grounds}
        <DefinitionList
          entries={[
            ['File', row.path],
            ['Size', `${row.width} × ${row.height} pixels, ${formatBytes(file.file.size)}`],
            ['Model', model.name],
          ]}
        />
        <NearestScans key={sha256} model={model} scan={file.file} scanKey={sha256} {...(volumes && { volumes })} />
        <CsvButton rows={[row]} model={model} />
      </div>
    </article>
  );
}

type ImageButtonProps = {
  readonly title: string;
  readonly scan: ScanSource;
  readonly model: ModelSummary;
  /** Unlike the training scans: then a heat map is made only when asked for. */
  readonly meaningless: boolean;
  /** What the model took the scan for. */
  readonly classIndex: number;
  /** What is said of the scan in the viewer. */
  readonly headline: ReactNode;
  readonly children: ReactNode;
};

/** As large as it fits; a click opens the viewer. */
function ImageButton({ title, scan, model, meaningless, classIndex, headline, children }: ImageButtonProps) {
  const { image, failure } = useViewedImage(scan);
  const [opened, setOpened] = useState(false);
  const [explains, setExplains] = useState(!meaningless);
  const heat = useHeatMap(scan, explains ? { modelId: model.id, method: 'grad-cam', classIndex } : null);
  const { map } = heat;
  const overlay = useMemo(() => (map ? { map, opacity: USUAL_OPACITY } : null), [map]);
  const className = model.card.classes[classIndex] ?? '';
  return (
    <div className={classNames('on-black', styles.image)}>
      {failure ? (
        <StatusLine tone="bad">{failure}</StatusLine>
      ) : (
        <button
          type="button"
          className={classNames('bare inner-focus', styles.open)}
          aria-label={`Open ${title} in the viewer`}
          title="Open in the viewer: zoom, window and level, pixel values, network input"
          onClick={() => setOpened(true)}
        >
          <StaticImage image={image} label={title} overlay={overlay} />
        </button>
      )}
      <div className={classNames('stack gap-1', styles.heatMap)}>
        <Toggle label={`Heat map: where it found ${className}`} checked={explains} onChange={setExplains} />
        {explains && map ? <p className="quiet dense">{heatMapSentence(map, className)}</p> : null}
        {heat.failure ? <StatusLine tone="bad">{heat.failure}</StatusLine> : null}
      </div>
      {opened ? (
        <LazyViewer
          {...{ title, scan, headline }}
          soon={[]}
          list={{ index: 0, count: 1, onMove: () => {} }}
          stack={null}
          network={networkOf(model, classIndex)}
          onClose={() => setOpened(false)}
        >
          {children}
        </LazyViewer>
      ) : null}
    </div>
  );
}
