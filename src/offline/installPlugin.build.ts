import type { HtmlTagDescriptor, Plugin } from 'vite';
import { ICON_SVG, iconPng } from './icon.build.ts';

const SIDES = [192, 512];
/** Of phones, which take no manifest's icon. */
const TOUCH_SIDE = 180;

const MANIFEST = {
  name: 'Axial',
  short_name: 'Axial',
  description: 'Train, judge and use a convolutional network on labelled scans. Everything stays on this device.',
  id: './',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#0b0d10',
  theme_color: '#0b0d10',
  categories: ['education', 'medical', 'science'],
  icons: [
    ...SIDES.map((side) => ({ src: `icon-${side}.png`, sizes: `${side}x${side}`, type: 'image/png', purpose: 'any' })),
    // The mark lies within the middle four fifths, which every mask leaves.
    { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
};

/** What an installed page needs beside the service worker: a manifest and icons. */
export function installable(): Plugin {
  return {
    name: 'axial-installable',
    apply: 'build',
    generateBundle() {
      const emit = (fileName: string, source: string | Uint8Array) =>
        this.emitFile({ type: 'asset', fileName, source });
      emit('manifest.webmanifest', JSON.stringify(MANIFEST, null, 2));
      emit('icon.svg', ICON_SVG);
      for (const side of [TOUCH_SIDE, ...SIDES]) emit(`icon-${side}.png`, iconPng(side));
    },
    transformIndexHtml: (): HtmlTagDescriptor[] => [
      link({ rel: 'manifest', href: './manifest.webmanifest' }),
      link({ rel: 'apple-touch-icon', href: `./icon-${TOUCH_SIDE}.png` }),
    ],
  };
}

const link = (attrs: { readonly rel: string; readonly href: string }): HtmlTagDescriptor => ({
  ...{ tag: 'link', attrs, injectTo: 'head' },
});
