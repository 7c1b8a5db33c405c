import { type Point, type Scene, toStage, type View } from './geometry.ts';
import { centreOfPixel } from './look.ts';
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
  const half = Math.abs(at.x - corner.x) / ratio;
  const gap = Math.max(LEAST_GAP_PX, half + 2);
  return (
    <svg className={styles.crosshair} aria-hidden="true">
      <path d={`M0 ${y}H${x - gap}M${x + gap} ${y}h9999M${x} 0V${y - gap}M${x} ${y + gap}v9999`} />
      {half >= 2 ? <rect x={x - half} y={y - half} width={2 * half} height={2 * half} /> : null}
    </svg>
  );
}
