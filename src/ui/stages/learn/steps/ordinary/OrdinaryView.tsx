import { useState } from 'react';
import { classNames } from '../../../../components/classNames.ts';
import { formatCount } from '../../../../components/text/format.ts';
import { ViewerSlider } from '../../../../viewer/ViewerSlider.tsx';
import type { StepProps } from '../../step.ts';
import { ConnectionDrawing } from './ConnectionDrawing.tsx';
import styles from './ordinary.module.css';
import { ParameterBar } from './ParameterBar.tsx';
import { convolutionParameters, denseParameters, layerParameters } from './parameterCounts.ts';

const FILTERS = 32;
const KERNEL = 3;
/** CSS pixels of the larger square. */
const LARGE = 140;

/** A dense layer on the pixels beside a convolution, in weights; then where this network's are. */
export function OrdinaryView({ subject }: StepProps) {
  const { network } = subject;
  const { depth } = network.preprocessing;
  const [size, setSize] = useState(network.preprocessing.size);
  const [neurons, setNeurons] = useState(512);
  const dense = denseParameters(size, depth, neurons);
  const convolution = convolutionParameters(KERNEL, depth, FILTERS);
  const side = LARGE * Math.sqrt(convolution / dense);
  return (
    <>
      <div className={classNames('stack', styles.sliders)}>
        <ViewerSlider
          name="Side of the scan"
          value={size}
          least={16}
          largest={256}
          step={16}
          words={`${size} px`}
          onChange={setSize}
        />
        <ViewerSlider
          name="Neurons"
          value={neurons}
          least={32}
          largest={1024}
          step={32}
          words={String(neurons)}
          onChange={setNeurons}
        />
      </div>
      <div className={classNames('fields gap-5', styles.pair)}>
        <figure className="stack">
          <figcaption className="strong">Ordinary: every pixel to every neuron</figcaption>
          <ConnectionDrawing kind="dense" />
          <p>
            {size} × {size} × {depth} pixels × {formatCount(neurons)} neurons + {formatCount(neurons)} biases =
          </p>
          <p className={styles.count}>{formatCount(dense)}</p>
          <div className={styles.area} style={{ width: LARGE, height: LARGE }} data-kind="dense" />
        </figure>
        <figure className="stack">
          <figcaption className="strong">Convolution: one filter for all places</figcaption>
          <ConnectionDrawing kind="convolution" />
          <p>
            {KERNEL} × {KERNEL} × {depth} weights × {FILTERS} filters + {FILTERS} biases =
          </p>
          <p className={styles.count}>{formatCount(convolution)}</p>
          <div className={styles.area} style={{ width: side, height: side }} data-kind="convolution" />
          <p className="quiet dense">
            The two areas are to scale: {formatCount(Math.round(dense / convolution))} times as many in the ordinary
            one.
          </p>
        </figure>
      </div>
      <ParameterBar name={network.name} layers={layerParameters(network)} />
    </>
  );
}
