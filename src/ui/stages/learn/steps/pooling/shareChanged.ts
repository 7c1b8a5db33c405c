/** The mean difference of two maps of one size, as a share of the mean of their sizes: 0 where they are the same, 1 where they share nothing. */
export function shareChanged(before: ArrayLike<number>, after: ArrayLike<number>): number {
  let [difference, size] = [0, 0];
  for (let i = 0; i < before.length; i++) {
    const [was, is] = [before[i] ?? 0, after[i] ?? 0];
    difference += Math.abs(was - is);
    size += Math.abs(was) + Math.abs(is);
  }
  return size > 0 ? difference / size : 0;
}
