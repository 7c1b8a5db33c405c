import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  candidatePatterns,
  mayBePatients,
  PatientCounter,
  parsePattern,
  patientOf,
  restartsPerClass,
} from './namePattern.ts';

const patient = (pattern: string, path: string) => patientOf(parsePattern(pattern), path);

describe('a pattern of names', () => {
  it.each([
    ['{patient}_*', 'patient012_slice3.png', 'patient012'],
    ['{Patient}_*', 'set/T/patient012_slice_3.png', 'patient012'],
    ['{patient#}*', 'T/Patient012slice3.png', 'patient012'],
    ['scan_{patient}', 'scan_7.png', '7'],
    ['*_p{#}_*', 'mri_12_p0042_3.dcm', '0042'],
    ['{BraTS#_*_*_#}_*', 'BraTS19_CBICA_AAB_1_t1.nii.gz', 'brats19_cbica_aab_1'],
    ['{*_*_*}_*', 'TCGA_CS_4941_19960909_1.tif', 'tcga_cs_4941'],
    ['{patient}/*', 'set/Tumour/P7/1.png', 'p7'],
    ['{p#}/*/*', 'set/p12/t1/1.png', 'p12'],
    ['{patient}.b.png', 'a.b.png', 'a'],
    ['{patient} (*)', 'Anna (3).jpg', 'anna'],
    ['{patient}', '1.2.840.dcm', '1.2.840'],
  ])('%s finds in %s the patient %s', (pattern, path, found) => {
    expect(patient(pattern, path)).toBe(found);
  });

  it.each([
    ['{patient}_*', 'slice3.png'],
    ['{patient}_*', '_slice3.png'],
    ['{patient#}_*', 'patient_3.png'],
    ['{patient}/*', '1.png'],
    ['{p1}_*', 'p12_3.png'],
  ])('%s finds nobody in %s', (pattern, path) => {
    expect(patient(pattern, path)).toBeNull();
  });

  it.each(['', 'patient_*', '{}', '{a}_{b}', '{a/b}', '{a', 'a}b{', `{${'a*'.repeat(20)}}`])('is not: %s', (text) => {
    expect(() => parsePattern(text)).toThrow(/\.$/);
  });

  it('finds in any name what a regular expression of the same meaning finds', () => {
    const letter = fc.constantFrom('a', 'b', '_', '1', '2', '-');
    const name = fc.array(letter, { maxLength: 12 }).map((letters) => letters.join(''));
    const inner = fc.array(fc.constantFrom('a', 'b', '_', '*', '-'), { minLength: 1, maxLength: 4 });
    const outer = fc.array(fc.constantFrom('a', '_', '*', '-'), { maxLength: 3 });
    const asRegExp = (text: string) => text.replaceAll('*', '[^]*?');
    fc.assert(
      fc.property(name, outer, inner, outer, (text, before, inside, after) => {
        const [b, i, a] = [before, inside, after].map((part) => part.join('')) as [string, string, string];
        const expected = new RegExp(`^${asRegExp(b)}(${asRegExp(i)})${asRegExp(a)}$`).exec(text)?.[1];
        const found = patient(`${b}{${i}}${a}`, text);
        // Which of several ways is taken may differ at a last star; whether there is one may not.
        if (expected) expect(found).not.toBeNull();
        if (found) expect(new RegExp(`^${asRegExp(b)}${asRegExp(i)}${asRegExp(a)}$`).test(text)).toBe(true);
      }),
    );
  });

  it('does not hang at a name made for it', () => {
    expect(patient('{*a*a*a*a*a*a*a*a*a*}b', 'a'.repeat(100_000))).toBeNull();
  });

  it('counts patients over portions', () => {
    const counter = new PatientCounter(parsePattern('{patient}_*'));
    counter.add(['a_1.png', 'b_1.png']);
    counter.add(['x/A_2.png', 'none.png']);
    expect(counter.tally()).toEqual({ patients: 2, scans: 3, inSeveralClasses: 0 });
  });
});

describe('patterns found in names', () => {
  const tally = (text: string, paths: readonly string[]) => {
    const counter = new PatientCounter(parsePattern(text));
    counter.add(paths);
    return counter.tally();
  };
  const suggested = (paths: readonly string[], classes: number) =>
    candidatePatterns(paths)
      .filter(({ text, sure }) => mayBePatients(tally(text, paths), sure, paths.length, classes))
      .map(({ text }) => text);
  const times = (count: number, name: (i: number) => string) => Array.from({ length: count }, (_, i) => name(i));

  it.each([
    ['BraTS 2019', (i: number) => `HGG/BraTS19_CBICA_A${i >> 2}_1_t${i % 4}.nii.gz`, '{BraTS#_*_*_#}_*', 10],
    ['BraTS 2020', (i: number) => `BraTS20_Training_00${i >> 2}_t${i % 4}.nii`, '{BraTS#_Training_#}*', 10],
    ['words and numbers', (i: number) => `T/patient0${i >> 2}_slice${i % 4}.png`, '{patient#}*', 10],
    ['folders of patients', (i: number) => `T/Patient ${i >> 2}/${i % 4}.png`, '{patient #}*/*', 10],
    ['OASIS', (i: number) => `Demented/OAS1_00${i >> 2}_MR1_mpr-1_1${i}.jpg`, '{OAS#_#}_*', 10],
    [
      'folders of patients with visits',
      (i: number) => `E/patient0${i >> 2}n/study1_a/${i % 4}.png`,
      '{patient#*}/*/*',
      10,
    ],
    ['a word behind a separator', (i: number) => `T/mri_pt-${i >> 2}_${i % 4}.png`, '*_{pt-#}*', 10],
    ['parts of names', (i: number) => `T/k${i >> 2}_${i % 4}.png`, '{*}_*', 10],
  ])('know %s', (_, name, pattern, patients) => {
    const paths = times(40, name);
    expect(suggested(paths, 1)[0]).toBe(pattern);
    expect(tally(pattern, paths)).toMatchObject({ patients, scans: 40 });
  });

  it.each([
    ['the set from Kaggle', (i: number) => (i % 2 ? `T/Cancer (${i}).jpg` : `H/Not Cancer  (${i}).jpg`), 2],
    ['classes and parts', (i: number) => `${i % 4}/T${'er'[i % 2]}-${['gl', 'me', 'no', 'pi'][i % 4]}_00${i}.jpg`, 4],
    ['a word inside another', (i: number) => `T/opt-${i}.png`, 2],
    ['plain numbers', (i: number) => `T/${i}.png`, 2],
    ['a name for each scan', (i: number) => `T/scan_${i}.png`, 2],
  ])('take for no patients %s', (_, name, classes) => {
    expect(suggested(times(400, name), classes)).toEqual([]);
  });

  it('doubt numbers that begin anew in every class', () => {
    const counter = new PatientCounter(parsePattern('{case #}*'));
    for (const className of ['tumour', 'healthy'])
      counter.add(
        times(5, (i) => `${className}/case ${i}.png`),
        className,
      );
    counter.add(['tumour/case 9.png'], 'tumour');
    expect(counter.tally()).toEqual({ patients: 6, scans: 11, inSeveralClasses: 5 });
    expect(restartsPerClass(counter.tally())).toBe(true);
    expect(restartsPerClass({ patients: 10, scans: 40, inSeveralClasses: 3 })).toBe(false);
  });
});
