/** Names that drivers without a GPU give themselves. */
const softwareRenderers =
  /swiftshader|llvmpipe|softpipe|lavapipe|software|microsoft basic render|mesa offscreen|warp\b|swrast|virgl.*llvm/i;

export function isSoftwareRenderer(renderer: string): boolean {
  return softwareRenderers.test(renderer);
}
