import type { Box } from '../../../../../preprocessing/headBoundingBox.ts';
import type { ViewedPicture } from '../../../../../worker/jobs/view/viewProtocol.ts';
import { classNames } from '../../../../components/classNames.ts';
import { inSquares } from '../../../../viewer/image/geometry.ts';
import { StaticImage } from '../../../../viewer/image/StaticImage.tsx';
import maps from '../../maps/maps.module.css';
import styles from '../../window/window.module.css';

type FullScanProps = {
  readonly picture: ViewedPicture;
  /** What is marked, pixels of the scan. */
  readonly area: Box;
};

/** The scan as it was dropped, with what the window shows. */
export function FullScan({ picture, area }: FullScanProps) {
  const { width, height, channels } = picture;
  const shown = inSquares(picture);
  return (
    <figure className="stack gap-1">
      <figcaption className="dense strong">
        The scan: {width} × {height} × {channels}
      </figcaption>
      <div className={styles.still} style={{ position: 'relative', aspectRatio: `${shown.width} / ${shown.height}` }}>
        <StaticImage image={picture} label="The scan at full size" />
        <svg
          className="fill"
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          focusable="false"
        >
          <rect
            className={classNames(maps.outline, styles.halo)}
            x={area.left}
            y={area.top}
            width={area.width}
            height={area.height}
          />
          <rect className={maps.outline} x={area.left} y={area.top} width={area.width} height={area.height} />
        </svg>
      </div>
    </figure>
  );
}
