// The processes of the browser that this run started.
import { readFileSync } from 'node:fs';

/** 'renderer', 'gpu-process', ..., 'browser'; null for what is no browser. */
export function kindOf(pid) {
  const command = read(`/proc/${pid}/cmdline`);
  if (!/chrom/i.test(command)) return null;
  return /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser';
}

/** Whether this process is an ancestor of it. */
export function isDescendant(pid) {
  for (let each = Number(pid); each > 1; ) {
    const stat = read(`/proc/${each}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent === process.pid) return true;
    each = Number.isFinite(parent) ? parent : 0;
  }
  return false;
}

/** Empty where the process has ended, or is not ours to look at. */
export function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
