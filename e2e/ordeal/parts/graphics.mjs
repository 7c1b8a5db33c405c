import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../bench/site.mjs';

/** What a thread says to its console when it loses its device: it is ended soon after, and could not be asked. */
const LOST = 'The ordeal takes the device away.';

/** @type {Promise<string> | null} */
let site = null;

/**
 * The address of the app whose backend's thread counts what it draws, and can lose its device. It watches from its first line on: what is
 * evaluated in a thread that has begun may come after its device was chosen.
 */
export function watchedSite() {
  site ??= watch();
  return site;
}

async function watch() {
  const { folder, url } = await serve('changed');
  const assets = join(folder, 'assets');
  for (const name of readdirSync(assets).filter((each) => /^backend\.worker.*\.js$/.test(each))) {
    const file = join(assets, name);
    writeFileSync(file, `(${watchDrawings})(${JSON.stringify(LOST)});\n${readFileSync(file, 'utf8')}`);
  }
  return url;
}

/** WebGL in the threads of a page at `watchedSite`: counts what is drawn, and loses the device when so much more was drawn. */
export class Graphics {
  /** Devices that were lost so far. */
  lost = 0;

  constructor(page) {
    this.page = page;
    page.on('console', (message) => {
      if (message.text() === LOST) this.lost += 1;
    });
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

  /** In those that draw: a thread of the WASM kernels sleeps in `Atomics.wait`, and would answer when it has work again. */
  async inThreads(work, value) {
    const drawing = this.page.workers().filter((worker) => !worker.url().includes('threadWorker'));
    const answers = drawing.map((worker) => worker.evaluate(work, value).catch(() => 0));
    return Promise.all(answers);
  }
}

/** Runs in a thread. Software is taken for a GPU there, so that the page chooses it. */
function watchDrawings(LOST) {
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
      if (drawings.left !== 0) return;
      console.log(LOST);
      this.getExtension('WEBGL_lose_context')?.loseContext();
    };
  }
}
