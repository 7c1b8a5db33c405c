import { backend } from '@tensorflow/tfjs';
import { reportBackendLoss } from './contextLoss.ts';
import { isSoftwareRenderer } from './softwareRenderer.ts';

/** What WebGPU would run on. */
export type WebGPUSupport =
  | { readonly available: false; readonly note: string }
  | { readonly available: true; readonly renderer: string; readonly software: boolean };

/** A browser answers at once, or has to start its GPU process first. */
const longestAnswerMs = 5000;

const none = { available: false, note: 'This browser offers no WebGPU here (or it is switched off).' } as const;

/** Asks for the adapter that tfjs will ask for. Loads nothing of tfjs's WebGPU backend. */
export async function webgpuSupport(): Promise<WebGPUSupport> {
  const gpu = (globalThis.navigator as Partial<Navigator> | undefined)?.gpu;
  if (!gpu) return none;
  const asked = gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  const adapter = await within(longestAnswerMs, asked);
  if (!adapter) return none;
  const info: Partial<GPUAdapterInfo> = (adapter as Partial<GPUAdapter>).info ?? {}; // the first browsers had none
  const renderer = adapterName(info);
  return { available: true, renderer, software: info.isFallbackAdapter === true || isSoftwareRenderer(renderer) };
}

/** {vendor: 'nvidia', architecture: 'ampere'} -> 'nvidia ampere'; browsers seldom tell more. */
export function adapterName({ vendor, architecture, description }: Partial<GPUAdapterInfo>): string {
  return description || [vendor, architecture].filter(Boolean).join(' ') || 'a GPU that does not give its name';
}

/** Loads tfjs's WebGPU backend, so that it can be chosen: only those who use it, or measure it, pay for its code. */
export async function loadWebGPU(): Promise<void> {
  await import('@tensorflow/tfjs-backend-webgpu');
}

/** Reports what makes the results of the backend that was started worthless. */
export function watchWebGPU(): void {
  const { device } = backend() as unknown as { device: GPUDevice };
  void device.lost.then(({ reason }) => {
    if (reason !== 'destroyed') reportBackendLoss('The graphics card stopped answering (its driver was reset).');
  });
  // An operation that the device refuses leaves its result as it was: numbers, but wrong ones.
  device.addEventListener('uncapturederror', ({ error }) =>
    reportBackendLoss(`The graphics card refused a calculation (${firstLine(error.message)}).`),
  );
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').slice(0, 200);
}

function within<Value>(milliseconds: number, answer: Promise<Value>): Promise<Value | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds, null);
    void answer.then(resolve).finally(() => clearTimeout(timer));
  });
}
