import { useId } from 'react';
import type { ScanMask } from '../../../decoding/image/scanMask.ts';
import styles from './MaskPanel.module.css';
import { markedShare, maskColour } from './maskOverlay.ts';

type MaskPanelProps = {
  readonly mask: ScanMask;
  readonly opacity: number;
  readonly onOpacity: (opacity: number) => void;
};

/** What the colours of the mask mean, and how opaque they are. */
export function MaskPanel({ mask, opacity, onOpacity }: MaskPanelProps) {
  const id = useId();
  const { labels } = mask;
  return (
    <section className="stack" aria-label="Mask">
      <h3>Mask</h3>
      <div className={styles.opacity}>
        <label htmlFor={id}>Opacity</label>
        <input
          id={id}
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={opacity}
          aria-valuetext={`${Math.round(100 * opacity)} %`}
          onChange={(event) => onOpacity(event.target.valueAsNumber)}
        />
      </div>
      <ul className={styles.legend}>
        {labels.map((label, index) => (
          <li key={label} className="row dense">
            <span
              className={styles.swatch}
              style={{ background: `rgb(${maskColour(index + 1).join(' ')})` }}
              aria-hidden="true"
            />
            {labels.length > 1 ? `label ${label}` : 'marked'}
          </li>
        ))}
      </ul>
      <p className="quiet dense">
        {(100 * markedShare(mask)).toFixed(1)} % of the scan is marked. The mask came with the data set; the network
        does not see it.
      </p>
    </section>
  );
}
