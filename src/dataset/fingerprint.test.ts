import { describe, expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';
import { fingerprintOfGrey } from './fingerprintOfGrey.fixture.ts';

/** An image that anyone can make again. */
function pattern(width: number, height: number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    return Math.floor((x * x * 3 + y * y * 5 + ((x * y) % 31) * 4) / 8) % 256;
  });
}

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

describe('the fingerprint of an image', () => {
  // Made with numpy: weight matrices for area averaging to 64 x 64 and for triangles two cells wide, multiplied out.
  it.each([
    {
      width: 37,
      height: 23,
      grey:
        '01040c17273b526e8db1d58838659acf0308111e2f435a7292b6d7563d6a9dd3080e192534455e7899b9d755406ea3da' +
        '0f172229394e647f9ec3dd554575abb419222a3444566e88a8cac1374d7eb693262e33404e627a95b3d69532588ac298' +
        '353d434d5f7188a4c3c73f396798c560474e55606f839ab4d2ad2f4978a9cf545b6069738395aec7c754335d8dbcb147' +
        '72787e8a99abc4d45a284774a2be58428c9399a3b3c7dac1393a618cb9ad395ca5abb2becddaac4836567da9cf744376' +
        'c3c9d1d6da92343350739bc5a93b5e95c7bec3834b3237527095baba554780b54e252c2b2f42597695b8bf493e6aa3d3' +
        '2b2d36424f647c95b6d787325c8bb880',
      hash: [0xf7ffe7ff, 0xf3fff3ff, 0x73ff73ff, 0x79ff79ff, 0x3e7f3cff, 0x9f1f9e7f, 0xe7c2cf8f, 0x73fff3f6],
    },
    {
      width: 200,
      height: 150,
      grey:
        '36837e7d827c8183818181807c8d807a8185807d7f81808282818080817c7f7d7e808080817e7d7d7e7d817e817c7f80' +
        '807f7f7f827d7e7c807c7b7d7e7a7d7f7f81807d7e838180807c7b7f7f7f807f8780807e7c807f7e817e7d7f81837e7f' +
        '7f827e7f7e7f7f7e7e7e7f7f817e8081777f7c7e817d7d7f7773807f827c81817d7f7e7f7f7a807d7d7f7f7f7f7f8081' +
        '7f7f7f7d7e7e827e82817d7e818280817b807f7e7c7f7c7e808081807f908780777e7c7e7d7d7c7e807f7f7e7f8c857f' +
        '7a7e81807f7e7e817f7d7d7c7d7c7e7b787e828082817d817f7f7f807e7d7f8088818082837f7e8183897f81817c7d81' +
        '7f7f7d7d8180817d7e7e7f7d7f7f807e',
      hash: [0x51512a69, 0xdd8ad509, 0x90b06831, 0x5649d221, 0x9928d565, 0x34ad31a1, 0xc4d348c3, 0x1519c1c4],
    },
  ])('of $width x $height pixels is that of numpy', ({ width, height, grey, hash }) => {
    const fingerprint = fingerprintOfGrey(pattern(width, height), width, height);
    expect(fingerprint.grey).toEqual(bytesOf(grey));
    expect(fingerprint.differenceHash).toEqual(Uint32Array.from(hash));
  });

  it('does not change when every pixel is repeated', () => {
    const [width, height] = [40, 30];
    const small = pattern(width, height);
    const large = Uint8Array.from({ length: 9 * small.length }, (_, index) => {
      const [x, y] = [index % (3 * width), Math.floor(index / (3 * width))];
      return small[Math.floor(y / 3) * width + Math.floor(x / 3)] ?? 0;
    });
    expect(fingerprintOfGrey(large, 3 * width, 3 * height)).toEqual(fingerprintOfGrey(small, width, height));
  });

  it('of an image of one grey is that grey without any difference', () => {
    const fingerprint = fingerprintOfGrey(new Uint8Array(300 * 7).fill(93), 300, 7);
    expect([...new Set(fingerprint.grey)]).toEqual([93]);
    expect([...fingerprint.differenceHash]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('of one pixel exists', () => {
    expect([...new Set(fingerprintOfGrey(Uint8Array.of(200), 1, 1).grey)]).toEqual([200]);
  });

  it('is refused where there are not 64 x 64 cells', () => {
    expect(() => fingerprintOf(new Float64Array(100))).toThrow('64 x 64 cells, not 100');
  });
});
