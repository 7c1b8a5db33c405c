import { Button } from '../../../components/Button.tsx';
import { NextIcon, PreviousIcon } from '../../../components/icons.tsx';
import type { Slide } from './useSlide.ts';
import styles from './window.module.css';

/** Starts and stops the window, and moves it by one place. */
export function SlideButtons({ slide }: { readonly slide: Slide }) {
  return (
    <div className="row">
      {slide.still ? null : (
        <Button small className={styles.play} onClick={() => slide.play(!slide.playing)}>
          {slide.playing ? 'Pause' : 'Play'}
        </Button>
      )}
      <Button small aria-label="Window one place back" title="One place back" onClick={() => slide.step(-1)}>
        <PreviousIcon />
      </Button>
      <Button small aria-label="Window one place on" title="One place on" onClick={() => slide.step(1)}>
        <NextIcon />
      </Button>
      <span className="quiet dense">
        Row {slide.place.row + 1}, column {slide.place.column + 1}
      </span>
    </div>
  );
}
