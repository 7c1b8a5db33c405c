import { Dialog } from '../components/layout/Dialog.tsx';
import { KeyList } from '../components/text/KeyList.tsx';
import { VIEWER_KEYS } from './keys.ts';

/** What `?` shows inside the viewer. */
export function ViewerKeys({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Viewer shortcuts" onClose={onClose}>
      <KeyList keys={VIEWER_KEYS} />
    </Dialog>
  );
}
