/** Processor time of `work` on the machine of the README's figures in a calm hour, in milliseconds. */
const CALM_MS = 150;

/**
 * How many times slower this machine is now, at least 1. Virtual machines drift: the very same work took from 128 to 232
 * ms of processor time within one minute.
 */
export function slowness(): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.max(1, (user + system) / 1000 / CALM_MS);
}

/** What a page's tasks are made of: small objects, strings, sorting. */
function work(): number {
  let [number, sum] = [1, 0];
  let held: { key: number; text: string }[] = [];
  for (let i = 0; i < 400_000; i++) {
    number = (Math.imul(number, 1664525) + 1013904223) >>> 0;
    held.push({ key: number, text: String(number) });
    if (held.length < 2000) continue;
    sum += held.sort((a, b) => a.key - b.key)[1000]?.text.length ?? 0;
    held = [];
  }
  return sum;
}
