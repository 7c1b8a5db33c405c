import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleDataSet, shaOf } from '../exampleScans.fixture.ts';
import { ClassNaming } from '../import/classes/classNaming.ts';
import { changeSentence } from '../messages.ts';
import {
  applyEdits,
  changeOf,
  type Edit,
  type EditRequest,
  editOf,
  type ScanEditRequest,
  summaryOfEdit,
  whyNotEdit,
} from './datasetEdits.ts';

const dataSet = exampleDataSet(['A', 'A', 'B', 'B', 'B']);
const editsOf = (...remedies: ScanEditRequest[]) => remedies.map((remedy, id): Edit => ({ ...remedy, id, at: '' }));
const exclude = (why: 'copy' | 'hand', ...scans: number[]): ScanEditRequest => ({
  kind: 'exclude',
  sha256s: scans.map(shaOf),
  why,
});
const relabel = (className: string, ...scans: number[]): ScanEditRequest => ({
  kind: 'relabel',
  sha256s: scans.map(shaOf),
  className,
});
const told = (edits: readonly Edit[]) => {
  const { inUse, excluded, harmonised } = applyEdits(dataSet, edits);
  return {
    inUse: inUse.scans.map(({ sha256, className }) => `${Number.parseInt(sha256, 16)}${className}`).join(' '),
    excluded: excluded.map(({ sha256, className, why }) => `${Number.parseInt(sha256, 16)}${className} ${why}`),
    harmonised,
  };
};

describe('a curated data set', () => {
  it('is the one that was imported while there are no edits, and its scans are the same objects', () => {
    expect(applyEdits(dataSet, []).inUse.scans).toEqual(dataSet.scans);
    expect(applyEdits(dataSet, []).inUse.scans[0]).toBe(dataSet.scans[0]);
  });

  it('lacks what was excluded, which keeps its reason, and has the new classes', () => {
    expect(told(editsOf(exclude('copy', 1, 3), relabel('B', 0), { kind: 'harmonise' }))).toEqual({
      inUse: '0B 2B 4B',
      excluded: ['1A copy', '3B copy'],
      harmonised: true,
    });
  });

  it('names the first of several reasons and takes the last of several labels', () => {
    const edits = editsOf(exclude('copy', 1), exclude('hand', 1, 2), relabel('B', 0, 1), relabel('A', 0));
    expect(told(edits)).toMatchObject({ inUse: '0A 3B 4B', excluded: ['1B copy', '2B hand'] });
  });

  it('is what the remaining edits make of it when one in the middle is taken back', () => {
    const [first, second, third, fourth] = editsOf(
      exclude('copy', 1),
      exclude('hand', 1, 2),
      relabel('B', 0),
      relabel('A', 0),
    ) as [Edit, Edit, Edit, Edit];
    expect(told([second, third, fourth])).toMatchObject({ inUse: '0A 3B 4B', excluded: ['1A hand', '2B hand'] });
    expect(told([first, third, fourth])).toMatchObject({ inUse: '0A 2B 3B 4B', excluded: ['1A copy'] });
    expect(told([first, second, third])).toMatchObject({ inUse: '0B 3B 4B' });
  });

  it('has every scan once, in use or excluded, and does not depend on the order in which edits are listed', () => {
    const sha256s = fc.array(fc.integer({ min: 0, max: 6 }).map(shaOf), { maxLength: 5 });
    const remedy: fc.Arbitrary<ScanEditRequest> = fc.oneof(
      fc.record({ kind: fc.constant('exclude' as const), sha256s, why: fc.constantFrom('copy', 'odd') }),
      fc.record({ kind: fc.constant('relabel' as const), sha256s, className: fc.constantFrom('A', 'B') }),
    );
    fc.assert(
      fc.property(fc.array(remedy, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (remedies, keys) => {
        const edits = editsOf(...remedies);
        const { inUse, excluded } = applyEdits(dataSet, edits);
        expect([...inUse.scans, ...excluded].map(({ sha256 }) => sha256).sort()).toEqual([0, 1, 2, 3, 4].map(shaOf));
        const shuffled = edits.map((edit) => ({ edit, key: keys.next().value ?? 0 }));
        const listed = shuffled.sort((a, b) => a.key - b.key).map(({ edit }) => edit);
        expect(applyEdits(dataSet, listed)).toEqual({ inUse, excluded, harmonised: false });
      }),
    );
  });
});

describe('a remedy is refused in words', () => {
  it.each<[string, ScanEditRequest, RegExp]>([
    ['that names no scan', exclude('hand'), /choose some/],
    ['that names a scan which is not there', exclude('hand', 0, 9), /not in the data set any more/],
    ['to a class that there is not', relabel('C', 0), /no class "C": choose one of A, B/],
    ['that is in force already', { kind: 'harmonise' }, /already/],
  ])('%s', (_, remedy, words) => {
    expect(whyNotEdit(remedy, dataSet, editsOf({ kind: 'harmonise' }))).toMatch(words);
  });

  it('and otherwise not', () => {
    expect(whyNotEdit(relabel('A', 0, 4), dataSet, [])).toBeNull();
    expect(whyNotEdit({ kind: 'harmonise' }, dataSet, editsOf(exclude('hand', 0)))).toBeNull();
  });
});

it('an edit is told in a few words', () => {
  const words = editsOf(exclude('copy', 0, 1), relabel('B', 0), { kind: 'harmonise' })
    .map((edit) => summaryOfEdit(edit, new ClassNaming(dataSet.classes, [])))
    .map((each) => changeSentence(changeOf(each)));
  expect(words).toEqual(['2 scans excluded (duplicate)', '1 scan relabelled as B', 'harmonised']);
});

describe('a class that is renamed or merged', () => {
  /** The remedies one after another, as the page asks for them: each names classes as they are called then. */
  const applied = (...remedies: EditRequest[]) => {
    const edits: Edit[] = [];
    for (const remedy of remedies) {
      expect(whyNotEdit(remedy, dataSet, edits)).toBeNull();
      edits.push({ ...editOf(remedy, dataSet, edits), id: edits.length, at: '' });
    }
    return edits;
  };
  const classesAfter = (edits: readonly Edit[]) => applyEdits(dataSet, edits).inUse.classes;
  const rename = (className: string, name: string): EditRequest => ({ kind: 'rename', className, name });
  const merge = (className: string, into: string): EditRequest => ({ kind: 'merge', className, into });

  it('has its new name on every scan, in its place among the classes', () => {
    const edits = applied(rename('A', ' Healthy '));
    expect(classesAfter(edits)).toEqual(['Healthy', 'B']);
    expect(told(edits).inUse).toBe('0Healthy 1Healthy 2B 3B 4B');
    expect(
      edits.map((edit) => changeSentence(changeOf(summaryOfEdit(edit, new ClassNaming(dataSet.classes, edits))))),
    ).toEqual(['class A renamed Healthy']);
  });

  it('keeps the scans that were labelled with it, whichever of the two changes is taken back', () => {
    const [renamed, labelled] = applied(rename('A', 'Healthy'), relabel('Healthy', 2)) as [Edit, Edit];
    expect(told([renamed, labelled]).inUse).toBe('0Healthy 1Healthy 2Healthy 3B 4B');
    expect(told([labelled]).inUse).toBe('0A 1A 2A 3B 4B');
    expect(told([renamed]).inUse).toBe('0Healthy 1Healthy 2B 3B 4B');
  });

  it('joins another one, also when that is renamed later, and comes out alone when the merge is taken back', () => {
    const [first, merged, last] = applied(rename('A', 'X'), merge('X', 'B'), rename('B', 'Y')) as [Edit, Edit, Edit];
    expect(told([first, merged, last]).inUse).toBe('0Y 1Y 2Y 3Y 4Y');
    expect(classesAfter([first, merged, last])).toEqual(['Y']);
    expect(told([first, last]).inUse).toBe('0X 1X 2Y 3Y 4Y');
    expect(told([merged, last]).inUse).toBe('0Y 1Y 2Y 3Y 4Y');
    expect(told([merged]).inUse).toBe('0B 1B 2B 3B 4B');
  });

  it('cannot get a name that another class has, and says that merging does that', () => {
    expect(whyNotEdit(rename('A', 'B'), dataSet, [])).toMatch(/merge/);
    expect(whyNotEdit(rename('A', ' '), dataSet, [])).toMatch(/name/);
    expect(whyNotEdit(rename('C', 'D'), dataSet, [])).toMatch(/no class "C"/);
    expect(whyNotEdit(merge('A', 'A'), dataSet, [])).toMatch(/itself/);
    expect(whyNotEdit(rename('A', 'X'), dataSet, applied(rename('A', 'Healthy')))).toMatch(/no class "A"/);
  });

  it('is found by its name of now, and an ambiguous name is seen', () => {
    const edits = applied(rename('A', 'X'), rename('B', 'A'));
    expect(new ClassNaming(dataSet.classes, edits).importedAs('A')).toBe('B');
    expect(new ClassNaming(dataSet.classes, edits).ambiguous).toBeNull();
    expect(new ClassNaming(dataSet.classes, edits.slice(1)).ambiguous).toBe('A');
  });
});
