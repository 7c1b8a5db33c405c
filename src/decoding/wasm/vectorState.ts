/** The smallest module that asks for it: () -> v128, f32x4.relaxed_madd of three zero vectors. */
const relaxedProbe = new Uint8Array([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0],
  ...[65, 0, 253, 17, 65, 0, 253, 17, 65, 0, 253, 17, 253, 133, 2, 11],
]);

/** Whether WebAssembly has relaxed SIMD here: Chromium from 114, Firefox from about 145. */
export function hasRelaxedSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(relaxedProbe);
}

type Drawing = Pick<OffscreenCanvasRenderingContext2D, 'fillRect' | 'fillStyle'>;

/** Undefined before the first use; null where nothing need be done, or nothing can. */
let drawing: Drawing | null | undefined;

/**
 * Makes SIMD in WebAssembly fast again in Firefox 140 (ESR) and those of its age. They search a text for a letter with AVX2 and
 * leave the upper halves of the vector registers in use; and they compile SIMD to a mix of AVX and older instructions, each change
 * between which then costs an Intel processor some 100 ns: measured 200 to 300 times slower. A page cannot execute
 * `vzeroupper` itself, but drawing something half transparent does, in about 1 microsecond. Call it right before WebAssembly that
 * matters, on the thread that runs it: any JavaScript may have searched a text since. Does nothing in browsers with relaxed SIMD.
 */
export function clearVectorState(): void {
  if (drawing === undefined) drawing = hasRelaxedSimd() ? null : createDrawing();
  drawing?.fillRect(1, 1, 5, 5);
}

function createDrawing(): Drawing | null {
  try {
    const context = new OffscreenCanvas(8, 8).getContext('2d');
    if (context) context.fillStyle = 'rgb(1 2 3 / 50%)';
    return context;
  } catch {
    return null; // no such canvas here: it is slow then, not wrong
  }
}
