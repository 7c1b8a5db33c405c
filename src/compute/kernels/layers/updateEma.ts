import { backend, getBackend, type LayersModel, type Tensor, tidy } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

type Weight = LayersModel['layers'][number]['weights'][number];

/** moving = moving - (1 - momentum) * (moving - value), as tfjs has it; in place on the WASM backend's heap. */
export function updateEma(moving: Weight, value: Tensor, momentum: number): void {
  if (getBackend() === 'wasm') followInPlace(moving, value, momentum);
  else followAside(moving, value, momentum);
}

function followInPlace(moving: Weight, value: Tensor, momentum: number): void {
  const wasm = backend() as BackendWasm;
  const { dataId } = moving.read();
  if (wasm.refCount(dataId) > 1) {
    followAside(moving, value, momentum); // a clone shares these numbers
    return;
  }
  const average = wasm.typedArrayFromHeap(moving.read());
  const now = wasm.typedArrayFromHeap(value);
  now.forEach((each, i) => {
    const before = average[i] ?? 0;
    average[i] = before - (before - each) * (1 - momentum);
  });
}

function followAside(moving: Weight, value: Tensor, momentum: number): void {
  tidy(() => {
    const before = moving.read();
    moving.write(before.sub(before.sub(value).mul(1 - momentum)));
  });
}
