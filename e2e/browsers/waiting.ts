import { setTimeout as pause } from 'node:timers/promises';

const ASK_EVERY_MS = 500;

/** Asks again and again until the answer is neither null nor false, and resolves with it. */
export async function until<T>(what: string, ask: () => T | Promise<T>, timeoutMs = 60_000): Promise<NonNullable<T>> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`Not within ${timeoutMs / 1000} s: ${what}.`);
    await pause(ASK_EVERY_MS);
  }
}
