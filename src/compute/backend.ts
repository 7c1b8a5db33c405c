import { getBackend, ready, setBackend } from '@tensorflow/tfjs';
import { messageOf } from '../dataset/messageOf.ts';
import {
  BACKEND_NAMES,
  BACKENDS,
  type BackendChoice,
  type BackendInfo,
  type BackendName,
  type BackendOffer,
  type BackendPreference,
  wasmDevice,
} from './backends.ts';
import { assertBackendAlive, causeOf } from './canary.ts';
import { startedWasmDevice, startWasm, type WasmSupport, wasmSupport } from './wasmBackend.ts';
import { registerWebglTrainingKernels, webglKernelFailures } from './webgl/registerWebglTrainingKernels.ts';
import { prepareWebGL, type WebGLSupport, webglSupport } from './webglDevice.ts';
import { loadWebGPU, type WebGPUSupport, watchWebGPU, webgpuSupport } from './webgpuDevice.ts';

type Offer = Omit<BackendOffer, 'recommended'> & { readonly fast: boolean };

/** Every backend, best first as far as one can say without measuring. Starts none of them. */
export async function availableBackends(): Promise<BackendOffer[]> {
  const [webgpu, wasm] = await Promise.all([webgpuSupport(), wasmSupport()]);
  const each = {
    webgl: webglOffer(webglSupport()),
    webgpu: webgpuOffer(webgpu),
    wasm: wasmOffer(wasm),
    cpu: cpuOffer,
  } satisfies Readonly<Record<BackendName, Offer>>;
  const offers = BACKEND_NAMES.map((name) => each[name]);
  const recommended = offers.find((offer) => offer.available && offer.fast) ?? cpuOffer;
  return offers.map(({ fast: _, ...offer }) => ({ ...offer, recommended: offer.backend === recommended.backend }));
}

type BackendStart = {
  /** What 'auto' tries first, and how many threads WASM takes; null: what is recommended. */
  readonly preferred?: BackendPreference | null;
  /** Rejects in words where the backend that was started computes wrongly. */
  readonly canary?: () => Promise<void>;
};

/**
 * Starts the backend asked for ('auto': the preferred one, and the next best if it does not start) and checks its
 * arithmetic. For a dedicated worker; may be called again with another choice. Throws words where it cannot be had.
 */
export async function startComputeBackend(
  choice: BackendChoice,
  { preferred = null, canary = assertBackendAlive }: BackendStart = {},
): Promise<BackendInfo> {
  const offers = await availableBackends();
  const threads = preferred?.wasmThreads ?? null;
  if (choice !== 'auto') return start(offerOf(offers, choice), `You chose ${BACKENDS[choice].label}.`, threads, canary);
  const failures: string[] = [];
  for (const { offer, reason } of autoOrder(offers, preferred)) {
    if (!offer.available) continue;
    try {
      return await start(offer, [...failures, reason].join(' '), threads, canary);
    } catch (error) {
      failures.push(messageOf(error));
    }
  }
  throw new Error(`No way to compute was found in this browser. ${failures.join(' ')}`);
}

type Attempt = { readonly offer: BackendOffer; readonly reason: string };

/** The preferred backend, then the recommended one and those after it. */
function autoOrder(offers: readonly BackendOffer[], preferred: BackendPreference | null): Attempt[] {
  const first = offers.findIndex((offer) => offer.recommended);
  const byRule = offers.slice(first).map((offer) => ({ offer, reason: reasonFor(offer, offers) }));
  if (!preferred) return byRule;
  const { backend, reason } = preferred;
  if (backend === null) return byRule.map((attempt) => ({ ...attempt, reason: `${reason} ${attempt.reason}` }));
  const others = byRule.filter(({ offer }) => offer.backend !== backend);
  return [{ offer: offerOf(offers, backend), reason }, ...others];
}

async function start(
  offer: BackendOffer,
  reason: string,
  threads: number | null,
  canary: () => Promise<void>,
): Promise<BackendInfo> {
  if (!offer.available) throw new Error(`${BACKENDS[offer.backend].label} cannot be used here. ${offer.note}`);
  try {
    if (getBackendOrNone() !== offer.backend) await startBackend(offer, threads);
    await canary();
  } catch (error) {
    throw causeOf(error); // without its context no shader compiles, and that would look like the driver's fault
  }
  const device = offer.backend === 'wasm' ? startedWasmDevice() : offer.device;
  return { backend: offer.backend, device, reason: offer.backend === 'webgl' ? reason + shortfall() : reason };
}

/** Where the driver did not take all of our programs. */
function shortfall(): string {
  const failures = webglKernelFailures();
  if (failures.length === 0) return '';
  return ` This driver does not run all of the faster programs, so slower ones take their place (${failures.join('; ')}).`;
}

/** Backends that were started in this worker: their preparation must not be repeated. */
const started = new Set<BackendName>();

async function startBackend({ backend, note }: BackendOffer, threads: number | null): Promise<void> {
  if (backend === 'wasm') await startWasm(await wasmSupport(), threads);
  else {
    if (backend === 'webgl' && !started.has(backend)) prepareWebGL();
    if (backend === 'webgpu') await loadWebGPU();
    const succeeded = await setBackend(backend).catch(() => false);
    if (!succeeded) throw new Error(`${BACKENDS[backend].label} did not start. ${note}`);
    await ready();
    if (backend === 'webgl') registerWebglTrainingKernels();
    if (backend === 'webgpu' && !started.has(backend)) watchWebGPU();
  }
  started.add(backend);
}

/** tfjs picks a backend by itself when asked too early: only one that was started here counts. */
function getBackendOrNone(): string | null {
  return started.size > 0 ? getBackend() : null;
}

function offerOf(offers: readonly BackendOffer[], backend: BackendName): BackendOffer {
  const offer = offers.find((each) => each.backend === backend);
  if (!offer) throw new Error(`There is no backend ${backend}.`);
  return offer;
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
  return { ...offer, fast: true, available: true, device: renderer, note: BACKENDS.webgl.help };
}

function webgpuOffer(support: WebGPUSupport): Offer {
  const offer = { backend: 'webgpu', fast: false } as const;
  if (!support.available) return { ...offer, available: false, device: 'none', note: support.note };
  const { renderer, software } = support;
  if (software)
    return {
      ...offer,
      available: true,
      device: `${renderer} (software)`,
      note: 'No GPU here: WebGPU would be computed by software, far slower than WASM.',
    };
  return { ...offer, fast: true, available: true, device: renderer, note: BACKENDS.webgpu.help };
}

function wasmOffer(support: WasmSupport): Offer {
  if (!support.available)
    return { backend: 'wasm', available: false, fast: false, device: 'none', note: support.problem };
  return {
    ...{ backend: 'wasm', available: true, fast: true, device: wasmDevice(support.threads) },
    note:
      support.threads > 1
        ? BACKENDS.wasm.help
        : 'Fast arithmetic on one core of the processor, the best choice without a GPU.',
  };
}

const cpuOffer: Offer = {
  backend: 'cpu',
  fast: false,
  available: true,
  device: 'plain JavaScript, 1 thread',
  note: BACKENDS.cpu.help,
};

/** Without WebGPU's own note where WebGL has said that there is no GPU. */
function reasonFor(chosen: BackendOffer, offers: readonly BackendOffer[]): string {
  const passedOver = offers
    .slice(0, offers.indexOf(chosen))
    .filter((offer) => offer.backend !== 'webgpu')
    .map((offer) => offer.note);
  return [...passedOver, chosen.note].join(' ');
}
