import styles from './maps.module.css';

type SignedBarProps = {
  /** -1..1 */
  readonly share: number;
  /** Of a class that is spoken for; where it is left out, the two of a signed map. */
  readonly colour?: string | undefined;
};

/** From the middle to the right above 0, to the left below; the number stands beside it. */
export function SignedBar({ share, colour }: SignedBarProps) {
  const side = share < 0 ? 'below' : 'above';
  const background = colour && (share < 0 ? 'var(--quiet)' : colour);
  const width = 50 * Math.min(1, Math.abs(share));
  return (
    <span className={styles.bar} aria-hidden="true">
      <span data-sign={side} style={{ width: `${width}%`, left: share < 0 ? `${50 - width}%` : '50%', background }} />
    </span>
  );
}
