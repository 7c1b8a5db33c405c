import { useId } from 'react';
import { formatCount } from '../../components/text/format.ts';
import styles from '../ScanViewer.module.css';
import type { Place } from './Pager.tsx';

/** Through the slices of a series. */
export function SliceSlider({ stack: { index, count, onMove } }: { readonly stack: Place }) {
  const id = useId();
  return (
    <div className={styles.slices}>
      <label htmlFor={id}>Slice</label>
      <input
        id={id}
        type="range"
        min={1}
        max={count}
        value={index + 1}
        aria-valuetext={`${index + 1} of ${count}`}
        onChange={(event) => onMove(event.target.valueAsNumber - 1)}
      />
      <span aria-hidden="true">
        {formatCount(index + 1)} of {formatCount(count)}
      </span>
    </div>
  );
}
