/** Made by `compute/kernels/vitePlugin.ts` from a room's `assembly/`: a WebAssembly binary in base64. */
declare module 'virtual:wasm/*' {
  const base64: string;
  export default base64;
}
