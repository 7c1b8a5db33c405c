import { classNames } from '../classNames.ts';
import styles from './KeyList.module.css';

export type KeyLine = readonly [keys: readonly string[], does: string];

export function KeyList({ keys }: { readonly keys: readonly KeyLine[] }) {
  return (
    <dl className={classNames('stack', styles.keys)}>
      {keys.map(([names, does]) => (
        <div key={does}>
          <dt>
            {names.map((name) => (
              <kbd key={name}>{name}</kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
