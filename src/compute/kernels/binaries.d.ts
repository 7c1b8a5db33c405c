/** Made by `vitePlugin.ts`: a WebAssembly binary in base64. */
declare module 'virtual:training-kernels/*' {
  const base64: string;
  export default base64;
}
