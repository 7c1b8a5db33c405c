/** Made by `vitePlugin.ts`: a WebAssembly binary. */
declare module 'virtual:training-kernels/*' {
  const binary: Uint8Array<ArrayBuffer>;
  export default binary;
}
