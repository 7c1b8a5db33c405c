import { classNames } from '../../../components/classNames.ts';
import { formatValue } from './formatValue.ts';
import { colourOf, type Palette } from './mapColours.ts';
import styles from './maps.module.css';

type MapLegendProps = { readonly limit: number; readonly palette: Palette };

/** What the colours of a map mean. */
export function MapLegend({ limit, palette }: MapLegendProps) {
  const from = palette === 'grey' ? 0 : -limit;
  const stops = Array.from({ length: 21 }, (_, i) => colourOf(from + (i / 20) * (limit - from), limit, palette));
  return (
    <div className={classNames('stack gap-0', styles.legend)}>
      <span
        className={styles.scale}
        style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }}
        aria-hidden="true"
      />
      <p className="row spread dense quiet">
        <span>{formatValue(from)}</span>
        {palette === 'grey' ? null : <span>0</span>}
        <span>{formatValue(limit)}</span>
      </p>
    </div>
  );
}
