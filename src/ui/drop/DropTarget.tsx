import { type ReactNode, useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { formatCounted } from '../components/text/format.ts';
import { Waited } from '../components/Waited.tsx';
import { chosenModel, notifyFailure, openingEnded, useWorkspace } from '../workspace/workspace.ts';
import styles from './DropTarget.module.css';
import { availableScans, dropSentence, type Held, heldItems, notOpenSentence } from './dropIntent.ts';
import { handleDrop } from './handleDrop.ts';
import { noteWaitingDrop } from './waitingDrop.ts';
import { walkDrop } from './walkDrop.ts';

const NOTHING: Held = { folders: 0, archives: 0, loose: 0 };

/** The whole page takes drops, and says what will happen before they are let go. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const stage = useWorkspace((state) => state.stage);
  const hasModel = useWorkspace((state) => chosenModel(state) !== null);
  const scans = useWorkspace((state) => availableScans(state.dataSet));
  const opening = useWorkspace((state) => state.opening.step);
  const reading = useWorkspace((state) => state.reading);
  const [held, setHeld] = useState(NOTHING);
  const [found, setFound] = useState(0);

  const { getRootProps, isDragActive, isProcessing } = useDropzone({
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    getFilesFromEvent: async (event) => {
      const transfer = transferOf(event);
      if (!transfer) return [];
      if (!('type' in event) || event.type !== 'drop') {
        setHeld(heldItems(transfer.items));
        return [...transfer.items];
      }
      setFound(0);
      const noLongerWaiting = noteWaitingDrop();
      const walked = await walkDrop(transfer.items, setFound);
      const { step } = await openingEnded();
      noLongerWaiting();
      if (step !== 'open') {
        notifyFailure(notOpenSentence(step));
        return [];
      }
      if (walked.unreadable.length > 0) notifyFailure(unreadableSentence(walked.unreadable));
      await handleDrop(walked.files, undefined, walked.handles);
      return []; // react-dropzone would go over all of them in one task
    },
    onError: notifyFailure,
  });

  return (
    <div {...getRootProps()} className={styles.target}>
      {children}
      {isDragActive ? (
        <Overlay
          sentence={opening === 'open' ? dropSentence(held, { stage, hasModel, scans }) : notOpenSentence(opening)}
        />
      ) : reading ? (
        <Overlay sentence={reading.sentence} onStop={reading.stop} />
      ) : isProcessing && found > 0 ? (
        <Overlay sentence={`Listing folders: ${formatCounted(found, 'file')}`} />
      ) : null}
    </div>
  );
}

function Overlay({ sentence, onStop }: { readonly sentence: string; readonly onStop?: () => void }) {
  return (
    <div className={styles.overlay}>
      <div className={classNames('stack gap-3 strong', styles.sentence)}>
        <p role="status">
          {sentence}
          {onStop ? <Waited /> : null}
        </p>
        {onStop ? <Button onClick={onStop}>Stop</Button> : null}
      </div>
    </div>
  );
}

function transferOf(event: unknown): DataTransfer | null {
  if (typeof event !== 'object' || event === null || !('dataTransfer' in event)) return null;
  return event.dataTransfer instanceof DataTransfer ? event.dataTransfer : null;
}

function unreadableSentence([first, ...others]: readonly string[]): string {
  const more = others.length > 0 ? ` and ${formatCounted(others.length, 'other file')}` : '';
  return `${first}${more} cannot be read. Check that you may open what you drop.`;
}
