// Memory of the browser that this run started, process by process.
import { existsSync, readdirSync } from 'node:fs';
import { isDescendant, kindOf, read } from './processes.mjs';

const SAMPLE_EVERY_MS = 400;

/** Memory in MB (proportional where it is shared), by kind of process and in all; null where the system does not tell (Linux does). */
export function browserMegabytes() {
  if (!existsSync('/proc/self/smaps_rollup')) return null;
  const megabytes = { total: 0 };
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const kind = isDescendant(pid) ? kindOf(pid) : null;
    if (!kind) continue;
    const size = pssOf(pid);
    megabytes[kind] = (megabytes[kind] ?? 0) + size;
    megabytes.total += size;
  }
  return megabytes;
}

/** Runs `work` and watches the browser's memory meanwhile: [result, { before, peak, after }]. Looking costs a little time. */
export async function whileWatchingMemory(work) {
  const before = browserMegabytes();
  let peak = before;
  const timer = setInterval(() => {
    const now = browserMegabytes();
    if (now && now.total > (peak?.total ?? 0)) peak = now;
  }, SAMPLE_EVERY_MS);
  try {
    const result = await work();
    const after = browserMegabytes();
    return [result, { before, peak: after && after.total > (peak?.total ?? 0) ? after : peak, after }];
  } finally {
    clearInterval(timer);
  }
}

/** Without mapped files: the browser's own program, which is shared with every other browser on the machine. */
function pssOf(pid) {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  const kilobytes = (kind) => Number(new RegExp(`^Pss_${kind}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0);
  return (kilobytes('Anon') + kilobytes('Shmem')) / 1024;
}
