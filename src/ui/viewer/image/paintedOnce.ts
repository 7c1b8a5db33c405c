type Painted = { readonly width: number; readonly height: number };

/**
 * Canvases of what is laid over scans, each painted once and kept as long as what it shows.
 * @param coloursOf RGBA [4 * width * height]
 */
export function paintedOnce<Of extends Painted>(coloursOf: (of: Of) => Uint8ClampedArray<ArrayBuffer>) {
  const painted = new WeakMap<Of, OffscreenCanvas>();
  return (of: Of): OffscreenCanvas => {
    const known = painted.get(of);
    if (known) return known;
    const canvas = new OffscreenCanvas(of.width, of.height);
    canvas.getContext('2d')?.putImageData(new ImageData(coloursOf(of), of.width, of.height), 0, 0);
    painted.set(of, canvas);
    return canvas;
  };
}
