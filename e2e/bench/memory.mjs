// Memory of the browser that this run started, process by process.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

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

/** 'renderer', 'gpu-process', ..., 'browser'; null for what is no browser. */
function kindOf(pid) {
  const command = read(`/proc/${pid}/cmdline`);
  if (!/chrom/i.test(command)) return null;
  return /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser';
}

/** Without mapped files: the browser's own program, which is shared with every other browser on the machine. */
function pssOf(pid) {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  const kilobytes = (kind) => Number(new RegExp(`^Pss_${kind}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0);
  return (kilobytes('Anon') + kilobytes('Shmem')) / 1024;
}

/** Whether this process is an ancestor of it. */
function isDescendant(pid) {
  for (let each = Number(pid); each > 1; ) {
    const stat = read(`/proc/${each}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent === process.pid) return true;
    each = Number.isFinite(parent) ? parent : 0;
  }
  return false;
}

/** Empty where the process has ended, or is not ours to look at. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
