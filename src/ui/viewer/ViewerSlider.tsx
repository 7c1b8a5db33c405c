import { useId } from 'react';
import { classNames } from '../components/classNames.ts';
import styles from './ViewerSlider.module.css';

type ViewerSliderProps = {
  readonly name: string;
  readonly value: number;
  readonly least: number;
  readonly largest: number;
  readonly step: number;
  /** The value as it is shown and said. */
  readonly words: string;
  readonly onChange: (value: number) => void;
};

/** A slider in a panel of the viewer, with its name before and its value behind it. */
export function ViewerSlider({ name, value, least, largest, step, words, onChange }: ViewerSliderProps) {
  const id = useId();
  return (
    <div className={classNames('dense stack', styles.slider)}>
      <label htmlFor={id}>{name}</label>
      <input
        id={id}
        type="range"
        min={least}
        max={largest}
        step={step}
        value={value}
        aria-valuetext={words}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      <span aria-hidden="true">{words}</span>
    </div>
  );
}

type OpacityProps = { readonly opacity: number; readonly onOpacity: (opacity: number) => void };

/** How much of what lies under it a heat map or a mask lets through. */
export function OpacitySlider({ opacity, onOpacity }: OpacityProps) {
  const words = `${Math.round(100 * opacity)} %`;
  return (
    <ViewerSlider name="Opacity" value={opacity} least={0} largest={1} step={0.05} words={words} onChange={onOpacity} />
  );
}
