// A CPU profile of a worker, and the sizes of JavaScript heaps, over Chromium's own protocol.

const SAMPLE_EVERY_US = 250;

/** Profiles the page's worker whose script's name holds `script` while `work` runs: a .cpuprofile. */
export async function profileWorker(page, script, work) {
  const session = await page.context().newCDPSession(page);
  const target = new Target(session, script);
  try {
    await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
    await target.send('Profiler.enable');
    await target.send('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
    await target.send('Profiler.start');
    await work();
    const { profile } = await target.send('Profiler.stop');
    return profile;
  } finally {
    await session.detach();
  }
}

const HEAP_EVERY_MS = 200;

/** Runs `work` and looks at the JavaScript heaps of the page and that worker meanwhile: [result, { before, peak }], MB that are used together. */
export async function whileWatchingHeap(page, script, work) {
  const session = await page.context().newCDPSession(page);
  const target = new Target(session, script);
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const used = async () => {
    const heaps = [await session.send('Runtime.getHeapUsage'), await target.send('Runtime.getHeapUsage')];
    return (
      heaps.reduce((sum, { usedSize, backingStorageSize = 0 }) => sum + usedSize + backingStorageSize, 0) / 2 ** 20
    );
  };
  const before = await used();
  let peak = before;
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(async () => {
      peak = Math.max(peak, await used());
    });
  }, HEAP_EVERY_MS);
  try {
    return [await work(), { before, peak }];
  } finally {
    clearInterval(timer);
    await looking;
    await session.detach();
  }
}

class Target {
  constructor(session, script) {
    this.session = session;
    this.waiting = new Map();
    this.number = 0;
    this.attached = new Promise((resolve) => {
      session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
        if (targetInfo.url.includes(script)) resolve(sessionId);
      });
    });
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, result, error } = JSON.parse(message);
      const { resolve, reject } = this.waiting.get(id) ?? {};
      if (error) reject?.(new Error(error.message));
      else resolve?.(result);
    });
  }

  async send(method, params = {}) {
    const sessionId = await this.attached;
    const id = ++this.number;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    await this.session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    return answer;
  }
}

/** Functions by the time spent in themselves: [[name, share], ...], the most first. */
export function selfTimes({ nodes, samples, timeDeltas }) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const spent = new Map();
  samples.forEach((id, i) => {
    const name = names.get(id) ?? '?';
    spent.set(name, (spent.get(name) ?? 0) + Math.max(0, timeDeltas[i + 1] ?? 0));
  });
  const busy = [...spent].filter(([name]) => name !== '(idle)');
  const whole = busy.reduce((sum, [, microseconds]) => sum + microseconds, 0);
  return busy.map(([name, microseconds]) => [name, microseconds / whole]).sort((a, b) => b[1] - a[1]);
}

function nameOf({ functionName, url, lineNumber }) {
  if (url.startsWith('wasm:')) return `all kernels of the WebAssembly module ${url.split('/').at(-1)}`;
  const file = url
    .split('/')
    .at(-1)
    ?.replace(/-[\w-]{8}\.js$/, '');
  return functionName ? functionName : `(anonymous, ${file}:${lineNumber + 1})`;
}
