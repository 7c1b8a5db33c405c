import { describe, expect, test } from 'vitest';
import { UserError } from '../dataset/userError.ts';
import { decodeForView, decodeImage } from './decode.ts';
import type { DecodingPath } from './formats/jpeg/jpeg.ts';
import { DEEP_PNGS, PNG_SUITE_MEANS } from './formats/png/pngSuite.fixture.ts';
import type { FormatName } from './formats.ts';
import type { DecodedImage } from './image/decodedImage.ts';
import { toLuma } from './image/toLuma.ts';
import { meansOf, outcomeOf, sha1Of } from './pixelFigures.fixture.ts';

const PATHS: readonly DecodingPath[] = ['own', 'planes', 'canvas'];

/** `../shared/data` beside the project, as the test server serves it; absent on most machines. */
const [loadReadme] = Object.values(
  import.meta.glob<string>('../../../shared/data/README.md', { query: '?url', import: 'default' }),
);
const data = loadReadme ? (await loadReadme()).replace(/README\.md.*$/, '') : null;

/** The same as `drawnFiles.browser.test.ts`, on files that others made. */
const NAME = 'real scans, PngSuite, EXIF portraits and hostile files (skipped where ../shared/data is absent)';
if (data === null) test.skip(NAME);

async function read(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(data + path.split('/').map(encodeURIComponent).join('/'));
  if (!response.ok) throw new Error(`${path} is not there.`);
  return new Uint8Array(await response.arrayBuffer());
}

async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await read(path));
}

/** Path, format, width, height, channels, and SHA-1 of the luma: Pillow 12.3.0, `sha1(image.convert('RGB').convert('L').tobytes())`. */
const SCANS: readonly (readonly [string, FormatName, number, number, number, string])[] = [
  ['Brain Tumor/Cancer (2234).jpg', 'jpeg', 291, 340, 1, 'b250c4c770e4070dfb253b741adba39474c3cc83'],
  ['Brain Tumor/Cancer (380).jpg', 'jpeg', 512, 512, 1, 'f179b4cc403fb63fbfbe65acfe3216468aa98e62'],
  ['Brain Tumor/Cancer (1531).jpg', 'jpeg', 911, 938, 1, 'ada3697d41ddcf69f778bae007b2e2986b79a999'],
  ['Healthy/Not Cancer  (981).jpg', 'png', 550, 664, 1, '16fc6032e2d1e26a0e4603a89ea5fc8bc37bca40'],
  ['Brain Tumor/Cancer (2276).jpg', 'png', 240, 300, 1, 'f258436a5006416fe30d301509f57484b5508de6'],
  ['Healthy/Not Cancer  (1).png', 'png', 1920, 1080, 1, '17004d6f68413ed35140e88a8ebdb54ebd9f9875'],
  ['Brain Tumor/Cancer (23).tif', 'tiff', 256, 256, 1, 'ae0f51a3e07cb246cd7f9aeb473fd3d8b15b79e1'],
  ['Brain Tumor/Cancer (19).tif', 'tiff', 256, 256, 1, 'e8b82fdc85413b8c27d54e14359a704a210547bb'],
  ['Brain Tumor/Cancer (18).tif', 'tiff', 256, 256, 1, 'a5dd114c2e8203e76e2c41f0037b7bbe20d2c015'],
  ['Brain Tumor/Cancer (1060).jpg', 'jpeg', 216, 234, 3, 'c2a587738174cf5723e3fbf6dd211d6aea4f6a83'],
  ['Brain Tumor/Cancer (2058).jpg', 'jpeg', 306, 365, 3, '767eb6ca0ad07a000bebf5d71e4b9734db881345'],
  ['Brain Tumor/Cancer (984).jpg', 'jpeg', 258, 279, 3, 'd694f3e0becd0de13092a3dd694af56de41a26bf'],
  ['Brain Tumor/Cancer (34).tif', 'tiff', 256, 256, 3, '3156d5fbd276bcf1092481e68c3559a5381718b4'],
  ['Brain Tumor/Cancer (13).tif', 'tiff', 256, 256, 3, 'ff61feb463e1a08111948628bea94cf184cf50c6'],
  ['Brain Tumor/Cancer (75).tif', 'tiff', 256, 256, 3, '7f853a048a4765a5e068ee584d3ecddb656d0a59'],
  ['Healthy/Not Cancer  (989).jpg', 'png', 393, 400, 3, 'facd1067dba494a7dad627a0338a4de9218339fb'],
  ['Healthy/Not Cancer  (982).jpg', 'png', 728, 725, 3, 'f948c0ceb68efd3f9a4049448685fe0ddaaebd4c'],
  ['Healthy/Not Cancer  (576).jpg', 'png', 728, 725, 3, 'f948c0ceb68efd3f9a4049448685fe0ddaaebd4c'],
];

function realFiles(): void {
  test.each(SCANS)(
    '%s has the pixels that Pillow reads, on every path',
    async (name, format, width, height, channels, luma) => {
      for (const path of PATHS) {
        const decoded = await decodeImage(await read(`scans/${name}`), path);
        expect(decoded, path).toMatchObject({ format, image: { width, height, channels } });
        expect(await sha1Of(toLuma(decoded.image)), path).toBe(luma);
      }
    },
  );

  test('every 30th scan of the set is taken in, with the same pixels on every path', async () => {
    const rows = (await readText('scan-groups.csv')).trim().split('\n').slice(1);
    const some = rows.filter((_, i) => i % 30 === 0).map((row) => row.split(',')[0] ?? '');
    expect(some.length).toBeGreaterThan(100);
    for (const name of some) {
      const bytes = await read(`scans/${name}`);
      const own = await outcomeOf(bytes, 'own');
      expect(own, name).toMatch(/^(jpeg|png|tiff) \d+ \d+ [13] /);
      expect(await outcomeOf(bytes, 'planes'), name).toBe(own);
      expect(await outcomeOf(bytes, 'canvas'), name).toBe(own);
    }
  });

  test.each(PNG_SUITE_MEANS)('PngSuite %s is what Pillow makes of it', async (name, width, height, ...means) => {
    const { image } = await decodeImage(await read(`odd/pngsuite/${name}.png`));
    expect(image).toMatchObject({ width, height });
    const found = meansOf(image);
    means.forEach((mean, c) => {
      expect(found[image.channels === 1 ? 0 : c]).toBeCloseTo(mean, 0);
    });
  });

  test.each(DEEP_PNGS)('PngSuite %s keeps its 16 bits for the eye', async (name, sum, low, high) => {
    const { values, window, windowOfVersion1 } = await decodeForView(await read(`odd/pngsuite/${name}.png`), 0);
    expect(Array.from(values).reduce((total, value) => total + value, 0)).toBe(sum);
    expect(window).toEqual({ low: 0, high: 65_535 }); // all of them fill their range
    expect(windowOfVersion1?.low).toBeCloseTo(low, 1);
    expect(windowOfVersion1?.high).toBeCloseTo(high, 1);
  });

  test.each([
    ...['xc1n0g08', 'xc9n2c08', 'xcsn0g01', 'xd0n2c08', 'xd3n2c08', 'xd9n2c08', 'xdtn0g01', 'xhdn0g08'],
    ...['xcrn0g04', 'xlfn0g04', 'xs1n0g01', 'xs2n0g01', 'xs4n0g01', 'xs7n0g01'],
  ])('PngSuite %s, which is damaged, is refused in words', async (name) => {
    const refused = decodeImage(await read(`odd/pngsuite/${name}.png`));
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(/PNG|not an image/);
  });

  test.each(PATHS)('the portrait in all EXIF orientations is one image (%s)', async (path) => {
    const upright = await decodeImage(await read('odd/exif-orientation/Portrait_1.jpg'), path);
    expect(upright.image).toMatchObject({ width: 1200, height: 1800, channels: 3 });
    for (const orientation of [0, 2, 3, 4, 5, 6, 7, 8]) {
      const { image } = await decodeImage(await read(`odd/exif-orientation/Portrait_${orientation}.jpg`), path);
      expect(image).toMatchObject({ width: 1200, height: 1800, channels: 3 });
      expect(meanDifference(image, upright.image), `orientation ${orientation}`).toBeLessThan(3);
    }
  });

  test('hostile files are decoded or refused with a reason, the same on three runs and on every path', async () => {
    const names = Object.keys(JSON.parse(await readText('hostile/EXPECT.json'))).filter(
      (name) => !name.startsWith('models/'),
    );
    expect(names.length).toBeGreaterThan(100);
    for (const name of names) {
      const bytes = await read(`hostile/${name}`);
      const first = await outcomeOf(bytes, 'canvas');
      for (const path of ['own', 'own', 'planes'] as const) expect(await outcomeOf(bytes, path), name).toBe(first);
    }
  });

  test.each([
    ['bomb/gif-65535x65535.gif', 'too large'],
    ['bomb/jpeg-sof-65500x65500.jpg', 'too large: 65500 x 65500 pixels (4290 megapixels)'],
    ['bomb/png-10000x10000-8bit-valid.png', '100 megapixels'],
    ['bomb/png-30000x30000-1bit-valid.png', '900 megapixels'],
    ['bomb/png-1x1.png', 'too small'],
    ['bomb/zip-300MB-in-300KB.zip', 'zip archive'],
    ['disguise/dicom-pe-polyglot.dcm', 'DICOM'],
    ['disguise/html-as.jpg', 'web page'],
    ['disguise/jpeg-as.png', 'jpeg 180 218 1'],
    ['disguise/jpeg-plus-zip-tail.jpg', 'jpeg 180 218 1'],
    ['disguise/model-json-as.png', 'JSON'],
    ['disguise/onebyte.jpg', 'too short'],
    ['disguise/pdf-as.jpg', 'PDF'],
    ['disguise/svg-as.jpg', 'SVG'],
    ['truncated/jpg-01pct.jpg', 'ends before the image does'],
    ['truncated/jpg-99pct.jpg', 'ends before the image does'],
    ['truncated/png-75pct.png', 'ends before the image does'],
  ])('%s ends as: %s', async (name, words) => {
    expect(await outcomeOf(await read(`hostile/${name}`), 'planes')).toContain(words);
  });
}

if (data !== null) describe(NAME, () => realFiles());

function meanDifference(a: DecodedImage, b: DecodedImage): number {
  let sum = 0;
  for (let i = 0; i < a.pixels.length; i++) sum += Math.abs((a.pixels[i] ?? 0) - (b.pixels[i] ?? 0));
  return sum / a.pixels.length;
}
