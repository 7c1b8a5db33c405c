import { type PublicSet, table } from './publicSet.fixture.ts';

const json = (value: unknown): string => JSON.stringify(value);
const lines = (...values: readonly unknown[]): string => values.map(json).join('\n');
const scan = (file: number, label: number) => ({ file_name: `000${file}.png`, label });

/** Labels that are written as JSON. */
export const SETS_WITH_JSON: Readonly<Record<string, PublicSet>> = {
  'Hugging Face: metadata.jsonl beside the images of each part': {
    files: ['set/{train,test}/000{1..4}.png'],
    tables: {
      'set/train/metadata.jsonl': lines(scan(1, 0), scan(2, 0), scan(3, 1), scan(4, 1)),
      'set/test/metadata.jsonl': lines(scan(1, 0), scan(2, 1), scan(3, 1), scan(4, 1)),
    },
    expect: { classes: { 0: 3, 1: 5 }, parts: [4, 0, 4] },
  },
  'Chaoyang: a list of objects for each part, with the labels of three readers': {
    files: ['chaoyang/{train,test}/5339{21..28}-IMG001x000-0.JPG'],
    tables: Object.fromEntries(
      ['train', 'test'].map((part) => [
        `chaoyang/${part}.json`,
        json(
          [21, 22, 23, 24, 25, 26, 27, 28].map((at) => ({
            ...{ name: `${part}/5339${at}-IMG001x000-0.JPG`, label: at % 4 },
            ...{ label_A: at % 4, label_B: at % 3, label_C: at % 2 },
          })),
        ),
      ]),
    ),
    expect: { classes: { 0: 4, 1: 4, 2: 4, 3: 4 }, parts: [8, 0, 8] },
  },
  'a word for each file': {
    files: ['set/images/{a,b,c,d}1.png'],
    tables: { 'set/labels.json': json({ 'a1.png': 'tumour', 'b1.png': 'tumour', 'c1.png': 'healthy', d1: 'healthy' }) },
    expect: { classes: { healthy: 2, tumour: 2 } },
  },
  'a word for each patient': {
    files: ['set/{p1,p2,p3,p4}/image.png'],
    tables: {
      'set/labels.json': json(
        ['p1', 'p2', 'p3', 'p4'].map((patient, at) => ({ patient, label: at < 2 ? 'ill' : 'well' })),
      ),
    },
    expect: { classes: { ill: 2, well: 2 }, groups: 4 },
  },
  'the files of each class': {
    files: ['set/images/{a,b,c,d}1.png'],
    tables: { 'set/labels.json': json({ tumour: ['a1.png', 'b1.png'], healthy: ['c1.png', 'd1.png'] }) },
    expect: { classes: { healthy: 2, tumour: 2 } },
  },
  'the files of each part, beside folders of classes': {
    files: ['set/{tumour,healthy}/{1..4}.png'],
    tables: {
      'set/split.json': json({
        train: ['tumour/1.png', 'tumour/2.png', 'healthy/1.png', 'healthy/2.png'],
        val: ['tumour/3.png', 'healthy/3.png'],
        test: ['tumour/4.png', 'healthy/4.png'],
      }),
    },
    expect: { classes: { healthy: 4, tumour: 4 }, parts: [4, 2, 2] },
  },
  'Cassava: the names of the numbers beside the table': {
    files: ['cassava/train_images/10000{15157..15160}.jpg', 'cassava/test_images/2216849948.jpg'],
    tables: {
      'cassava/train.csv': table('image_id,label', '10000{15157,15158}.jpg,0', '10000{15159,15160}.jpg,3'),
      'cassava/label_num_to_disease_map.json': json({ 0: 'Blight (CBB)', 1: 'Streak', 2: 'Mottle', 3: 'Mosaic' }),
    },
    expect: { classes: { 'Blight (CBB)': 2, Mosaic: 2 }, says: [/map\.json is joined to it by label/] },
  },
  'Flowers 102: the names of numbered folders': {
    files: ['flowers/{train,valid}/{1..3}/image_0{1..2}.jpg'],
    tables: { 'flowers/cat_to_name.json': json({ 1: 'pink primrose', 2: 'canterbury bells', 3: 'colt’s foot' }) },
    expect: { classes: { 'canterbury bells': 4, 'colt’s foot': 4, 'pink primrose': 4 }, parts: [6, 6, 0] },
  },
  'names of numbers that are not those of the table': {
    files: ['set/{a,b,c,d}1.png'],
    tables: {
      'set/labels.csv': table('image,stage', '{a,b}1.png,1', '{c,d}1.png,2'),
      'set/colours.json': json({ 7: 'red', 8: 'green' }),
    },
    expect: { classes: { 1: 2, 2: 2 } },
  },
  'the places of classes, as a training script writes them': {
    files: ['set/{benign,malignant}/{1..3}.png'],
    tables: { 'set/class_indices.json': json({ benign: 0, malignant: 1 }) },
    expect: { classes: { benign: 3, malignant: 3 }, says: [/agrees with the folders on all 6 files/] },
  },
  'boxes (COCO) and settings are no tables': {
    files: ['set/{benign,malignant}/{1..3}.jpg'],
    tables: {
      'set/_annotations.coco.json': json({
        images: [{ id: 1, file_name: '1.jpg' }],
        annotations: [{ id: 1, image_id: 1, category_id: 1 }],
        categories: [{ id: 1, name: 'box' }],
      }),
      'set/config.json': json({ name: 'set', size: 64 }),
      'set/broken.json': '{"1.jpg": ',
    },
    expect: { classes: { benign: 3, malignant: 3 }, says: [/^(?!.*json)/s] },
  },
  'a list of the parts beside a JSON for each of many images': {
    files: ['set/images/{001..120}.png', 'set/images/{001..120}.json'],
    tables: {
      'set/labels.txt': Array.from(
        { length: 120 },
        (_, i) => `${String(i + 1).padStart(3, '0')}.png ${i % 2 ? 'well' : 'ill'}`,
      ).join('\n'),
    },
    expect: { classes: { ill: 60, well: 60 } },
  },
};
