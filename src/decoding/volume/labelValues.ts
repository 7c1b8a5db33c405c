import type { Samples } from '../image/rawImage.ts';

/** More different numbers are measured ones: the parcellations of brains that have hundreds are named as such. */
const MOST_LABELS = 12;
const MOST_VALUE = 255;
/** Of a volume of labels nearly all is nothing. */
const LEAST_EMPTY = 0.5;

/** Looks through the slices of a volume, whether they hold labels and not measurements: few small whole numbers, most of them 0. */
export class LabelValues {
  /** By value: 1 where there was one. */
  private readonly seen = new Uint8Array(MOST_VALUE + 1);
  private found = 0;
  private empty = 0;
  private count = 0;
  private isOver = false;

  add({ values, channels }: { readonly values: Samples; readonly channels: number }): void {
    this.isOver ||= channels > 1 || values instanceof Float32Array;
    if (this.isOver) return;
    this.count += values.length;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? 0;
      if (value === 0) this.empty += 1;
      else if (this.seen[value] !== 1) {
        this.seen[value] = 1;
        this.found += 1;
        this.isOver = value < 0 || value > MOST_VALUE || this.found > MOST_LABELS;
        if (this.isOver) return; // a measured slice ends within its first rows
      }
    }
  }

  get areLabels(): boolean {
    return !this.isOver && this.found > 0 && this.empty > LEAST_EMPTY * this.count;
  }
}
