import binary from 'virtual:wasm/preprocessing';
import { ImageMemory, startedOnce } from '../decoding/wasm/imageMemory.ts';

/** What `assembly/` offers. `pixels`, `lines`, `sums` and `to` are addresses. */
type Exports = {
  areaSums(
    pixels: number,
    inputWidth: number,
    inputHeight: number,
    channels: number,
    width: number,
    height: number,
    lines: number,
    sums: number,
  ): void;
  rounded(sums: number, count: number, area: number, to: number): void;
  factSums(pixels: number, width: number, height: number, sums: number): void;
};

/** `assembly/` in WebAssembly. */
export class ImageWasm extends ImageMemory<Exports> {
  constructor() {
    super(binary);
  }
}

export const imageWasm = startedOnce(() => new ImageWasm());
