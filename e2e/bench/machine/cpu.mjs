// Processor time of the browser that this run started.
import { readdirSync } from 'node:fs';
import { isDescendant, kindOf, read } from './processes.mjs';

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** Milliseconds that all processes of the browser have computed so far; NaN where the system does not tell. */
export function browserCpuMs() {
  const processes = pids().filter((pid) => isDescendant(pid) && kindOf(pid));
  if (processes.length === 0) return Number.NaN;
  return processes.reduce((sum, pid) => sum + cpuMs(pid), 0);
}

function pids() {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** In user mode and in the kernel: fields 14 and 15. */
function cpuMs(pid) {
  const stat = read(`/proc/${pid}/stat`);
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return TICK_MS * (user + system);
}
