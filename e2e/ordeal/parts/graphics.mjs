/** WebGL in the threads of a page: counts what is drawn, and loses the device when so much more was drawn. */
export class Graphics {
  /** Of threads that are started from now on. */
  constructor(page) {
    this.page = page;
    page.on('worker', (worker) => worker.evaluate(watchDrawings).catch(() => {})); // it may have ended
  }

  /** In all threads that are alive. */
  async drawings() {
    const each = await this.inThreads(() => globalThis.drawings?.count ?? 0);
    return each.reduce((sum, count) => sum + count, 0);
  }

  /** The thread that draws loses its device after this many more drawings. */
  async loseAt(moment) {
    await this.inThreads((left) => {
      if (globalThis.drawings?.count > 0) globalThis.drawings.left = left;
    }, moment);
  }

  /** Whether what `loseAt` asked for has come: a thread that lost its device is ended, one that did not still counts down. */
  async wasLost() {
    const left = await this.inThreads(() => globalThis.drawings?.left ?? Number.POSITIVE_INFINITY);
    return !left.some((each) => each > 0 && Number.isFinite(each));
  }

  /** In those that draw: a thread of the WASM kernels sleeps in `Atomics.wait`, and would answer when it has work again. */
  async inThreads(work, value) {
    const drawing = this.page.workers().filter((worker) => !worker.url().includes('threadWorker'));
    const answers = drawing.map((worker) => worker.evaluate(work, value).catch(() => 0));
    return Promise.all(answers);
  }
}

/** Runs in a thread. Software is taken for a GPU there, so that the page chooses it. */
function watchDrawings() {
  const drawings = { count: 0, left: Number.POSITIVE_INFINITY };
  Object.assign(globalThis, { drawings });
  const { getContext } = OffscreenCanvas.prototype;
  Reflect.set(
    OffscreenCanvas.prototype,
    'getContext',
    /** @this {OffscreenCanvas} */ function (kind, attributes) {
      return getContext.call(this, kind, { ...attributes, failIfMajorPerformanceCaveat: false });
    },
  );
  const gl = WebGL2RenderingContext.prototype;
  const { getParameter } = gl;
  gl.getParameter = function (name) {
    const value = getParameter.call(this, name);
    return typeof value === 'string' && /SwiftShader|llvmpipe/i.test(value) ? 'a GPU' : value;
  };
  for (const name of ['drawElements', 'drawArrays']) {
    const draw = gl[name];
    gl[name] = function (...args) {
      draw.apply(this, args);
      drawings.count += 1;
      drawings.left -= 1;
      if (drawings.left === 0) this.getExtension('WEBGL_lose_context')?.loseContext();
    };
  }
}
