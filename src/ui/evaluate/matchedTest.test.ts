import { describe, expect, it } from 'vitest';
import { matchedTest, matchedWords } from './matchedTest.ts';

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
    const { test, known } = matchedTest(said(['t4', 'h1', 't3', 'h2']), scans, classes, 1);
    expect(known).toBe(4);
    expect(test.labels.toSorted()).toEqual([0, 1]);
    expect(test.sha256).toContain('t3');
    expect(test).toEqual(said(test.sha256));
  });

  it('is empty where no size has scans of both classes, or one class is gone', () => {
    const apart = [scan('h1', 225, 225), scan('t3', 512, 512)];
    expect(matchedTest(said(['h1', 't3']), apart, classes, 1).test.sha256).toEqual([]);
    expect(matchedTest(said(['h1', 't3']), apart.slice(0, 1), classes, 1)).toEqual({ test: said([]), known: 1 });
  });

  it('knows nothing of scans that are not in the data set', () => {
    expect(matchedTest(said(['h1', 't3']), [], classes, 1).known).toBe(0);
  });

  it('says how many there are, and when they are too few or none', () => {
    expect(matchedWords(148, 558, 2)).toEqual({
      few: false,
      text: '148 of 558 test scans, 74 of each class, as many of every size and shape: here size helps the network much less.',
    });
    expect(matchedWords(12, 558, 2)).toMatchObject({ few: true });
    expect(matchedWords(12, 558, 2).text).toContain('too few for a figure to go by');
    expect(matchedWords(0, 558, 2).text).toContain('size alone tells the classes of the test part apart');
  });
});
