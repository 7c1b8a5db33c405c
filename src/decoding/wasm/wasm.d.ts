/** Made by `compute/kernels/build/vitePlugin.ts` from a room's `assembly/`: a WebAssembly binary. */
declare module 'virtual:wasm/*' {
  const binary: Uint8Array<ArrayBuffer>;
  export default binary;
}
