import { expand, type PublicSet, table } from './publicSet.fixture.ts';

/** Lines of a list; `{1..4}` stands for several. */
const list = (...lines: readonly string[]): string => `${lines.flatMap((line) => expand(line)).join('\n')}\n`;

/** Lists in texts: a line for each image, with or without what it is. */
export const SETS_WITH_LISTS: Readonly<Record<string, PublicSet>> = {
  'ImageNet: the number of the class behind each path; validation images lie in no folder of a class': {
    files: [
      'ILSVRC/train/{n01440764,n01443537}/{=1}_{1..4}.JPEG',
      'ILSVRC/val/ILSVRC2012_val_0000000{1..4}.JPEG',
      'ILSVRC/readme.txt',
    ],
    tables: {
      'ILSVRC/meta/train.txt': list('n01440764/n01440764_{1..4}.JPEG 0', 'n01443537/n01443537_{1..4}.JPEG 1'),
      'ILSVRC/meta/val.txt': list('ILSVRC2012_val_0000000{1..2}.JPEG 0', 'ILSVRC2012_val_0000000{3..4}.JPEG 1'),
    },
    // Folders called by numbers may be anything: the lists say more.
    expect: { classes: { 0: 6, 1: 6 }, parts: [8, 4, 0] },
  },
  'folders of classes for training, and all images in lists': {
    files: ['set/train/{benign,malignant}/{1..4}.png', 'set/val/v{1..4}.png'],
    tables: {
      'set/train.txt': list('train/benign/{1..4}.png 0', 'train/malignant/{1..4}.png 1'),
      'set/val.txt': list('val/v{1..2}.png 0', 'val/v{3..4}.png 1'),
    },
    expect: { classes: { 0: 6, 1: 6 }, parts: [8, 4, 0], says: [/its ‘0’ is the folder benign/] },
  },
  'DTD: ten splits in lists of paths, of which the first is used': {
    files: ['dtd/images/{banded,dotted}/{=1}_000{1..6}.jpg'],
    tables: Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => i + 1).flatMap((split) =>
        ['train', 'val', 'test'].map((part, place) => [
          `dtd/labels/${part}${split}.txt`,
          // In each split the parts move on by an image.
          list(
            ...['banded', 'dotted'].flatMap((name) =>
              [0, 1].map((i) => `${name}/${name}_000${1 + ((2 * place + i + split - 1) % 6)}.jpg`),
            ),
          ),
        ]),
      ),
    ),
    expect: {
      classes: { banded: 6, dotted: 6 },
      parts: [4, 4, 4],
      says: [/the first of 10 numbered splits/, /it names no classes/],
    },
  },
  'NIH ChestX-ray14: a table of findings, and lists of the parts': {
    files: ['nih/images_001/images/000000{01..12}_000.png'],
    tables: {
      'nih/Data_Entry_2017.csv': table(
        'Image Index,Finding Labels,Follow-up #,Patient ID',
        '000000{01..06}_000.png,No Finding,0,1',
        '000000{07..12}_000.png,Effusion,0,2',
      ),
      'nih/train_val_list.txt': list('000000{01..04}_000.png', '000000{07..10}_000.png'),
      'nih/test_list.txt': list('000000{05..06}_000.png', '000000{11..12}_000.png'),
    },
    expect: { classes: { Effusion: 6, 'No Finding': 6 }, parts: [8, 0, 4], groups: 2 },
  },
  'Food-101: paths without endings, and lists of classes': {
    files: ['food-101/images/{apple_pie,baklava}/100{1..6}.jpg'],
    tables: {
      'food-101/meta/train.txt': list('{apple_pie,baklava}/100{1..4}'),
      'food-101/meta/test.txt': list('{apple_pie,baklava}/100{5..6}'),
      'food-101/meta/classes.txt': list('apple_pie', 'baklava'),
      'food-101/meta/labels.txt': list('Apple pie', 'Baklava'),
    },
    expect: { classes: { apple_pie: 6, baklava: 6 }, parts: [8, 0, 4] },
  },
  'Oxford-IIIT Pet: names without endings, class, species and breed; remarks; a list of all': {
    files: ['pets/images/{Abyssinian,beagle}_{1..6}.jpg'],
    tables: {
      'pets/annotations/list.txt': list(
        '#Image CLASS-ID SPECIES BREED ID',
        '#ID: 1:37 Class ids',
        'Abyssinian_{1..6} 1 1 1',
        'beagle_{1..6} 2 2 1',
      ),
      'pets/annotations/trainval.txt': list('Abyssinian_{1..4} 1 1 1', 'beagle_{1..4} 2 2 1'),
      'pets/annotations/test.txt': list('Abyssinian_{5..6} 1 1 1', 'beagle_{5..6} 2 2 1'),
      'pets/annotations/README': 'See https://example.org',
    },
    expect: { classes: { 1: 6, 2: 6 }, parts: [8, 0, 4] },
  },
  'COVIDx: patient, file, class and source, a list for each part': {
    files: ['covidx/train/t{1..8}.png', 'covidx/test/e{1..4}.png'],
    tables: {
      'covidx/train_COVIDx9A.txt': list('{1..4} t{=1}.png positive cohen', '{5..8} t{=1}.png negative rsna'),
      'covidx/test_COVIDx9A.txt': list(
        '{11..12} e1.png positive cohen'.replace('{11..12}', '11'),
        '12 e2.png positive sirm',
        '13 e3.png negative rsna',
        '14 e4.png negative rsna',
      ),
    },
    expect: { classes: { negative: 6, positive: 6 }, parts: [8, 0, 4] },
  },
  'MIT Indoor67: lists of paths': {
    files: ['indoor/Images/{kitchen,lobby}/int{1..6}.jpg'],
    tables: {
      'indoor/TrainImages.txt': list('{kitchen,lobby}/int{1..4}.jpg'),
      'indoor/TestImages.txt': list('{kitchen,lobby}/int{5..6}.jpg'),
    },
    expect: { classes: { kitchen: 6, lobby: 6 }, parts: [8, 0, 4] },
  },
  'FGVC-Aircraft: labels with blanks behind numbers': {
    files: ['fgvc/data/images/00{10..21}.jpg'],
    tables: {
      'fgvc/data/images_family_train.txt': list('00{10..13} Boeing 737', '00{14..17} A300'),
      'fgvc/data/images_family_test.txt': list('00{18..19} Boeing 737', '00{20..21} A300'),
    },
    expect: { classes: { A300: 6, 'Boeing 737': 6 }, parts: [8, 0, 4] },
  },
  'names with blanks, and labels of two words': {
    files: ['set/images/scan ({1..8}).png'],
    tables: { 'set/labels.txt': list('scan ({1..4}).png no tumour', 'scan ({5..8}).png glioma') },
    expect: { classes: { glioma: 4, 'no tumour': 4 } },
  },
  'CUB-200: lists of numbers that belong together': {
    files: ['cub/images/{001.Black_footed_Albatross,002.Laysan_Albatross,003.Sooty_Albatross}/bird_{1..4}.jpg'],
    tables: {
      'cub/images.txt': list(
        ...['001.Black_footed_Albatross', '002.Laysan_Albatross', '003.Sooty_Albatross'].flatMap((name, i) =>
          [1, 2, 3, 4].map((bird) => `${4 * i + bird} ${name}/bird_${bird}.jpg`),
        ),
      ),
      'cub/image_class_labels.txt': list(...Array.from({ length: 12 }, (_, i) => `${i + 1} ${1 + (i >> 2)}`)),
      'cub/train_test_split.txt': list(...Array.from({ length: 12 }, (_, i) => `${i + 1} ${Number(i % 4 < 3)}`)),
      'cub/classes.txt': list('1 001.Black_footed_Albatross', '2 002.Laysan_Albatross', '3 003.Sooty_Albatross'),
      'cub/bounding_boxes.txt': list(...Array.from({ length: 12 }, (_, i) => `${i + 1} 60.0 27.0 325.0 304.0`)),
    },
    expect: {
      classes: { '001.Black_footed_Albatross': 4, '002.Laysan_Albatross': 4, '003.Sooty_Albatross': 4 },
      parts: [9, 0, 3],
    },
  },
  'CelebA: a list begins with its length; attributes that do not exclude each other': {
    files: ['celeba/img_align_celeba/0000{01..12}.jpg'],
    tables: {
      'celeba/list_attr_celeba.txt': list(
        '12',
        'image_id Smiling Young Eyeglasses',
        ...Array.from(
          { length: 12 },
          (_, i) => `0000${String(i + 1).padStart(2, '0')}.jpg ${i % 2 ? 1 : -1} ${i % 3 ? 1 : -1} -1`,
        ),
      ),
      'celeba/list_bbox_celeba.txt': list('12', 'image_id x_1 y_1 width height', '0000{01..12}.jpg 95 71 226 313'),
    },
    expect: { classes: {}, says: [/several labels at once/], problem: /No class|Only one class/ },
  },
  'LFW: pairs of persons are no list of images': {
    files: ['lfw/{Abel_Pacheco,Aaron_Peirsol,Zico}/{=1}_000{1..4}.jpg'],
    tables: { 'lfw/pairs.txt': list('10 300', 'Abel_Pacheco 1 4', 'Aaron_Peirsol 1 2', 'Abel_Pacheco 1 Zico 3') },
    expect: { classes: { Aaron_Peirsol: 4, Abel_Pacheco: 4, Zico: 4 } },
  },
  'a text for people that names a few images': {
    files: ['set/{benign,malignant}/{1..6}.png'],
    tables: {
      'set/info.txt':
        'These images come from two clinics.\n1.png is an example.\n2.png was taken twice.\nAll are grey.\nCite us.\n',
    },
    expect: { classes: { benign: 6, malignant: 6 } },
  },
  'a caption beside each image': {
    files: ['set/{benign,malignant}/{1..6}.png'],
    tables: Object.fromEntries(
      expand('set/{benign,malignant}/{1..6}.txt').map((path) => [path, 'a photograph of a lesion\n']),
    ),
    expect: { classes: { benign: 6, malignant: 6 } },
  },
  'a list for each class': {
    files: ['set/{a,b,c,d}1.png'],
    tables: { 'set/benign.txt': 'a1.png\nb1.png\n', 'set/malignant.txt': 'c1.png\nd1.png\n' },
    expect: { classes: { benign: 2, malignant: 2 }, says: [/lists are called after the classes/] },
  },
  'COVID-CT: a list for each part of each class': {
    files: ['COVID-CT/Images-processed/CT_{COVID,NonCOVID}/{=1}-{1..6}.png'],
    tables: Object.fromEntries(
      ['COVID', 'NonCOVID'].flatMap((kind) => [
        [`COVID-CT/Data-split/${kind}/trainCT_${kind}.txt`, [1, 2, 3].map((at) => `${kind}-${at}.png`).join('\n')],
        [`COVID-CT/Data-split/${kind}/valCT_${kind}.txt`, `${kind}-4.png\n`],
        [`COVID-CT/Data-split/${kind}/testCT_${kind}.txt`, `${kind}-5.png\n${kind}-6.png\n`],
      ]),
    ),
    expect: { classes: { CT_COVID: 6, CT_NonCOVID: 6 }, parts: [6, 2, 4] },
  },
  'a list with commas, without a head': {
    files: ['set/images/{1..8}.png'],
    tables: { 'set/labels.txt': list('{1..4}.png,benign', '{5..8}.png,malignant') },
    expect: { classes: { benign: 4, malignant: 4 } },
  },
  'a text that is a table with a head': {
    files: ['set/images/p{1..8}.png'],
    tables: {
      'set/annotations.txt': table(
        'image\tdiagnosis\tpatient_id',
        'p{1..4}.png\tbenign\t1',
        'p{5..8}.png\tmalignant\t2',
      ),
    },
    expect: { classes: { benign: 4, malignant: 4 }, groups: 2 },
  },
};
