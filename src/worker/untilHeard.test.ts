import { describe, expect, it } from 'vitest';
import { untilHeard } from './untilHeard.ts';

/** A listener on another thread: it hears after the answer of the job would have come. */
function slowListener() {
  const heard: string[] = [];
  const listen = (word: string) =>
    new Promise<void>((resolve) =>
      setTimeout(() => {
        heard.push(word);
        resolve();
      }, 5),
    );
  return { heard, listen };
}

describe('a job that calls back across threads', () => {
  it('answers only after the last call was heard', async () => {
    const { heard, listen } = slowListener();
    const answer = await untilHeard(listen, async (tell) => {
      tell('one');
      tell('two');
      return 'done';
    });
    expect(answer).toBe('done');
    expect(heard).toEqual(['one', 'two']);
  });

  it('fails only after that, too', async () => {
    const { heard, listen } = slowListener();
    const job = untilHeard(listen, async (tell) => {
      tell('one');
      throw new Error('The disk is full.');
    });
    await expect(job).rejects.toThrow('The disk is full.');
    expect(heard).toEqual(['one']);
  });

  it('is not failed by its listener', async () => {
    const deaf = () => Promise.reject(new Error('deaf'));
    const job = untilHeard(deaf, async (tell) => {
      tell();
      tell();
      return 'done';
    });
    await expect(job).resolves.toBe('done');
  });
});
