import { getBackend, ready, setBackend } from '@tensorflow/tfjs';
import { assertEngineAlive } from './canary.ts';
import type { BackendChoice, BackendName, EngineInfo } from './engineInfo.ts';
import { startedWasmDevice, startWasm, type WasmSupport, wasmDevice, wasmSupport } from './wasmEngine.ts';
import { prepareWebGL, type WebGLSupport, webglSupport } from './webglDevice.ts';

/** What a backend would run on, and why it is, or is not, first choice. */
export type Engine = {
  readonly backend: BackendName;
  readonly available: boolean;
  readonly device: string;
  readonly note: string;
  /** What 'auto' takes. */
  readonly recommended: boolean;
};

type Offer = Omit<Engine, 'recommended'> & { readonly fast: boolean };

/** Every backend, best first. Starts none of them. */
export async function offerEngines(): Promise<Engine[]> {
  const offers = [webglOffer(webglSupport()), wasmOffer(await wasmSupport()), cpuOffer];
  const recommended = offers.find((offer) => offer.available && offer.fast) ?? cpuOffer;
  return offers.map(({ fast: _, ...offer }) => ({ ...offer, recommended: offer.backend === recommended.backend }));
}

/**
 * Starts the backend asked for ('auto': the recommended one, and the next if it does not start) and checks its
 * arithmetic. For a dedicated worker; may be called again with another choice. Throws words where it cannot be had.
 */
export async function startEngine(choice: BackendChoice): Promise<EngineInfo> {
  const engines = await offerEngines();
  if (choice !== 'auto') return start(engineOf(engines, choice), `You chose ${nameOf(choice)}.`);
  const first = engines.findIndex((engine) => engine.recommended);
  const failures: string[] = [];
  for (const engine of engines.slice(first)) {
    if (!engine.available) continue;
    try {
      return await start(engine, [...failures, reasonFor(engine, engines)].join(' '));
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(`No way to compute was found in this browser. ${failures.join(' ')}`);
}

async function start(engine: Engine, reason: string): Promise<EngineInfo> {
  if (!engine.available) throw new Error(`${nameOf(engine.backend)} cannot be used here. ${engine.note}`);
  if (getBackendOrNone() !== engine.backend) await startBackend(engine);
  await assertEngineAlive();
  const device = engine.backend === 'wasm' ? startedWasmDevice(await wasmSupport()) : engine.device;
  return { backend: engine.backend, device, reason };
}

/** Backends that were started in this worker: their preparation must not be repeated. */
const started = new Set<BackendName>();

async function startBackend({ backend, note }: Engine): Promise<void> {
  if (backend === 'wasm') await startWasm(await wasmSupport());
  else {
    if (backend === 'webgl' && !started.has(backend)) prepareWebGL();
    const succeeded = await setBackend(backend).catch(() => false);
    if (!succeeded) throw new Error(`${nameOf(backend)} did not start. ${note}`);
    await ready();
  }
  started.add(backend);
}

/** tfjs picks a backend by itself when asked too early: only one that was started here counts. */
function getBackendOrNone(): string | null {
  return started.size > 0 ? getBackend() : null;
}

function engineOf(engines: readonly Engine[], backend: BackendName): Engine {
  const engine = engines.find((each) => each.backend === backend);
  if (!engine) throw new Error(`There is no backend ${backend}. Choose WebGL, WASM or CPU.`);
  return engine;
}

function nameOf(backend: BackendName): string {
  return { webgl: 'WebGL', wasm: 'WASM', cpu: 'The plain CPU backend' }[backend];
}

function webglOffer(support: WebGLSupport): Offer {
  const offer = { backend: 'webgl', fast: false } as const;
  if (!support.available) return { ...offer, available: false, device: 'none', note: support.note };
  const { renderer, software, fullPrecision } = support;
  if (software)
    return {
      ...offer,
      available: true,
      device: `${renderer} (software)`,
      note: 'No GPU here: WebGL would be drawn by software, far slower than WASM.',
    };
  if (!fullPrecision)
    return {
      ...offer,
      available: true,
      device: renderer,
      note: 'This GPU calculates with 16-bit numbers only, which is too coarse to train well.',
    };
  return { ...offer, fast: true, available: true, device: renderer, note: 'A GPU is the fastest way to train.' };
}

function wasmOffer(support: WasmSupport): Offer {
  const offer = { backend: 'wasm', device: wasmDevice(support), available: support.available } as const;
  if (!support.available)
    return { ...offer, fast: false, device: 'none', note: 'This browser has WebAssembly switched off.' };
  if (!support.simd)
    return { ...offer, fast: true, note: 'This browser lacks SIMD in WebAssembly: it works, several times slower.' };
  return {
    ...offer,
    fast: true,
    note:
      support.threads > 1
        ? 'Fast arithmetic on the processor, the best choice without a GPU.'
        : 'Fast arithmetic on one core of the processor, the best choice without a GPU.',
  };
}

const cpuOffer: Offer = {
  backend: 'cpu',
  fast: false,
  available: true,
  device: 'plain JavaScript, 1 thread',
  note: 'Always works, some twenty times slower than WASM.',
};

function reasonFor(chosen: Engine, engines: readonly Engine[]): string {
  const passedOver = engines.slice(0, engines.indexOf(chosen)).map((engine) => engine.note);
  return [...passedOver, chosen.note].join(' ');
}
