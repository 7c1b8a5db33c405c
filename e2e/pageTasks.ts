import type { Browser, CDPSession } from '@playwright/test';

/** A task of a page's own thread. */
type PageTask = { readonly cpuMs: number; readonly wallMs: number; readonly doing: string };

type TraceEvent = {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds: start, length, and processor time in it. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: {
    readonly name?: string;
    readonly data?: {
      readonly url?: string;
      readonly functionName?: string;
      readonly type?: string;
      readonly processId?: number;
    };
    readonly chrome_mojo_event_info?: { readonly mojo_interface_tag?: string };
  };
};

const CATEGORIES = ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'mojom'];

/**
 * Watches the tasks of all pages of a browser by the processor time that they take. Unlike the browser's own `longtask`
 * entries, which count wall time, this does not blame a page for what else runs on a busy machine.
 */
export async function watchTasks(browser: Browser): Promise<() => Promise<PageTask[]>> {
  const devtools = await browser.newBrowserCDPSession();
  const traceConfig = { includedCategories: CATEGORIES, excludedCategories: ['*'], traceBufferSizeInKb: 1_000_000 };
  await devtools.send('Tracing.start', { transferMode: 'ReturnAsStream', traceConfig } as never);
  return async () => {
    const ended = new Promise<string>((resolve) => {
      devtools.once('Tracing.tracingComplete', ({ stream }) => resolve(stream ?? ''));
    });
    await devtools.send('Tracing.end');
    const events = await readEvents(devtools, await ended);
    await devtools.detach();
    return tasksOf(events);
  };
}

async function readEvents(devtools: CDPSession, handle: string): Promise<TraceEvent[]> {
  const parts: string[] = [];
  for (let eof = false; !eof; ) {
    const read = await devtools.send('IO.read', { handle, size: 2 ** 23 });
    parts.push(read.data);
    ({ eof } = read);
  }
  await devtools.send('IO.close', { handle });
  return (JSON.parse(parts.join('')) as { traceEvents: TraceEvent[] }).traceEvents;
}

/**
 * The tasks of the threads of pages served from a host, longest first, without those that the test itself asks for. The
 * time of major garbage collections is not counted: how much of one falls to the page's thread hangs on whether the
 * browser's helper threads find a free core. Small ones do count.
 */
function tasksOf(events: readonly TraceEvent[]): PageTask[] {
  const threads = pageThreads(events);
  const byThread = new Map([...threads].map((thread) => [thread, [] as TraceEvent[]]));
  for (const event of events) if (event.ph === 'X') byThread.get(threadOf(event))?.push(event);
  return [...byThread.values()].flatMap(tasksOfThread).sort((a, b) => b.cpuMs - a.cpuMs);
}

const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;

/** Of processes that fetch from a host: browsers have pages of their own, which do not. */
function pageThreads(events: readonly TraceEvent[]): Set<string> {
  const processes = new Set(events.filter(({ args }) => args?.data?.url?.startsWith('http')).map(({ pid }) => pid));
  return new Set(
    events
      .filter(({ name, args, pid }) => name === 'thread_name' && args?.name === 'CrRendererMain' && processes.has(pid))
      .map(threadOf),
  );
}

const LEAST_MS = 10;

function tasksOfThread(events: readonly TraceEvent[]): PageTask[] {
  const tasks = events.filter(({ name, tdur = 0 }) => name === 'RunTask' && tdur >= LEAST_MS * 1000);
  return tasks.flatMap((task) => {
    const end = task.ts + (task.dur ?? 0);
    const inside = events.filter(
      (event) => event !== task && event.ts >= task.ts && event.ts + (event.dur ?? 0) <= end,
    );
    if (inside.some(isOfTheTest)) return [];
    const collecting = inside.filter(({ name }) => name === 'MajorGC').reduce((sum, { tdur = 0 }) => sum + tdur, 0);
    // A virtual machine's clock of threads leaps now and then: 59 ms in a task of 2.
    const cpuMs = ms(Math.min(task.tdur ?? 0, task.dur ?? Number.POSITIVE_INFINITY) - collecting);
    return [{ cpuMs, wallMs: ms(task.dur), doing: inside.filter(isLarge).map(words).join(' > ') }];
  });
}

const ms = (us = 0) => Math.round(us / 100) / 10;

/** What Playwright has the page do: it comes as a message, or runs a script that stands in no file. */
function isOfTheTest({ name, args }: TraceEvent): boolean {
  if (TOOLS.test(args?.chrome_mojo_event_info?.mojo_interface_tag ?? '')) return true;
  return name === 'FunctionCall' && args?.data?.url === '';
}

/** The second one is the start of a worker's thread, to which the test's debugger is attached before it runs. */
const TOOLS = /^blink\.mojom\.(DevTools|DedicatedWorkerHostFactoryClient)/;

const isLarge = ({ tdur = 0 }: TraceEvent) => tdur >= 3000;

function words({ name, tdur, args }: TraceEvent): string {
  const { functionName = '', url = '', type = '' } = args?.data ?? {};
  const message = args?.chrome_mojo_event_info?.mojo_interface_tag ?? '';
  const what = [name, type, functionName, url.split('/').at(-1), message].filter(Boolean).join(' ');
  return `${what} ${ms(tdur)} ms`;
}
