import { jobs } from './jobs.ts';
import { notifyFailure } from './workspace.ts';

/** Says it where the storage is taken from the page, now or later. */
export function watchStorage(): void {
  const watching = jobs.watchStorage({
    onTrouble({ sentence, cleared }) {
      notifyFailure(sentence);
      if (cleared) void import('../stages/train/run/trainingMachine.ts').then(({ storageCleared }) => storageCleared());
    },
  });
  watching.catch(() => {}); // the worker has failed, and the user has been told
}
