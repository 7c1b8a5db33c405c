/** The script of the page that a model is exported as: see `vitePlugin.ts`. */
declare module 'virtual:page/export' {
  const script: string;
  export default script;
}
