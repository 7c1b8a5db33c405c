import type { ScanMask } from '../../../decoding/image/scanMask.ts';
import { OpacitySlider } from '../ViewerSlider.tsx';
import styles from './MaskPanel.module.css';
import { markedShare, maskColour } from './maskOverlay.ts';

type MaskPanelProps = {
  readonly mask: ScanMask;
  readonly opacity: number;
  readonly onOpacity: (opacity: number) => void;
};

/** What the colours of the mask mean, and how opaque they are. */
export function MaskPanel({ mask, opacity, onOpacity }: MaskPanelProps) {
  const { labels } = mask;
  return (
    <section className="stack" aria-label="Mask">
      <h3>Mask</h3>
      <OpacitySlider opacity={opacity} onOpacity={onOpacity} />
      <ul className="row">
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
