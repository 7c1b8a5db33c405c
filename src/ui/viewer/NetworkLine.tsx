import type { ViewedPicture } from '../../worker/protocol.ts';
import { Button } from '../components/Button.tsx';
import { networkWords, rangeWords } from './networkWords.ts';
import styles from './ScanViewer.module.css';
import type { ViewedNetwork } from './ScanViewer.tsx';
import { NetworkInputIcon } from './viewerIcons.tsx';

type NetworkLineProps = {
  readonly network: ViewedNetwork;
  readonly picture: ViewedPicture | null;
  readonly shown: boolean;
  readonly onToggle: () => void;
};

/** Always says what the network sees, and that nothing done here changes it. */
export function NetworkLine({ network, picture, shown, onToggle }: NetworkLineProps) {
  const range = picture ? rangeWords(picture) : '';
  return (
    <div className={styles.network}>
      <p>
        {network.intro} {networkWords(network.spec)}
        {range ? `; ${range}` : ''}. Zoom, turning and window change only this view, never the network’s input.
      </p>
      <Button
        small
        aria-pressed={shown}
        aria-keyshortcuts="n"
        title="What the network sees, beside it (n)"
        onClick={onToggle}
      >
        <NetworkInputIcon />
        {shown ? 'Hide its input' : 'Show its input'}
      </Button>
    </div>
  );
}
