import { engine, env, type Tensor4D } from '@tensorflow/tfjs';
import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { valuesPerTransform } from '../../preprocessing/augment.ts';
import { type ByteTextures, releaseBytes, uploadBytes } from './byteTextures.ts';
import { runningWebGL } from './webglBackend.ts';

type Shape = { readonly size: number; readonly depth: 1 | 3 };

/** Source (x, y), brightness 1. */
const noChange = [0, 0, 1, 0, 0, 1, 1];

/** Texture, place in it, then the changes; filled up to whole texels. */
const tableRow = 12;

/** The scans of a run, kept on the GPU as bytes. */
export class GpuImageStore {
  private disposed = false;

  private constructor(
    private readonly backend: MathBackendWebGL,
    private readonly bytes: ByteTextures,
    private readonly shape: Shape,
    private readonly count: number,
  ) {}

  /** pixels: n*size*size*depth bytes, 0..255. Null where WebGL is not the backend in use or the images do not fit its textures. */
  static hold(pixels: Uint8Array, shape: Shape): GpuImageStore | null {
    const backend = runningWebGL();
    const scanBytes = shape.size * shape.size * shape.depth;
    const count = Math.floor(pixels.length / scanBytes);
    // Half-precision textures could not tell scan 2049 from 2048.
    if (!backend || count === 0 || !env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) return null;
    const bytes = uploadBytes(backend, pixels.subarray(0, count * scanBytes), scanBytes);
    return bytes && new GpuImageStore(backend, bytes, { size: shape.size, depth: shape.depth }, count);
  }

  /**
   * [scans.length, size, size, depth] float32 in 0..1. changes: 7 numbers a scan (fromX, fromY, xx, xy, yx, yy, brightness)
   * as of `drawTransforms` (source of output pixel (x,y) is (fromX + x*xx + y*xy, fromY + x*yx + y*yy),
   * bilinear, black outside; then times brightness, clipped at 1); null: as they are. The caller disposes the tensor.
   */
  batch(scans: readonly number[], changes: Float32Array | null): Tensor4D {
    if (this.disposed) throw new Error('The image store was disposed: its images are no longer on the GPU.');
    const { backend, bytes, shape } = this;
    const rows = scans.length;
    const table = backend.makeTensorInfo([rows, tableRow], 'float32', this.table(scans, changes));
    const program = gatherProgram(rows, shape, bytes);
    const result = backend.runWebGLProgram(program, [table, ...bytes.textures], 'float32');
    backend.disposeIntermediateTensorInfo(table);
    return engine().makeTensorFromTensorInfo(result, backend) as Tensor4D;
  }

  dispose(): void {
    if (!this.disposed) releaseBytes(this.backend, this.bytes);
    this.disposed = true;
  }

  private table(scans: readonly number[], changes: Float32Array | null): Float32Array {
    if (changes && changes.length !== scans.length * valuesPerTransform)
      throw new Error(`${scans.length} pictures need ${scans.length * valuesPerTransform} numbers of change.`);
    const table = new Float32Array(scans.length * tableRow);
    scans.forEach((scan, place) => {
      if (!Number.isInteger(scan) || scan < 0 || scan >= this.count)
        throw new Error(`There is no image ${scan} among the ${this.count} on the GPU.`);
      const texture = Math.floor(scan / this.bytes.recordsPerTexture);
      const change = changes?.subarray(place * valuesPerTransform, (place + 1) * valuesPerTransform) ?? noChange;
      table.set([texture, scan - texture * this.bytes.recordsPerTexture, ...change], place * tableRow);
    });
    return table;
  }
}

/**
 * A fragment makes two pixels that lie side by side, packed as tfjs's convolutions take them. Which scans and what
 * changes are numbers in the table, so that one shader serves all batches of a size.
 */
function gatherProgram(count: number, { size, depth }: Shape, bytes: ByteTextures): GPGPUProgram {
  const names = bytes.textures.map((_, i) => `pictures${i}`);
  const shift = Math.log2(bytes.texelsPerRow);
  const reads = names
    .map((name, i) => `if (texture_ == ${i}) texel = texelFetch(${name}, place, 0);`)
    .join('\n  else ');
  return {
    variableNames: ['changes', ...names],
    packedOutput: true,
    outputShape: [count, size, size, depth],
    userCode: `
int texture_;
int record;

float pixel(int x, int y, int c) {
  if (x < 0 || x >= ${size} || y < 0 || y >= ${size}) return 0.0;
  int at = record * ${size * size * depth} + (y * ${size} + x) * ${depth} + c;
  int t = at >> 2;
  ivec2 place = ivec2(t & ${bytes.texelsPerRow - 1}, t >> ${shift});
  vec4 texel = vec4(0.0);
  ${reads}
  int lane = at & 3;
  return lane < 2 ? (lane == 0 ? texel.x : texel.y) : (lane == 2 ? texel.z : texel.w);
}

// start + x * byX + y * byY as a whole number and a rest, whose float32 rounds far less than their sum's would.
float place(float start, float byX, float byY, int x, int y, out int whole) {
  vec3 wholes = floor(vec3(start, byX, byY) + 0.5);
  vec3 rests = vec3(start, byX, byY) - wholes;
  float rest = rests.x + float(x) * rests.y + float(y) * rests.z;
  float down = floor(rest);
  whole = int(wholes.x) + x * int(wholes.y) + y * int(wholes.z) + int(down);
  return rest - down;
}

vec2 pixels(int x, int y, int c, float fromX, float fromY, vec4 by, float brightness) {
  int left, top;
  float right = place(fromX, by.x, by.y, x, y, left);
  float below = place(fromY, by.z, by.w, x, y, top);
  vec2 result = vec2(0.0);
  for (int i = 0; i < 2; i++) {
    float upper = (1.0 - right) * pixel(left, top, c + i) + right * pixel(left + 1, top, c + i);
    float lower = (1.0 - right) * pixel(left, top + 1, c + i) + right * pixel(left + 1, top + 1, c + i);
    float value = min(1.0, ((1.0 - below) * upper + below * lower) * brightness);
    if (i == 0) result.x = value;
    else result.y = value;
    if (c + 1 >= ${depth}) break;
  }
  return result;
}

void main() {
  ivec4 at = getOutputCoords(); // scan, y, x, channel
  float change[9];
  for (int i = 0; i < 9; i++) change[i] = getChanges(at.x, i);
  texture_ = int(change[0]);
  record = int(change[1]);
  vec4 by = vec4(change[4], change[5], change[6], change[7]);
  vec4 result = vec4(0.0);
  result.xy = pixels(at.z, at.y, at.w, change[2], change[3], by, change[8]);
  if (at.z + 1 < ${size}) result.zw = pixels(at.z + 1, at.y, at.w, change[2], change[3], by, change[8]);
  setOutput(result);
}
`,
  };
}
