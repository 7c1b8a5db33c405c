import { describe, expect, it } from 'vitest';
import { sizeMatchedScans, sizeMatchedSentence } from './sizeMatchedScans.ts';

const classes = ['Healthy', 'Tumour'];
const scan = (sha256: string, width: number, height: number) => ({ sha256, width, height });
/** 'h1' is a scan of Healthy, 't1' one of Tumour; the probability tells them apart by their number. */
function said(ids: readonly string[]) {
  const probabilities = ids.map((id) => [1 - Number(id[1]) / 10, Number(id[1]) / 10]);
  return { sha256: ids, labels: ids.map((id) => (id[0] === 'h' ? 0 : 1)), probabilities };
}

describe('the test part matched on size', () => {
  it('has as many scans of each class of every size, each with what was said of it', () => {
    const scans = [scan('h1', 225, 225), scan('h2', 225, 225), scan('t3', 225, 225), scan('t4', 512, 512)];
    const matched = sizeMatchedScans(said(['t4', 'h1', 't3', 'h2']), scans, classes, 1);
    expect(matched.known).toBe(4);
    expect(matched.said.labels.toSorted()).toEqual([0, 1]);
    expect(matched.said.sha256).toContain('t3');
    expect(matched.said).toEqual(said(matched.said.sha256));
  });

  it('still knows which scans belong together', () => {
    const scans = [scan('h1', 225, 225), scan('t3', 225, 225), scan('t4', 512, 512)];
    const test = { ...said(['t4', 'h1', 't3']), groups: [7, 8, 9] };
    expect(sizeMatchedScans(test, scans, classes, 1).said.groups).toEqual([8, 9]);
  });

  it('is empty where no size has scans of both classes, or one class is gone', () => {
    const apart = [scan('h1', 225, 225), scan('t3', 512, 512)];
    expect(sizeMatchedScans(said(['h1', 't3']), apart, classes, 1).said.sha256).toEqual([]);
    expect(sizeMatchedScans(said(['h1', 't3']), apart.slice(0, 1), classes, 1)).toEqual({ said: said([]), known: 1 });
  });

  it('knows nothing of scans that are not in the data set', () => {
    expect(sizeMatchedScans(said(['h1', 't3']), [], classes, 1).known).toBe(0);
  });
});

describe('what figures on matched scans are worth', () => {
  const matched = (count: number, known = 558) => ({ said: said(Array.from({ length: count }, () => 'h1')), known });

  it('is said with how many there are, and that they are too few', () => {
    expect(sizeMatchedSentence(matched(148), 558, 2, 'test')).toEqual({
      few: false,
      text: '148 of 558 test scans, 74 of each class, with the same sizes and shapes: here size helps the network much less.',
    });
    expect(sizeMatchedSentence(matched(12), 558, 2, 'test')).toMatchObject({ few: true });
    expect(sizeMatchedSentence(matched(12), 558, 2, 'test').text).toContain('too few for a reliable result');
  });

  it('blames the sizes where there are none, and only where all scans are there to tell', () => {
    expect(sizeMatchedSentence(matched(0), 558, 2, 'test').text).toContain(
      'size alone separates the classes of the test set',
    );
    expect(sizeMatchedSentence(matched(0), 558, 3, 'test').text).not.toContain('size alone');
    const gone = sizeMatchedSentence(matched(0, 20), 558, 2, 'test').text;
    expect(gone).toContain('Only 20 of the 558 test scans are still in the data set');
    expect(gone).not.toContain('size alone');
  });
});
