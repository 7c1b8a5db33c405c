import { useEffect, useRef, useState } from 'react';
import { isVolume } from '../../../../dataset/volumes.ts';
import { classNames } from '../../../components/classNames.ts';
import { isVolumeChoice } from '../../../components/form/volumeLimits.ts';
import type { DroppedFile } from '../../../drop/droppedFiles.ts';
import { jobs } from '../../../workspace/jobs.ts';
import type { ImportReview } from '../import/importReview.ts';
import styles from './ReviewPanel.module.css';

const MOST = 5;

type ClassPreviewProps = {
  readonly name: string;
  readonly files: readonly DroppedFile[];
  readonly fileIndices: readonly number[];
  readonly volumes: ImportReview['volumes'];
};

/** The first pictures of a class, so that one sees what was dropped before it is imported: of volumes as they will be cut. */
export function ClassPreview({ name, files, fileIndices, volumes }: ClassPreviewProps) {
  const [pictures, setPictures] = useState<readonly ImageBitmap[]>([]);
  const hasVolumes = spread(fileIndices).some((index) => isVolume(files[index]?.path ?? ''));
  const cut = hasVolumes && volumes && isVolumeChoice(volumes) ? volumes : null;
  const { plane = 'axial', from = 0, to = 1 } = cut ?? {};
  useEffect(() => {
    let current = true;
    const loaded: ImageBitmap[] = [];
    const load = async () => {
      for (const index of spread(fileIndices)) {
        const file = files[index]?.file;
        const picture = file && current ? await jobs.pictureOfFile(file, { plane, from, to }).catch(() => null) : null;
        if (!picture) continue; // the import says why
        loaded.push(picture);
        if (current) setPictures([...loaded]);
      }
      if (!current) for (const picture of loaded) picture.close();
    };
    void load();
    return () => {
      current = false;
      setPictures([]);
      for (const picture of loaded) picture.close();
    };
  }, [files, fileIndices, plane, from, to]);
  return (
    <div className={styles.preview}>
      {pictures.map((picture, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pictures only join at the end.
        <ImageCanvas key={index} picture={picture} label={`Scan of ${name}`} />
      ))}
    </div>
  );
}

/** A few from all over the folder: its first files are often of one patient. */
function spread(indices: readonly number[]): number[] {
  const count = Math.min(MOST, indices.length);
  return Array.from({ length: count }, (_, place) => indices[Math.floor((place * indices.length) / count)] ?? 0);
}

type PictureCanvasProps = {
  /** Whoever asked for the bitmap closes it. */
  readonly picture: ImageBitmap | null;
  readonly label: string;
  readonly className?: string | undefined;
};

/** A full-size scan on black. */
function ImageCanvas({ picture, label, className }: PictureCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    // One that was closed in the commit that first shows it has no width; the next commit does without it.
    if (!canvas.current || !context || !picture?.width) return;
    canvas.current.width = picture.width;
    canvas.current.height = picture.height;
    context.drawImage(picture, 0, 0);
  }, [picture]);
  return (
    <canvas
      ref={canvas}
      width={1}
      height={1}
      className={classNames('scan-box', className)}
      role="img"
      aria-label={label}
    />
  );
}
