import { centreOfPixel } from '../viewState.ts';
import { type Point, type Scene, toStage, type View } from './geometry.ts';
import styles from './Stage.module.css';

/** Half of the gap in its middle, in CSS pixels: the pixel that is read stays free. */
const LEAST_GAP_PX = 6;

type CrosshairProps = {
  readonly pixel: Point;
  readonly view: View;
  readonly scene: Scene;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
};

/** Shows which pixel is read where there is no pointer. */
export function Crosshair({ pixel, view, scene, ratio }: CrosshairProps) {
  const at = toStage(view, scene, centreOfPixel(pixel));
  const corner = toStage(view, scene, pixel);
  const [x, y] = [at.x / ratio, at.y / ratio];
  const [halfWidth, halfHeight] = [Math.abs(at.x - corner.x) / ratio, Math.abs(at.y - corner.y) / ratio];
  const [beside, above] = [Math.max(LEAST_GAP_PX, halfWidth + 2), Math.max(LEAST_GAP_PX, halfHeight + 2)];
  return (
    <svg className={styles.crosshair} aria-hidden="true">
      <path d={`M0 ${y}H${x - beside}M${x + beside} ${y}h9999M${x} 0V${y - above}M${x} ${y + above}v9999`} />
      {Math.min(halfWidth, halfHeight) >= 2 ? (
        <rect x={x - halfWidth} y={y - halfHeight} width={2 * halfWidth} height={2 * halfHeight} />
      ) : null}
    </svg>
  );
}
