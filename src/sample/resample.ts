/** Resizes a signal to a picture by Catmull-Rom interpolation, as a scanner does for display. [height, width] */
export function resample(
  signal: Float32Array,
  columns: number,
  lines: number,
  width: number,
  height: number,
): Float32Array {
  const across = taps(columns, width);
  const down = taps(lines, height);
  const wide = new Float32Array(lines * width);
  for (let line = 0; line < lines; line++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let tap = 4 * x; tap < 4 * x + 4; tap++) {
        sum += (across.weights[tap] as number) * (signal[line * columns + (across.places[tap] as number)] as number);
      }
      wide[line * width + x] = sum;
    }
  }
  const picture = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let tap = 4 * y; tap < 4 * y + 4; tap++) {
      const weight = down.weights[tap] as number;
      const start = (down.places[tap] as number) * width;
      for (let x = 0; x < width; x++) {
        picture[y * width + x] = (picture[y * width + x] as number) + weight * (wide[start + x] as number);
      }
    }
  }
  return picture;
}

/** For each of `to` places the four of `from` that it lies between, with their weights; the edge is repeated. */
function taps(from: number, to: number): { places: Int32Array; weights: Float32Array } {
  const places = new Int32Array(4 * to);
  const weights = new Float32Array(4 * to);
  for (let place = 0; place < to; place++) {
    const centre = ((place + 0.5) * from) / to - 0.5;
    const first = Math.floor(centre);
    const t = centre - first;
    weights.set(catmullRom(t), 4 * place);
    for (let tap = 0; tap < 4; tap++) places[4 * place + tap] = Math.min(from - 1, Math.max(0, first - 1 + tap));
  }
  return { places, weights };
}

function catmullRom(t: number): [number, number, number, number] {
  return [
    t * (-0.5 + t * (1 - 0.5 * t)),
    1 + t * t * (-2.5 + 1.5 * t),
    t * (0.5 + t * (2 - 1.5 * t)),
    t * t * (-0.5 + 0.5 * t),
  ];
}
