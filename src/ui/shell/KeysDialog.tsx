import { Dialog } from '../components/Dialog.tsx';
import styles from './KeysDialog.module.css';

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['Tab'], 'to the next control'],
  [['←', '→', '↑', '↓'], 'from scan to scan in the grid, from row to row in results'],
  [['Home', 'End'], 'to the first and the last scan'],
  [['Enter'], 'shows the scan large'],
  [['←', '→'], 'in the large view: the scan before and after'],
  [['Alt', '↑', '↓'], 'in the network: moves the layer'],
  [['Delete'], 'in the network: removes the layer'],
  [['←', '→'], 'on a chart: reads its values'],
  [['Esc'], 'closes what is on top'],
  [['?'], 'this list'],
];

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className={styles.keys}>
        {KEYS.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
