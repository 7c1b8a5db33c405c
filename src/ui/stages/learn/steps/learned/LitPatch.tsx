import { useEffect, useRef } from 'react';
import type { LitScan } from '../../../../../explain/strongestScans.ts';
import type { Box } from '../../../../../preprocessing/headBoundingBox.ts';
import type { PreprocessingSpec } from '../../../../../preprocessing/preprocessingSpec.ts';
import type { NetworkInput } from '../../../../../worker/jobs/view/viewProtocol.ts';
import { classNames } from '../../../../components/classNames.ts';
import { placeWords } from '../../../../components/text/placeWords.ts';
import { useLatestQuery } from '../../../../components/useLatestQuery.ts';
import { jobs } from '../../../../workspace/jobs.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { formatValue } from '../../maps/formatValue.ts';
import maps from '../../maps/maps.module.css';
import styles from './learned.module.css';

type LitPatchProps = {
  readonly scan: LitScan;
  /** From 0. */
  readonly rank: number;
  readonly preprocessing: PreprocessingSpec;
  /** What the largest value looks at, in pixels of the input. */
  readonly box: Box | null;
};

/** A scan as the network gets it, the patch outlined, and the patch by itself. */
export function LitPatch({ scan, rank, preprocessing, box }: LitPatchProps) {
  const { sha256, value } = scan;
  const known = useWorkspace((state) => state.dataSet?.scans.find((each) => each.sha256 === sha256));
  const input = useLatestQuery({ sha256, preprocessing }, (asked) =>
    jobs.networkInput(asked.sha256, asked.preprocessing),
  );
  const image = input.step === 'answered' ? input.value : null;
  const name = known ? `${known.name}, ${known.className}` : sha256.slice(0, 8);
  return (
    <li className="stack gap-1">
      <span className={classNames('dense stack', styles.pair)}>
        <InputCanvas image={image} part={null} outline={box} label={`${rank + 1}: ${name}`} />
        <InputCanvas
          image={image}
          part={box}
          outline={null}
          label={`The patch${box ? ` ${whereIs(box, preprocessing.size)}` : ''}, enlarged`}
        />
        <span className="quiet" aria-hidden="true">
          scan
        </span>
        <span className="quiet" aria-hidden="true">
          patch, enlarged
        </span>
      </span>
      <span className="dense">
        <span className="quiet">{rank + 1}</span> <b>{formatValue(value)}</b>{' '}
        <span className="quiet">{known?.className}</span>
      </span>
    </li>
  );
}

/** 'in the upper left' */
function whereIs({ left, top, width, height }: Box, size: number): string {
  return placeWords((left + width / 2) / size, (top + height / 2) / size);
}

type InputCanvasProps = {
  readonly image: NetworkInput | null;
  /** Null: all of it. */
  readonly part: Box | null;
  readonly outline: Box | null;
  readonly label: string;
};

function InputCanvas({ image, part, outline, label }: InputCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !image) return;
    const { left, top, width, height } = part ?? { left: 0, top: 0, width: image.size, height: image.size };
    context.canvas.width = width;
    context.canvas.height = height;
    context.putImageData(imageData(image), -left, -top);
  }, [image, part]);
  const { size = 1 } = image ?? {};
  return (
    <span className={classNames('on-black', styles.input)}>
      <canvas ref={canvas} width={1} height={1} role="img" aria-label={label} />
      {outline ? (
        <svg className="fill" viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
          <rect
            className={maps.outline}
            x={outline.left}
            y={outline.top}
            width={outline.width}
            height={outline.height}
          />
        </svg>
      ) : null}
    </span>
  );
}

function imageData({ size, depth, pixels }: NetworkInput): ImageData {
  const image = new ImageData(size, size);
  for (let i = 0; i < size * size; i++) {
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = pixels[i * depth + (depth === 3 ? c : 0)] ?? 0;
    image.data[4 * i + 3] = 255;
  }
  return image;
}
