import { useEffect, useRef } from 'react';
import type { PreprocessingSpec } from '../../preprocessing/preprocessingSpec.ts';
import type { NetworkInput } from '../../worker/jobs/view/viewProtocol.ts';
import { classNames } from '../components/classNames.ts';
import { useJob } from '../components/useJob.ts';
import styles from './NetworkInputPane.module.css';
import type { ScanSource } from './scanSource.ts';

type NetworkInputPaneProps = {
  readonly scan: ScanSource;
  readonly spec: PreprocessingSpec;
};

/** The very pixels that a network is fed, each as a square. */
export function NetworkInputPane({ scan, spec }: NetworkInputPaneProps) {
  const { value: input, failure } = useJob(JSON.stringify([scan.key, spec]), () => scan.networkInput(spec));
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || (!input && !failure)) return; // the last one stays until the next is there
    context.canvas.width = spec.size;
    context.canvas.height = spec.size;
    if (input) context.putImageData(new ImageData(colours(input), input.size, input.size), 0, 0);
  }, [input, failure, spec.size]);
  return (
    <figure className={classNames('grow on-black', styles.pane)}>
      <canvas
        ref={canvas}
        className="fill"
        width={1}
        height={1}
        role="img"
        aria-label="What the network sees of this scan"
      />
      <figcaption className={classNames('over-scan', styles.caption)}>
        {failure ?? `Network input: ${spec.size} × ${spec.size} × ${spec.depth}`}
      </figcaption>
    </figure>
  );
}

/** RGBA, opaque. */
function colours({ size, depth, pixels }: NetworkInput): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * size * size).fill(255);
  for (let i = 0; i < size * size; i++) {
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = pixels[i * depth + (depth === 3 ? c : 0)] ?? 0;
  }
  return rgba;
}
