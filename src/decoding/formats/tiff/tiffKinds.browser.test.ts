import { expect, test } from 'vitest';
import { containerFile, EXPECTED_CONTAINERS, sha1OfFloats } from '../../containers.fixture.ts';
import { decodeForView } from '../../decode.ts';
import { formatOf } from '../../sniff.ts';

// Files by Pillow 12.3 (libtiff) and tifffile 2026.3, whose values are expected: see `e2e/data/containers.py`. JPEGs of RGB are the browser's.

const FILES = Object.keys(EXPECTED_CONTAINERS).filter((name) =>
  /^(jpeg|old-jpeg|big|planar|pyramid).*\.tif$/.test(name),
);

test.each(FILES)('%s has the values that it should', async (name) => {
  const bytes = await containerFile(name);
  expect((await formatOf(bytes))?.name).toBe('tiff');
  const { values, channels } = await decodeForView(bytes, 0);
  const spread =
    name === 'jpeg-colour-grey.tif'
      ? Float32Array.from({ length: 3 * values.length }, (_, i) => values[Math.floor(i / 3)] ?? 0)
      : values;
  expect(channels).toBe(/grey|big|old|pyramid/.test(name) ? 1 : 3);
  expect({ '0': await sha1OfFloats(spread) }).toEqual(EXPECTED_CONTAINERS[name]);
});
