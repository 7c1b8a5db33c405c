import { expect, test } from 'vitest';
import { withReadingOverlay } from './readingOverlay.ts';
import { workspace } from './workspace.ts';

const shown = () => workspace.getState().reading?.sentence ?? null;

test('what is read is shown until it is there', async () => {
  let resolve = (_: string) => {};
  const promise = new Promise<string>((done) => {
    resolve = done;
  });
  const reading = withReadingOverlay((tell) => {
    tell('Reading a.zip');
    return promise;
  });
  expect(shown()).toBe('Reading a.zip');
  resolve('a list');
  expect(await reading).toBe('a list');
  expect(shown()).toBeNull();
});

test('a stop is not kept waiting by what is read, and nothing of that is shown or told any more', async () => {
  let reject = (_: Error) => {};
  const promise = new Promise<string>((_, failed) => {
    reject = failed;
  });
  let tellLater = (_: string) => {};
  let told: AbortSignal | undefined;
  const reading = withReadingOverlay((tell, signal) => {
    tell('Reading a.zip');
    tellLater = tell;
    told = signal;
    return promise;
  });
  workspace.getState().reading?.stop();
  expect(await reading).toBeNull();
  expect(told?.aborted).toBe(true);
  tellLater('Reading b.zip');
  reject(new Error('This zip is damaged.'));
  expect(shown()).toBeNull();
});

test('what cannot be read is a failure in its own words', async () => {
  await expect(withReadingOverlay(() => Promise.reject(new Error('This zip is damaged.')))).rejects.toThrow(
    'is damaged',
  );
  expect(shown()).toBeNull();
});
