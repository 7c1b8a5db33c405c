import { describe, expect, it } from 'vitest';
import { IMPORT_MESSAGES } from '../messages.ts';
import { sentenceIn } from '../userError.ts';
import { ImportPlanner, planImport } from './importPlan.ts';

const classesOf = (paths: readonly string[]) =>
  Object.fromEntries(planImport(paths).classes.map(({ name, fileIndices }) => [name, fileIndices]));

describe('planning an import', () => {
  it('takes the nearest folder as the class', () => {
    expect(classesOf(['Brain Tumor/a.jpg', 'Healthy/b.tif', 'Brain Tumor/c.png'])).toEqual({
      'Brain Tumor': [0, 2],
      Healthy: [1],
    });
  });

  it('looks through the wrapper folders of the archive from Kaggle', () => {
    const plan = planImport([
      'Brain Tumor Data Set/Brain Tumor Data Set/Brain Tumor/Cancer (1).jpg',
      'Brain Tumor Data Set/Brain Tumor Data Set/Healthy/Not Cancer  (1).jpg',
      'Brain Tumor Data Set/metadata.csv',
      'Brain Tumor Data Set/metadata_rgb_only.csv',
    ]);
    expect(plan.classes.map(({ name }) => name)).toEqual(['Brain Tumor', 'Healthy']);
    expect(plan.ignored.map((each) => [each.index, sentenceIn(IMPORT_MESSAGES, each)])).toEqual([
      [2, 'It is a table, not an image.'],
      [3, 'It is a table, not an image.'],
    ]);
    expect(plan.dataSetName).toBe('Brain Tumor Data Set');
  });

  it('finds classes five folders deep', () => {
    expect(classesOf(['a/b/c/d/yes/1.jpg', 'a/b/c/d/no/2.jpg'])).toEqual({
      yes: [0],
      no: [1],
    });
  });

  it('joins a class that is divided between Training and Testing, whatever its spelling', () => {
    const plan = planImport([
      'MRI/Training/glioma/1.jpg',
      'MRI/Testing/glioma/2.jpg',
      'MRI/Training/no_tumor/3.jpg',
      'MRI/Testing/No Tumor/4.jpg',
    ]);
    expect(plan.classes).toEqual([
      { name: 'glioma', fileIndices: [0, 1], doubt: null },
      { name: 'no_tumor', fileIndices: [2, 3], doubt: null },
    ]);
    expect(plan.dataSetName).toBe('MRI');
  });

  it('takes the folder above where every class keeps its files in a folder called images', () => {
    expect(classesOf(['set/Tumour/images/1.png', 'set/Healthy/images/2.png'])).toEqual({ Healthy: [1], Tumour: [0] });
    expect(classesOf(['set/train/images/1.png', 'set/test/images/2.png'])).toEqual({ images: [0, 1] });
  });

  it('leaves files in no folder without a class', () => {
    const plan = planImport(['./scan.jpg', '/other.png', 'third.bmp', 'A/d.png']);
    expect(plan.unlabelled).toEqual([0, 1, 2]);
    expect(plan.classes).toEqual([{ name: 'A', fileIndices: [3], doubt: null }]);
  });

  it.each([
    ['A/.DS_Store', 'It is a file of the operating system.'],
    ['A/Thumbs.db', 'It is a file of the operating system.'],
    ['A/desktop.ini', 'It is a file of the operating system.'],
    ['A/._scan.jpg', 'It is a macOS companion of another file.'],
    ['__MACOSX/A/scan.jpg', 'It is in a folder of the operating system.'],
    ['A/.ipynb_checkpoints/scan-checkpoint.jpg', 'It is hidden.'],
    ['A/labels.CSV', 'It is a table, not an image.'],
    ['A/notes.txt', 'It is a text, not an image.'],
    ['A/annotations.json', 'It is data about the images, not an image.'],
    ['A/README', 'It is a text, not an image.'],
    ['A/more.zip', 'It is an archive that has to be unpacked first, not an image.'],
    ['A/more.tar.gz', 'It is an archive that has to be unpacked first, not an image.'],
    ['A/labels.xls', 'It is a table that cannot be read here (save it as .xlsx or CSV), not an image.'],
    ['A/sub-01.bval', 'It is data about the images, not an image.'],
    ['disc/DICOMDIR', 'It is the table of contents of a DICOM disc, not an image.'],
  ])('ignores %s and says why', (path, reason) => {
    const { classes, ignored, unlabelled } = planImport([path]);
    expect({ classes, unlabelled }).toEqual({ classes: [], unlabelled: [] });
    expect(ignored.map((each) => [each.index, sentenceIn(IMPORT_MESSAGES, each)])).toEqual([[0, reason]]);
  });

  it.each([
    ...['A/scan', 'A/scan.dat', 'A/IM0001', 'A/scan.jpg.bak', 'A/scan.tar.jpg', 'A/1.2.840.113'],
    ...['A/brain.nii', 'A/brain.NII.GZ', 'A/slice.dcm', 'A/slice.ima'],
  ])('leaves it to the first bytes whether %s is an image', (path) => {
    expect(classesOf([path])).toEqual({ A: [0] });
  });

  it.each([
    ['HGG/BraTS19_CBICA_AAB_1/BraTS19_CBICA_AAB_1_t1.nii.gz', 'HGG'],
    ['set/Tumour/patient 012/series_3/IM0001', 'Tumour'],
    ['Healthy/sub-0042/ses-1/slice.png', 'Healthy'],
    ['Demented/OAS1_0028_MR1/100.jpg', 'Demented'],
    ['Tumour/1.2.840.113619.2.5/1.dcm', 'Tumour'],
    ['patient012/1.png', 'patient012'],
    ['Case studies/1.png', 'Case studies'],
    ['Subject/1.png', 'Subject'],
  ])('looks through the folder of one patient: the class of %s is %s', (path, name) => {
    expect(classesOf([path])).toEqual({ [name]: [0] });
  });

  it('does not hang at folders that were named for it', () => {
    const names = [`data${'1'.repeat(60)}x`, `${'dataset'.repeat(30)}x`, `patient${'_'.repeat(50_000)}x`];
    expect(planImport(names.map((name) => `${name}/images/1.png`)).classes).toHaveLength(3);
  });

  it('reads a class without the characters that would turn or hide what it is called', () => {
    const { classes } = planImport(['set/Tu\u0000mour\u202e/1.png', 'set/Healthy\u2066/2.png']);
    expect(classes.map(({ name }) => name)).toEqual(['Healthy', 'Tumour']);
  });

  it('names the tables, which are no images and may say what the images are', () => {
    const plan = planImport([
      'a/labels.csv',
      'a/1.png',
      'a/x.TSV',
      'a/y.xlsx',
      '__MACOSX/labels.csv',
      'a/._labels.csv',
    ]);
    expect(plan.tables).toEqual([0, 2, 3]);
    expect(plan.ignored.map(({ index }) => index)).toEqual([0, 2, 3, 4, 5]);
  });

  it('accounts for every path once', () => {
    const paths = ['A/1.jpg', '', '/', 'x', 'A\\2.jpg', 'B/.DS_Store', '..', 'A/B/3.jpg', 'a/4.jpg'];
    const plan = planImport(paths);
    const accounted = [
      ...plan.classes.flatMap(({ fileIndices }) => fileIndices),
      ...plan.ignored.map(({ index }) => index),
      ...plan.unlabelled,
    ];
    expect(accounted.sort((a, b) => a - b)).toEqual(paths.map((_, index) => index));
  });

  it('keeps the order of the files in a class whose folders take turns', () => {
    expect(classesOf(['Training/a/1.png', 'Testing/A/2.png', 'Training/a/3.png', 'Testing/A/4.png'])).toEqual({
      a: [0, 1, 2, 3],
    });
  });

  it('counts on over portions, and has a plan of what came so far after each', () => {
    const planner = new ImportPlanner();
    planner.add(['set/train/images/1.png', 'loose.png']);
    const first = planner.plan();
    planner.add(['set/Tumour/images/2.png', 'set/.DS_Store', 'set/Healthy/images/3.png']);
    planner.add([]);
    planner.add(['set/Healthy/images/4.png']);
    expect(planner.plan()).toMatchObject({
      classes: [
        { name: 'Healthy', fileIndices: [4, 5], doubt: null },
        { name: 'train', fileIndices: [0], doubt: 'subset' },
        { name: 'Tumour', fileIndices: [2], doubt: null },
      ],
      ignored: [{ index: 3, code: 'system-file', params: {} }],
      unlabelled: [1],
      tables: [],
      dataSetName: 'set',
    });
    expect(first).toMatchObject({
      classes: [{ name: 'images', fileIndices: [0], doubt: null }],
      ignored: [],
      unlabelled: [1],
      tables: [],
      dataSetName: 'set',
    });
  });

  it('names the data set after its classes where no folder holds them all', () => {
    expect(planImport(['Brain Tumor/a.jpg', 'Healthy/b.jpg']).dataSetName).toBe('Brain Tumor, Healthy');
    expect(planImport(['archive (1)/train/a/1.jpg', 'archive (1)/train/b/1.jpg']).dataSetName).toBe('a, b');
    expect(planImport(['A/1.jpg', 'B/1.jpg', 'C/1.jpg', 'D/1.jpg']).dataSetName).toBe('4 classes');
    expect(planImport([]).dataSetName).toBe('Data set');
    expect(planImport(['Healthy/1.jpg']).dataSetName).toBe('Healthy');
  });
});
