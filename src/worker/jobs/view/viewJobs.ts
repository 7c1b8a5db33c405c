import { readThumbnails } from '../../../storage/dataSet/scanBatches.ts';
import { transfer } from '../../rpc/transfer.ts';
import type { JobScope } from '../jobScope.ts';
import type { ViewJobs } from './viewProtocol.ts';

/** Images for the eye. */
export function viewJobs(scope: JobScope): ViewJobs {
  const feeding = scope.later(() => import('./networkInput.ts'));
  const augmenting = scope.later(() => import('./augmentedInputs.ts'));
  const viewing = scope.later(() => import('./viewedPicture.ts'));
  return {
    async thumbnails(sha256s) {
      const thumbnails = await readThumbnails((await scope.opened()).db, sha256s);
      const buffers = thumbnails.flatMap((thumbnail) => (thumbnail ? [thumbnail.rgba.buffer] : []));
      return transfer(thumbnails, buffers);
    },
    async pictureOfFile(file, volumes) {
      const { archives, pool } = await scope.opened();
      const bitmap = await pool.picture(await archives.contentOf(file), volumes);
      return transfer(bitmap, [bitmap]);
    },
    async viewedPicture(sha256) {
      const { viewedPicture } = await viewing();
      return viewedPicture(await scope.opened(), sha256);
    },
    async scanMask(sha256) {
      const { scanMask } = await import('./scanMask.ts'); // needed by few
      return scanMask(await scope.opened(), sha256);
    },
    async viewedPictureOfFile(file, slice = 0, volumes) {
      const { viewedPictureOfFile } = await viewing();
      return viewedPictureOfFile(await scope.opened(), file, slice, volumes);
    },
    async sliceCount(file, volumes) {
      const { sliceCount } = await feeding();
      return sliceCount(await scope.opened(), file, volumes);
    },
    async networkInput(scan, preprocessing, slice = 0, volumes) {
      const { networkInput } = await feeding();
      return networkInput(await scope.opened(), scan, preprocessing, slice, volumes);
    },
    async augmentedInputs(sha256, preprocessing, augmentation, count) {
      const { augmentedInputs } = await augmenting();
      const pictures = await augmentedInputs(await scope.opened(), sha256, preprocessing, augmentation, count);
      return transfer(
        pictures,
        pictures.map(({ rgba }) => rgba.buffer),
      );
    },
  };
}
