import { describe, expect, it } from 'vitest';
import { PipelinedSteps } from './pipelinedSteps.ts';

type Settle = { resolve: (answer: string) => void; reject: (reason: Error) => void };

/** Items whose answers come when told, and a list of those issued. */
function steps(count: number, ahead: number) {
  const issued: number[] = [];
  const answers: Settle[] = [];
  const promises = Array.from(
    { length: count },
    () => new Promise<string>((resolve, reject) => answers.push({ resolve, reject })),
  );
  const issue = (promise: Promise<string>, index: number) => {
    issued.push(index);
    return promise;
  };
  return { issued, answers, inFlight: new PipelinedSteps(promises, issue, ahead) };
}

describe('steps in flight', () => {
  it('are issued ahead of the answer that is awaited, never more than asked for', async () => {
    const { issued, answers, inFlight } = steps(4, 2);
    const first = inFlight.next();
    expect(issued).toEqual([0, 1, 2]);
    answers[0]?.resolve('first');
    expect(await first).toBe('first');
    expect(issued).toEqual([0, 1, 2]);
    answers[1]?.resolve('second');
    expect(await inFlight.next()).toBe('second');
    expect(issued).toEqual([0, 1, 2, 3]);
  });

  it('are issued one by one where nothing is gained', async () => {
    const { issued, answers, inFlight } = steps(2, 0);
    const first = inFlight.next();
    expect(issued).toEqual([0]);
    answers[0]?.resolve('first');
    await first;
    expect(issued).toEqual([0]);
  });

  it('are answered in order, however their answers come, and no more often than there are items', async () => {
    const { answers, inFlight } = steps(3, 2);
    for (const item of [2, 0, 1]) answers[item]?.resolve(`answer ${item}`);
    expect([await inFlight.next(), await inFlight.next(), await inFlight.next()]).toEqual([
      'answer 0',
      'answer 1',
      'answer 2',
    ]);
    await expect(inFlight.next()).rejects.toThrow(/has been answered/);
  });

  it('fail where their own answer is asked for', async () => {
    const { answers, inFlight } = steps(2, 1);
    answers[1]?.reject(new Error('the device has gone'));
    answers[0]?.resolve('first');
    expect(await inFlight.next()).toBe('first');
    await expect(inFlight.next()).rejects.toThrow('the device has gone');
  });

  it('that nobody asks for any more may fail unheard', async () => {
    const unheard: unknown[] = [];
    const listen = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', listen);
    const { answers, inFlight } = steps(3, 2);
    answers[0]?.resolve('first');
    await inFlight.next();
    answers[1]?.reject(new Error('the device has gone'));
    answers[2]?.reject(new Error('the device has gone'));
    await new Promise((resolve) => setImmediate(resolve)); // Node tells of unhandled rejections before the next turn
    process.off('unhandledRejection', listen);
    expect(unheard).toEqual([]);
  });
});
