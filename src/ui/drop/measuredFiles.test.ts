import { afterAll, expect, test, vi } from 'vitest';

const asked = { inTask: 0, tasks: [] as number[] };
vi.resetModules(); // other test files of this process have the module that is replaced
vi.doMock('../../dataset/yieldToEventLoop.ts', () => ({
  yieldToEventLoop: async () => {
    asked.tasks.push(asked.inTask);
    asked.inTask = 0;
  },
}));
const { possibleDuplicates } = await import('../stages/data/review/duplicateCheck.ts');
const { joinFiles } = await import('./droppedFiles.ts');
afterAll(() => {
  vi.doUnmock('../../dataset/yieldToEventLoop.ts');
  vi.resetModules();
});

/** Files that count how often they are asked for their size: the browser asks another process, and waits for it. */
const files = Array.from({ length: 2500 }, (_, i) => {
  const file = Object.defineProperty(new File([], `${i}.png`), 'size', {
    get: () => {
      asked.inTask += 1;
      return 1 + (i % 7);
    },
  });
  return { file, path: `${i % 2}/${i}.png`, className: String(i % 2) };
});

test.each([
  ['looking for copies', () => possibleDuplicates(files, [])],
  ['joining two drops', () => joinFiles(files.slice(0, 1200), files.slice(1200))],
])('%s asks each file for its size once, and few of them in a task', async (_, work) => {
  asked.tasks = [];
  await work();
  expect(Math.max(...asked.tasks)).toBeLessThanOrEqual(100);
  expect(asked.tasks.reduce((sum, count) => sum + count, 0)).toBe(files.length);
});
