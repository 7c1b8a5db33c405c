import { Dialog } from '../components/layout/Dialog.tsx';
import { type KeyLine, KeyList } from '../components/text/KeyList.tsx';

const KEYS: readonly KeyLine[] = [
  [['Tab'], 'to the next control'],
  [['←', '→', '↑', '↓'], 'from scan to scan in the grid, from row to row in results'],
  [['Home', 'End'], 'to the first and the last scan'],
  [['Enter'], 'opens the scan in the viewer'],
  [['←', '→'], 'in the viewer: the previous and next scan'],
  [['↑', '↓'], 'in the viewer: the previous and next slice'],
  [['?'], 'in the viewer: its shortcuts, for zoom, window and rotation'],
  [['Alt', '↑', '↓'], 'in the network: moves the layer'],
  [['Delete'], 'in the network: removes the layer'],
  [['←', '→'], 'on a chart: reads its values'],
  [['Esc'], 'closes what is on top'],
  [['?'], 'this list'],
];

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <KeyList keys={KEYS} />
    </Dialog>
  );
}
