import { runningWebGL } from './webglBackend.ts';

/** tfjs's own, which it keeps to itself. */
type Pool = {
  readonly freeTextures: Record<string, { readonly texture: WebGLTexture }[]>;
  numFreeTextures: number;
  _numBytesFree: number;
  _numBytesAllocated: number;
};

/**
 * Lets go of the textures that no tensor uses. tfjs keeps every one for the next tensor of exactly that size: run after
 * run with other sizes would fill the GPU. Does nothing where WebGL is not in use.
 */
export function releaseTexturePool(): void {
  const backend = runningWebGL();
  if (!backend) return;
  const pool = backend.getTextureManager() as unknown as Pool;
  for (const [size, textures] of Object.entries(pool.freeTextures)) {
    for (const { texture } of textures) backend.gpgpu.deleteMatrixTexture(texture);
    delete pool.freeTextures[size];
  }
  pool.numFreeTextures = 0;
  pool._numBytesAllocated -= pool._numBytesFree;
  pool._numBytesFree = 0;
}
