import { useEffect, useState } from 'react';
import { isVolume } from '../../../../dataset/volumes.ts';
import { isVolumeChoice } from '../../../components/form/volumeLimits.ts';
import { ImageCanvas } from '../../../components/image/ImageCanvas.tsx';
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
