import { describe, expect, it } from 'vitest';
import { ImportPlanner, planImport } from './importPlan.ts';

// How public data sets lie on people's disks, drawn from their documentation.

/** `count` files in each of the folders. */
function files(folders: readonly string[], count: number, nameOf = (i: number) => `${i}.png`): string[] {
  return folders.flatMap((folder) => Array.from({ length: count }, (_, i) => `${folder}/${nameOf(i)}`));
}

/** The classes with the number of their files; doubtful ones end with a question mark. */
function classesOf(paths: readonly string[], level: Parameters<typeof planImport>[1] = null) {
  const { classes } = planImport(paths, level);
  return Object.fromEntries(
    classes.map(({ name, fileIndices, doubt }) => [doubt ? `${name}?` : name, fileIndices.length]),
  );
}

const cross = (...lists: readonly (readonly string[])[]): string[] =>
  lists.reduce<string[]>((paths, list) => paths.flatMap((path) => list.map((each) => `${path}/${each}`)), ['set']);

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`);

describe('a set that comes split', () => {
  it.each([
    ['parts outside (Nickparvar)', cross(['Training', 'Testing'], ['glioma', 'notumor'])],
    ['parts inside', cross(['glioma', 'notumor'], ['Training', 'Testing'])],
    ['parts inside, files in a folder for images', cross(['glioma', 'notumor'], ['train', 'test'], ['images'])],
    ['parts in the names of folders', cross(['ISIC_Training_Input', 'ISIC_Test_Input'], ['glioma', 'notumor'])],
  ])('%s', (_, folders) => {
    const paths = files(folders, 3);
    expect(classesOf(paths)).toEqual({ glioma: 6, notumor: 6 });
    const { subsets } = planImport(paths);
    const isTest = (path: string) => /test/i.test(path);
    expect(subsets?.test).toEqual(paths.flatMap((path, i) => (isTest(path) ? [i] : [])));
    expect(subsets?.training).toEqual(paths.flatMap((path, i) => (isTest(path) ? [] : [i])));
    expect(subsets?.validation).toEqual([]);
  });

  it('names three parts (chest X-ray, Roboflow)', () => {
    const { subsets } = planImport(files(cross(['train', 'valid', 'test'], ['A', 'B']), 1));
    expect(subsets).toEqual({ training: [0, 1], validation: [2, 3], test: [4, 5] });
  });

  it('is none where only one part came, or where classes are called after a test', () => {
    expect(planImport(files(cross(['Training'], ['A', 'B']), 1)).subsets).toBeNull();
    expect(planImport(files(['Test positive', 'Test negative'], 2)).subsets).toBeNull();
    expect(classesOf(files(['Test positive', 'Test negative'], 2))).toEqual({ 'Test negative': 2, 'Test positive': 2 });
  });

  it.each([
    ['test', cross(['Testing'], ['A', 'B'])],
    ['training', ['train/A', 'train/B']],
    [null, cross(['A', 'B'], ['scans'])],
    [null, cross(['train', 'test'], ['A', 'B'])],
  ])('says where only one part came: %s', (subset, folders) => {
    expect(planImport(files(folders, 2)).onlySubset).toBe(subset);
  });

  it('asks whether two classes are one, of which each is in other parts than the other', () => {
    const long = 'adenocarcinoma_left.lower.lobe_T2_N0_M0_Ib';
    const paths = files(
      [`D/train/${long}`, `D/valid/${long}`, 'D/test/adenocarcinoma', ...cross(['train', 'test'], ['normal'])],
      2,
    );
    expect(planImport(paths).likelySame).toEqual([['adenocarcinoma', long]]);
    expect(planImport(files(cross(['train', 'test'], ['normal', 'normal bone']), 1)).likelySame).toEqual([]);
  });
});

describe('folders that are no classes', () => {
  it('doubts parts and predictions beside the classes (Br35H)', () => {
    const paths = files(['a/yes', 'a/no', 'a/pred', 'a/Br35H-Mask-RCNN/TRAIN', 'a/Br35H-Mask-RCNN/TEST'], 2);
    expect(classesOf(paths)).toEqual({ yes: 2, no: 2, 'pred?': 2, 'TEST?': 2, 'TRAIN?': 2 });
    expect(planImport(paths).subsets).toBeNull();
  });

  it('doubts the parts of a set for detection (YOLO)', () => {
    const labels = files(['b/labels/train', 'b/labels/val'], 2, (i) => `${i}.txt`);
    expect(classesOf([...files(['b/images/train', 'b/images/val'], 2), ...labels])).toEqual({ 'train?': 2, 'val?': 2 });
    expect(planImport([...labels]).detectionLabels).toBe(4);
  });

  it('tells augmented copies from originals', () => {
    const paths = files(['OriginalDataset/A', 'OriginalDataset/B', 'AugmentedDataset/A', 'AugmentedDataset/B'], 1);
    expect(planImport(paths).augmented).toEqual([2, 3]);
    expect(classesOf(paths)).toEqual({ A: 1, B: 1 });
    const planner = new ImportPlanner();
    planner.add(paths);
    expect(planner.plan(null, true).classes.map(({ fileIndices }) => fileIndices)).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect(planImport(paths.map((path) => `original and augmented/${path}`)).augmented).toEqual([2, 3]);
    expect(planImport(files(['august/A', 'august/B'], 1)).augmented).toEqual([]);
  });
});

describe('masks among images', () => {
  it('finds them beside their image (BUSI)', () => {
    const images = files(['D/benign', 'D/normal'], 3, (i) => `x (${i}).png`);
    const masks = files(['D/benign', 'D/normal'], 3, (i) => `x (${i})_mask.png`);
    const second = ['D/benign/x (1)_mask_1.png'];
    const plan = planImport([...images, ...masks, ...second]);
    expect([...plan.masks]).toEqual([
      ...[6, 7, 8].map((mask, i) => [mask, [i]]),
      [12, [1]],
      ...[9, 10, 11].map((mask, i) => [mask, [3 + i]]),
    ]);
    expect(classesOf([...images, ...masks, ...second])).toEqual({ benign: 3, normal: 3 });
    expect(plan.ignored.map(({ code }) => code)).toEqual([...plan.masks].map(() => 'mask-kept'));
  });

  it('finds them in a folder of each class (COVID radiography), or of the set', () => {
    const paths = files(cross(['COVID', 'Normal'], ['images', 'masks']), 2);
    expect(classesOf(paths)).toEqual({ COVID: 2, Normal: 2 });
    // COVID/images 0 1, COVID/masks 2 3, Normal/images 4 5, Normal/masks 6 7.
    expect([...planImport(paths).masks]).toEqual([2, 3, 6, 7].map((mask) => [mask, [mask - 2]]));
    expect(classesOf(files(['s/A', 's/B', 's/A/masks'], 2))).toEqual({ A: 2, B: 2 });
  });

  it('finds the label volumes of BraTS', () => {
    const of = (name: string) => `set/HGG/BraTS20_001/BraTS20_001_${name}.nii.gz`;
    const paths = [of('flair'), of('t1'), of('seg'), 'set/LGG/BraTS20_002/BraTS20_002_t1.nii.gz'];
    expect([...planImport(paths).masks]).toEqual([[2, [0, 1]]]);
  });

  it('finds the label volumes of the Decathlon', () => {
    const paths = ['Task01/imagesTr/B_1.nii.gz', 'Task01/imagesTr/B_2.nii.gz', 'Task01/labelsTr/B_2.nii.gz'];
    expect([...planImport(paths).masks]).toEqual([[2, [1]]]);
  });

  it('finds those of a class in the folder that is called after it', () => {
    expect([...planImport(files(['s/A', 's/B', 's/A_masks', 's/B_masks'], 1)).masks]).toEqual([
      [2, [0]],
      [3, [1]],
    ]);
  });

  it('leaves alone what is called as its class is, and as a scan of another', () => {
    const plan = [...files(['set/Healthy'], 3, (i) => `${i}.png`), ...files(['set/Tumor'], 3, (i) => `${i}_tumor.png`)];
    expect([...planImport(plan).masks]).toEqual([]);
    expect(classesOf(plan)).toEqual({ Healthy: 3, Tumor: 3 });
    const ph2 = ['IMD002/IMD002_Dermoscopic_Image/IMD002.bmp', 'IMD002/IMD002_lesion/IMD002_lesion.bmp'];
    expect([...planImport(ph2).masks]).toEqual([[1, [0]]]);
  });

  it('leaves alone what has no image beside it', () => {
    expect([...planImport(['A/face_mask.png', 'A/other.png', 'B/no_label.png']).masks]).toEqual([]);
    expect(classesOf(files(['mask', 'no mask'], 2))).toEqual({ mask: 2, 'no mask': 2 });
    expect(classesOf(files(cross(['mask', 'no mask', 'other']), 1))).toEqual({ mask: 1, 'no mask': 1, other: 1 });
  });
});

describe('a class that is not the innermost folder', () => {
  const slides = files(
    [...cross(['benign'], ['SOB'], numbered('B', 6)), ...cross(['malignant'], ['SOB'], numbered('M', 6))].flatMap(
      (patient) => ['40X', '100X', '200X', '400X'].map((zoom) => `${patient}/${zoom}`),
    ),
    2,
  );

  it('is guessed where the same innermost names recur (BreaKHis), and can be chosen', () => {
    expect(classesOf(slides)).toEqual({ benign: 48, malignant: 48 });
    const { levels } = planImport(slides);
    expect(levels.map(({ names }) => names.length)).toEqual([4, 2, 12]);
    expect(classesOf(slides, 'innermost')).toEqual({ '40X': 24, '100X': 24, '200X': 24, '400X': 24 });
  });

  it('is offered as one where the parts spell it in two ways', () => {
    const spelled = (training: string, test: string) =>
      planImport(files([`train/${training}`, 'train/normal', `test/${test}`, 'test/normal'], 2)).likelySame;
    expect(spelled('Monkey Pox', 'Monkeypox')).toEqual([['Monkey Pox', 'Monkeypox']]);
    expect(spelled('Tumors', 'Tumor')).toEqual([['Tumor', 'Tumors']]);
    expect(spelled('01_glioma', 'glioma')).toEqual([['01_glioma', 'glioma']]);
    expect(spelled('glioma', 'lipoma')).toEqual([]);
  });

  it('is the word of numbered folders, and the folders can be chosen all the same (Duke OCT)', () => {
    const paths = files([...numbered('AMD', 5), ...numbered('DME', 5), ...numbered('NORMAL', 5)], 2);
    expect(classesOf(paths)).toEqual({ AMD: 10, DME: 10, NORMAL: 10 });
    expect(planImport(paths).foldersBetween).toBe(true);
    expect(Object.keys(classesOf(paths, 'innermost'))).toHaveLength(15);
  });

  it('is never a magnification, however few there are', () => {
    const paths = files(cross(['benign', 'malignant'], ['kind'], ['40X', '100X']), 2);
    expect(classesOf(paths)).toEqual({ benign: 4, malignant: 4 });
  });

  it('is guessed above many small folders (clips)', () => {
    const clips = files(
      [...cross(['tumour'], numbered('clip a', 10)), ...cross(['healthy'], numbered('clip b', 10))],
      5,
    );
    expect(classesOf(clips)).toEqual({ healthy: 50, tumour: 50 });
  });

  it('is guessed above persons whose numbers recur in every class', () => {
    const persons = (count: number) => files(cross(['tumour', 'healthy'], numbered('p', count)), 60);
    expect(classesOf(persons(12))).toEqual({ healthy: 720, tumour: 720 });
    expect(Object.keys(classesOf(files(cross(['left lobe', 'right lobe'], numbered('S', 5)), 60)))).toHaveLength(5);
    expect(Object.keys(classesOf(files(cross(['site 1', 'site 2'], numbered('p', 12)), 60)))).toHaveLength(12);
  });

  it('is the label of a visit (MURA)', () => {
    const visits = numbered('patient0000', 4).flatMap((patient) => [
      `MURA/train/XR_ELBOW/${patient}n/study1_negative`,
      `MURA/train/XR_ELBOW/${patient}p/study1_positive`,
    ]);
    expect(classesOf(files(visits, 2))).toEqual({ negative: 8, positive: 8 });
  });

  it('is the innermost where sites hold the same classes, and where classes are many', () => {
    expect(classesOf(files(cross(numbered('site', 6), ['tumour', 'healthy']), 2))).toEqual({ healthy: 12, tumour: 12 });
    const many = files(cross(['birds', 'mammals'], numbered('species ', 14)), 50);
    expect(Object.keys(classesOf(many))).toHaveLength(14);
  });
});

describe('folders with the names of what every object has', () => {
  it('are classes like any other', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const paths = cross(names, ['train', 'test'], ['1.png']);
    expect(Object.entries(classesOf(paths))).toEqual(expect.arrayContaining([['constructor', 2]]));
    expect(
      planImport(paths)
        .classes.map(({ name }) => name)
        .sort(),
    ).toEqual(names.sort());
  });
});

describe('more folders than a network has outputs', () => {
  it('are none of them a class by themselves', () => {
    expect(planImport(files(numbered('set/c', 1000), 1)).classes.every(({ doubt }) => doubt === null)).toBe(true);
    expect(planImport(files(numbered('set/c', 1001), 1)).classes.every(({ doubt }) => doubt === 'too-many')).toBe(true);
  });
});
