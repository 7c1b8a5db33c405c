import styles from './maps.module.css';

/** From the middle to the right above 0, to the left below; the number stands beside it. @param share -1..1 */
export function SignedBar({ share }: { readonly share: number }) {
  const width = 50 * Math.min(1, Math.abs(share));
  return (
    <span className={styles.bar} aria-hidden="true">
      <span
        data-sign={share < 0 ? 'below' : 'above'}
        style={{ width: `${width}%`, left: share < 0 ? `${50 - width}%` : '50%' }}
      />
    </span>
  );
}
