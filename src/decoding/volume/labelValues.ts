import type { Samples } from '../image/rawImage.ts';

/** More different numbers are measured ones: the parcellations of brains that have hundreds are named as such. */
const MOST_LABELS = 12;
const MOST_VALUE = 255;
/** Of a volume of labels nearly all is nothing. */
const LEAST_EMPTY = 0.5;

/** Looks through the slices of a volume, whether they hold labels and not measurements: few small whole numbers, most of them 0. */
export class LabelValues {
  private readonly found = new Set<number>();
  private empty = 0;
  private count = 0;
  private isOver = false;

  add({ values, channels }: { readonly values: Samples; readonly channels: number }): void {
    this.isOver ||= channels > 1 || values instanceof Float32Array;
    if (this.isOver) return;
    this.count += values.length;
    let last = 0; // equal neighbours are looked up once
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? 0;
      if (value === 0) this.empty += 1;
      else if (value !== last) {
        this.found.add(value);
        this.isOver = this.found.size > MOST_LABELS;
        if (this.isOver) return; // a measured slice ends within its first rows
        last = value;
      }
    }
  }

  get areLabels(): boolean {
    const isSmall = [...this.found].every((value) => value > 0 && value <= MOST_VALUE);
    return !this.isOver && isSmall && this.found.size > 0 && this.empty > LEAST_EMPTY * this.count;
  }
}
