import { useEffect, useRef, useState } from 'react';
import { isVolume } from '../../../../dataset/volumes.ts';
import { isVolumeChoice } from '../../../components/form/volumeLimits.ts';
import type { DroppedFile } from '../../../drop/droppedFiles.ts';
import { jobs } from '../../../workspace/jobs.ts';
import type { ImportReview } from '../import/review/importReview.ts';
import styles from './ReviewPanel.module.css';

const MOST = 5;

type ClassPreviewProps = {
  readonly name: string;
  readonly files: readonly DroppedFile[];
  readonly fileIndices: readonly number[];
  readonly volumes: ImportReview['volumes'];
};

/** The first images of a class, so that one sees what was dropped before it is imported: of volumes as they will be cut. */
export function ClassPreview({ name, files, fileIndices, volumes }: ClassPreviewProps) {
  const [images, setImages] = useState<readonly ImageBitmap[]>([]);
  const hasVolumes = spread(fileIndices).some((index) => isVolume(files[index]?.path ?? ''));
  const cut = hasVolumes && volumes && isVolumeChoice(volumes) ? volumes : null;
  const { plane = 'axial', from = 0, to = 1 } = cut ?? {};
  useEffect(() => {
    let current = true;
    const loaded: ImageBitmap[] = [];
    const load = async () => {
      for (const index of spread(fileIndices)) {
        const file = files[index]?.file;
        const image = file && current ? await jobs.pictureOfFile(file, { plane, from, to }).catch(() => null) : null;
        if (!image) continue; // the import says why
        loaded.push(image);
        if (current) setImages([...loaded]);
      }
      if (!current) for (const image of loaded) image.close();
    };
    void load();
    return () => {
      current = false;
      setImages([]);
      for (const image of loaded) image.close();
    };
  }, [files, fileIndices, plane, from, to]);
  return (
    <div className={styles.preview}>
      {images.map((image, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: images only join at the end.
        <ImageCanvas key={index} image={image} label={`Scan of ${name}`} />
      ))}
    </div>
  );
}

/** A few from all over the folder: its first files are often of one patient. */
function spread(indices: readonly number[]): number[] {
  const count = Math.min(MOST, indices.length);
  return Array.from({ length: count }, (_, place) => indices[Math.floor((place * indices.length) / count)] ?? 0);
}

type ImageCanvasProps = {
  /** Whoever asked for the bitmap closes it. */
  readonly image: ImageBitmap;
  readonly label: string;
};

/** A full-size scan on black. */
function ImageCanvas({ image, label }: ImageCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    // One that was closed in the commit that first shows it has no width; the next commit does without it.
    if (!canvas.current || !context || !image.width) return;
    canvas.current.width = image.width;
    canvas.current.height = image.height;
    context.drawImage(image, 0, 0);
  }, [image]);
  return <canvas ref={canvas} width={1} height={1} className="scan-box" role="img" aria-label={label} />;
}
