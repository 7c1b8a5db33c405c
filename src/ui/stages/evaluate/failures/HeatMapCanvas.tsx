import { useEffect, useRef } from 'react';
import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { classNames } from '../../../components/classNames.ts';
import { drawOverlay, USUAL_OPACITY } from '../../../viewer/heatMap/heatMapOverlay.ts';
import { useHeatMap } from '../../../viewer/heatMap/useHeatMap.ts';
import { storedScan } from '../../../viewer/scanSource.ts';
import styles from './HeatMapCanvas.module.css';

/** The longer side of a small heat map, pixels. */
const SIDE = 96;

type HeatMapCanvasProps = {
  readonly scan: ScanView;
  readonly modelId: string;
  /** What the network took the scan for. */
  readonly classIndex: number;
};

/** Over a small scan: where the network found what speaks for its answer. */
export function HeatMapCanvas({ scan, modelId, classIndex }: HeatMapCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { map } = useHeatMap(storedScan(scan), { modelId, method: 'grad-cam', classIndex });
  const scale = SIDE / Math.max(scan.width, scan.height);
  const [width, height] = [Math.round(scan.width * scale), Math.round(scan.height * scale)];
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !map) return;
    context.clearRect(0, 0, width, height);
    drawOverlay(context, [scale, 0, 0, scale, 0, 0], { map, opacity: USUAL_OPACITY }, scan);
  }, [map, scale, width, height, scan]);
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus.
    <canvas
      ref={canvas}
      className={classNames('scan-box fill', styles.over)}
      width={width}
      height={height}
      aria-hidden="true"
    />
  );
}
