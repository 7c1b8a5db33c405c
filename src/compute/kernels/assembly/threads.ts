import { perform } from './perform';

/**
 * One job at a time, cut into tasks that any thread may take; a task's result does not depend on who does it.
 * The control block, in bytes (each word that threads fight for has a cache line of its own):
 *   0  64 bits: number of the job << 32 | tasks << 16 | next task
 *  64  tasks done of this job
 * 128  threads asleep
 * 192  threads that should end, if not 0
 * 256  the job: its kernel and what that takes, as `writeJob` has written it
 */
const DONE: usize = 64;
const SLEEPERS: usize = 128;
const QUIT: usize = 192;
const JOB: usize = 256;

/** About 50 microseconds: longer than the gap between two kernels of a training step, shorter than anyone notices. */
const SPINS: i32 = 40000;

/** Takes tasks of the job `seen` until none is left, or another job has begun. */
function takeTasks(control: usize, thread: i32, seen: u64): void {
  const job = seen >> 32;
  while (true) {
    const state = atomic.load<u64>(control);
    const next = <u32>state & 0xffff;
    const tasks = (<u32>state >> 16) & 0xffff;
    if (state >> 32 !== job || next >= tasks) return;
    if (atomic.cmpxchg<u64>(control, state, state + 1) !== state) continue;
    perform(control + JOB, <i32>next, thread);
    if (<u32>atomic.add<i32>(control + DONE, 1) + 1 === tasks) atomic.notify(control + DONE, 1);
  }
}

/** Does the job at control + 256, with whoever is listening; returns when all is done. */
export function run(control: usize, tasks: i32, alone: bool, mayBlock: bool): void {
  if (alone || tasks === 1) {
    for (let task = 0; task < tasks; task++) perform(control + JOB, task, 0);
    return;
  }
  atomic.store<i32>(control + DONE, 0);
  const job = (atomic.load<u64>(control) >> 32) + 1;
  const state = (job << 32) | ((<u64>tasks) << 16);
  atomic.store<u64>(control, state);
  if (atomic.load<i32>(control + SLEEPERS) > 0) atomic.notify(control + 4, -1);
  takeTasks(control, 0, state);
  let spins = 0;
  while (true) {
    const done = atomic.load<i32>(control + DONE);
    if (done === tasks) return;
    if (mayBlock && ++spins > SPINS) atomic.wait<i32>(control + DONE, done, 1000000);
  }
}

/** The life of thread 1, 2, ... (0 is who calls `run`): it returns when the control block says so. */
export function serve(control: usize, thread: i32): void {
  let seen: u64 = 0;
  while (!atomic.load<i32>(control + QUIT)) {
    let state = atomic.load<u64>(control);
    for (let spins = 0; state >> 32 === seen >> 32 && spins < SPINS; spins++) state = atomic.load<u64>(control);
    if (state >> 32 === seen >> 32) {
      atomic.add<i32>(control + SLEEPERS, 1);
      atomic.wait<i32>(control + 4, <i32>(seen >> 32), -1);
      atomic.sub<i32>(control + SLEEPERS, 1);
    } else {
      seen = state;
      takeTasks(control, thread, state);
    }
  }
}
