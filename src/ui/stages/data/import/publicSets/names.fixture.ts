import { type PublicSet, table } from './publicSet.fixture.ts';

/** Sets whose classes stand in the names of the files. */
export const SETS_BY_NAMES: Readonly<Record<string, PublicSet>> = {
  'a folder of tumours and healthy heads, as a teacher numbers them': {
    files: ['scans/tumor_{01..12}.png', 'scans/healthy_{01..10}.png'],
    expect: { classes: { healthy: 10, tumor: 12 }, says: [/22 of 22 files begin with healthy or tumor\./] },
  },
  'Y and N': { files: ['brain/Y{1..9}.jpg', 'brain/N{1..8}.jpg'], expect: { classes: { N: 8, Y: 9 } } },
  'files alone, without a folder': {
    files: ['no_tumor ({1..4}).jpg', 'Glioma ({1..4}).jpg'],
    expect: { classes: { Glioma: 4, no_tumor: 4 } },
  },
  'the class behind the number; some without': {
    files: ['set/IMG_{001..006}_benign.png', 'set/IMG_{007..012}_malignant.png', 'set/IMG_{013..014}.png'],
    expect: { classes: { benign: 6, malignant: 6 }, says: [/12 of 14 files end with benign or malignant\./] },
  },
  'cats and dogs: offered, since the words say nothing of findings': {
    files: ['train/{cat,dog}.{0..9}.jpg'],
    expect: {
      classes: {},
      problem: /^No class is chosen/,
      says: [/20 of 20 files begin with cat or dog\./],
    },
  },
  'Shenzhen: 0 and 1 behind the number, offered': {
    files: [
      'ChinaSet_AllFiles/CXR_png/CHNCXR_{0001..0009}_0.png',
      'ChinaSet_AllFiles/CXR_png/CHNCXR_{0327..0332}_1.png',
    ],
    expect: { classes: {}, problem: /^Only one class/, says: [/15 of 15 files end with 0 or 1\./] },
  },
  'planes, sides and copies are no classes': {
    files: ['head/{axial,coronal}_{1..5}.png', 'head/{l,r}_{1..5}.png'],
    expect: { classes: {}, problem: /^Only one class/, says: [/^(?!.*begin with)/s] },
  },
  'a table goes before names': {
    files: ['scans/{tumor,healthy}_{1..4}.png'],
    tables: { 'scans/labels.csv': table('file,class', 'tumor_{1..4}.png,grade 4', 'healthy_{1..4}.png,grade 0') },
    expect: { classes: { 'grade 0': 4, 'grade 4': 4 } },
  },
  'folders that are classes go before names': {
    files: ['set/a/tumor_{1..4}.png', 'set/b/healthy_{1..4}.png', 'set/c/healthy_{5..8}.png'],
    expect: { classes: { a: 4, b: 4, c: 4 } },
  },
};
