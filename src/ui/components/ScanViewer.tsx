import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import { classNames } from './classNames.ts';
import { Dialog } from './Dialog.tsx';
import { formatCount } from './format.ts';
import { NextIcon, PreviousIcon } from './icons.tsx';
import { PictureCanvas } from './PictureCanvas.tsx';
import styles from './ScanViewer.module.css';

type ScanViewerProps = {
  readonly title: string;
  /** Tells one scan from another; a change loads anew. */
  readonly pictureKey: string;
  /** The viewer closes the bitmap. */
  readonly load: () => Promise<ImageBitmap>;
  /** Place among the scans that can be paged through, from 0. */
  readonly index: number;
  readonly count: number;
  readonly onMove: (index: number) => void;
  readonly onClose: () => void;
  /** What is said of the scan: over the facts, and on a narrow page over the picture. */
  readonly headline?: ReactNode;
  /** Facts beside the picture. */
  readonly children: ReactNode;
};

/** One scan, large on black, with its facts; arrows go to the ones before and after. */
export function ScanViewer(props: ScanViewerProps) {
  const { title, pictureKey, load, index, count, onMove, onClose, headline, children } = props;
  const { picture, failure } = usePicture(pictureKey, load);
  const move = (to: number) => {
    if (to >= 0 && to < count) onMove(to);
  };
  return (
    <Dialog
      title={title}
      shape="scan"
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') move(index - 1);
        else if (event.key === 'ArrowRight') move(index + 1);
      }}
    >
      <div className={classNames(styles.viewer, Boolean(headline) && styles.withHeadline)}>
        {headline ? <div className={styles.headline}>{headline}</div> : null}
        <div className={styles.picture}>
          <PictureCanvas picture={picture} label={title} />
          {failure ? (
            <p role="status" className={styles.failure}>
              {failure}
            </p>
          ) : null}
        </div>
        <div className={styles.facts}>
          {children}
          {count > 1 ? (
            <div className={styles.pager}>
              <Button aria-label="Previous scan" disabled={index === 0} onClick={() => move(index - 1)}>
                <PreviousIcon />
              </Button>
              <span>
                {formatCount(index + 1)} of {formatCount(count)}
              </span>
              <Button aria-label="Next scan" disabled={index === count - 1} onClick={() => move(index + 1)}>
                <NextIcon />
              </Button>
            </div>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}

type Loaded = { readonly key: string; readonly picture: ImageBitmap | null; readonly failure: string | null };

/** Loads the picture of `key`; the one before stays until it is there, so that paging does not flicker. */
export function usePicture(key: string, load: () => Promise<ImageBitmap>): Omit<Loaded, 'key'> {
  const [loaded, setLoaded] = useState<Loaded>({ key: '', picture: null, failure: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` is another function at every render; the key says when it differs.
  useEffect(() => {
    let current = true;
    load().then(
      (picture) => {
        if (current) setLoaded({ key, picture, failure: null });
        else picture.close();
      },
      (failure: unknown) => {
        if (current)
          setLoaded({ key, picture: null, failure: failure instanceof Error ? failure.message : String(failure) });
      },
    );
    return () => {
      current = false;
    };
  }, [key]);
  useEffect(() => () => loaded.picture?.close(), [loaded]);
  return loaded;
}
