import { env, type TensorInfo } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';

/** Bytes on the GPU, in as many textures as they need; no record crosses from one texture into the next. */
export type ByteTextures = {
  /** As inputs of GPGPU programs: RGBA8, byte b of a texture is channel b % 4 of texel b / 4, `texelsPerRow` in a row. */
  readonly textures: readonly TensorInfo[];
  /** A power of two. */
  readonly texelsPerRow: number;
  readonly recordsPerTexture: number;
};

/** Beyond this the browser, the network and the screen would fight for the memory of many GPUs. */
const mostBytes = 2 ** 30;

/** One shader reads them all beside its table; WebGL 2 promises 16. */
const mostTextures = 8;

const bytesPerTexel = 4;

/** Null where they do not fit: too many bytes, or the GPU has no memory left. */
export function uploadBytes(backend: MathBackendWebGL, bytes: Uint8Array, recordBytes: number): ByteTextures | null {
  const side = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  const texelsPerRow = 2 ** Math.floor(Math.log2(Math.min(side, 4096)));
  const rowBytes = texelsPerRow * bytesPerTexel;
  const recordsPerTexture = Math.floor((side * rowBytes) / recordBytes);
  const textureBytes = recordsPerTexture * recordBytes;
  if (recordsPerTexture === 0 || bytes.length > Math.min(mostBytes, mostTextures * textureBytes)) return null;
  const textures: TensorInfo[] = [];
  const held = { textures, texelsPerRow, recordsPerTexture };
  for (let from = 0; from < bytes.length; from += textureBytes) {
    const texture = uploadTexture(backend, bytes.subarray(from, from + textureBytes), rowBytes);
    if (!texture) {
      releaseBytes(backend, held);
      return null;
    }
    textures.push(texture);
  }
  return held;
}

export function releaseBytes(backend: MathBackendWebGL, { textures }: ByteTextures): void {
  for (const info of textures) {
    const data = backend.texData.get(info.dataId);
    const texture = data.texture?.texture;
    delete data.texture; // ours: tfjs must not take it for one of its own to use again
    backend.disposeIntermediateTensorInfo(info);
    if (texture) glOf(backend).deleteTexture(texture);
  }
}

function uploadTexture(backend: MathBackendWebGL, bytes: Uint8Array, rowBytes: number): TensorInfo | null {
  const gl = glOf(backend);
  const [width, height] = [rowBytes / bytesPerTexel, Math.ceil(bytes.length / rowBytes)];
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
  forgetErrors(gl);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
  if (gl.getError() !== gl.NO_ERROR) {
    gl.bindTexture(gl.TEXTURE_2D, null);
    gl.deleteTexture(texture);
    return null;
  }
  writeRows(gl, bytes, width, rowBytes);
  gl.bindTexture(gl.TEXTURE_2D, null);
  return asInput(backend, { texture, texShape: [height, width] });
}

/** So much goes to the driver at once, which may keep a copy. */
const uploadAtOnce = 2 ** 24;

function writeRows(gl: WebGL2RenderingContext, bytes: Uint8Array, width: number, rowBytes: number): void {
  const wholeRows = Math.floor(bytes.length / rowBytes);
  const rowsAtOnce = Math.max(1, Math.floor(uploadAtOnce / rowBytes));
  for (let row = 0; row < wholeRows; row += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, wholeRows - row);
    write(gl, row, width, rows, bytes.subarray(row * rowBytes, (row + rows) * rowBytes));
  }
  if (wholeRows * rowBytes === bytes.length) return;
  const lastRow = new Uint8Array(rowBytes);
  lastRow.set(bytes.subarray(wholeRows * rowBytes));
  write(gl, wholeRows, width, 1, lastRow);
}

function write(gl: WebGL2RenderingContext, row: number, width: number, rows: number, texels: Uint8Array): void {
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, row, width, rows, gl.RGBA, gl.UNSIGNED_BYTE, texels);
}

/** A texture of ours under the name of a tensor, which is how tfjs's programs take their inputs. */
function asInput(
  backend: MathBackendWebGL,
  texture: { texture: WebGLTexture; texShape: [number, number] },
): TensorInfo {
  const info = backend.makeTensorInfo(texture.texShape, 'float32');
  Object.assign(backend.texData.get(info.dataId), { texture, texShape: texture.texShape, isPacked: false });
  return info;
}

function forgetErrors(gl: WebGL2RenderingContext): void {
  // A lost context reports its error once and then none; the bound is for drivers that never stop.
  for (let i = 0; i < 16 && gl.getError() !== gl.NO_ERROR; i++);
}

function glOf(backend: MathBackendWebGL): WebGL2RenderingContext {
  return backend.gpgpu.gl as WebGL2RenderingContext;
}
