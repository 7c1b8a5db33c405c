import { useEffect, useState } from 'react';
import { PictureCanvas } from '../components/PictureCanvas.tsx';
import type { DroppedFile } from '../droppedFiles.ts';
import { jobs } from '../jobs.ts';
import styles from './ReviewPanel.module.css';

const MOST = 5;

type ClassPreviewProps = {
  readonly name: string;
  readonly files: readonly DroppedFile[];
  readonly fileIndices: readonly number[];
};

/** The first pictures of a class, so that one sees what was dropped before it is imported. */
export function ClassPreview({ name, files, fileIndices }: ClassPreviewProps) {
  const [pictures, setPictures] = useState<readonly ImageBitmap[]>([]);
  useEffect(() => {
    let current = true;
    const loaded: ImageBitmap[] = [];
    const load = async () => {
      for (const index of spread(fileIndices)) {
        const file = files[index]?.file;
        const picture = file && current ? await jobs.pictureOfFile(file).catch(() => null) : null;
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
  }, [files, fileIndices]);
  return (
    <div className={styles.preview}>
      {pictures.map((picture, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pictures only join at the end.
        <PictureCanvas key={index} picture={picture} label={`Scan of ${name}`} />
      ))}
    </div>
  );
}

/** A few from all over the folder: its first files are often of one patient. */
function spread(indices: readonly number[]): number[] {
  const count = Math.min(MOST, indices.length);
  return Array.from({ length: count }, (_, place) => indices[Math.floor((place * indices.length) / count)] ?? 0);
}
