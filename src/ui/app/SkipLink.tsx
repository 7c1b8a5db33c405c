import styles from './SkipLink.module.css';

/** The first stop of the Tab key: past the bar and the stages, to what is shown. */
export function SkipLink({ to }: { readonly to: HTMLElement }) {
  return (
    <button type="button" className={styles.skip} onClick={() => to.focus()}>
      Skip to content
    </button>
  );
}
