import { env } from '@tensorflow/tfjs';
import { setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import { reportBackendLoss } from './contextLoss.ts';
import { isSoftwareRenderer } from './softwareRenderer.ts';

/** What WebGL would be drawn by. */
export type WebGLSupport =
  | { readonly available: false; readonly note: string }
  | {
      readonly available: true;
      readonly renderer: string;
      readonly software: boolean;
      readonly fullPrecision: boolean;
    };

/** tfjs draws nothing to look at: numbers go in and out as textures. */
const contextAttributes: WebGLContextAttributes = {
  alpha: false,
  antialias: false,
  premultipliedAlpha: false,
  preserveDrawingBuffer: false,
  depth: false,
  stencil: false,
  powerPreference: 'high-performance',
};

/** Looks at the device and lets it go again. */
export function webglSupport(): WebGLSupport {
  const gl = createContext();
  if (!gl) return { available: false, note: 'This browser offers no WebGL 2 here (or it is switched off).' };
  const renderer = rendererOf(gl);
  const support: WebGLSupport = {
    available: true,
    renderer,
    software: isSoftwareRenderer(renderer) || hasPerformanceCaveat(),
    fullPrecision: gl.getExtension('EXT_color_buffer_float') !== null,
  };
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return support;
}

/**
 * Gives tfjs a context of ours: tfjs refuses to make one in a Safari worker and on a software renderer, and a loss
 * can be heard only on the canvas.
 */
export function prepareWebGL(): void {
  const gl = createContext();
  if (!gl) throw new Error('This browser gives no WebGL 2 context. Choose another backend.');
  gl.canvas.addEventListener('webglcontextlost', () =>
    reportBackendLoss('The graphics card stopped answering (its driver was reset, or the browser took it away).'),
  );
  env().set('WEBGL_VERSION', 2);
  setWebGLContext(2, gl);
}

function createContext(attributes: WebGLContextAttributes = contextAttributes): WebGL2RenderingContext | null {
  try {
    const canvas = typeof OffscreenCanvas === 'function' ? new OffscreenCanvas(1, 1) : document.createElement('canvas');
    return canvas.getContext('webgl2', attributes) as WebGL2RenderingContext | null;
  } catch {
    return null;
  }
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  return typeof renderer === 'string' && renderer ? readableRenderer(renderer) : 'a GPU that does not give its name';
}

/** Chromium's own software renderer gives itself a name of eighty letters. */
const swiftShader = /swiftshader/i;

/** 'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)' -> 'NVIDIA GeForce RTX 3060'. */
export function readableRenderer(renderer: string): string {
  if (swiftShader.test(renderer)) return 'SwiftShader';
  const angle = /^ANGLE \(([^,]*), (.*), [^,]*\)$/.exec(renderer);
  return (angle?.[2] ?? renderer)
    .replace(/\(0x[0-9a-f]+\)/gi, '')
    .replace(/\bDirect3D\d+.*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Some browsers hide the renderer's name, but still tell that it is slow. */
function hasPerformanceCaveat(): boolean {
  const gl = createContext({ ...contextAttributes, failIfMajorPerformanceCaveat: true });
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl === null;
}
