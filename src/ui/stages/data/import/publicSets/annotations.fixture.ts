import { expand, type PublicSet, table } from './publicSet.fixture.ts';

type Content = Record<string, string>;

/** Files of the paths of a pattern, each with what is written of its place from 0. */
const written = (pattern: string, of: (at: number) => string): Content =>
  Object.fromEntries(expand(pattern).map((path, at) => [path, of(at)]));
const json = (value: unknown): string => JSON.stringify(value);

const VOC_OBJECT = (name: string) =>
  `<object><name>${name}</name><pose>Unspecified</pose><part><name>head</name></part><bndbox><xmin>1</xmin></bndbox></object>`;
const voc = (file: string, ...names: readonly string[]) =>
  `<?xml version="1.0"?>\n<annotation>\n<folder>x</folder><filename>${file}</filename><source><name>flickr</name></source>${names.map(VOC_OBJECT).join('\n')}</annotation>`;
const labelMe = (file: string, flags: object, ...labels: readonly string[]) =>
  json({
    ...{ version: '5.0.1', flags },
    shapes: labels.map((label) => ({ label, points: [[1, 2]], shape_type: 'polygon', flags: {} })),
    ...{ imagePath: `..\\images\\${file}`, imageData: 'iVBORw0KGgo'.repeat(300), imageHeight: 64, imageWidth: 64 },
  });
const supervisely = (tags: readonly [name: string, value: unknown][], ...classes: readonly string[]) =>
  json({
    ...{ description: '', size: { height: 10, width: 20 } },
    tags: tags.map(([name, value], id) => ({ id, name, value, labelerLogin: 'a' })),
    objects: classes.map((classTitle) => ({ classTitle, geometryType: 'bitmap', tags: [] })),
  });
const isic = (at: number) =>
  json({
    ...{ _id: `5436e3abbae478396759f0c${at}`, _modelType: 'image', creator: { _id: `c${at % 2}`, name: 'User 6389' } },
    ...{ dataset: { _id: 'd', name: at < 3 ? 'UDA-1' : 'UDA-2', license: 'CC-0' }, name: `ISIC_000000${at}` },
    meta: {
      acquisition: { image_type: at % 2 ? 'dermoscopic' : 'clinical', pixelsX: 1022 },
      clinical: {
        ...{
          age_approx: 50 + 5 * at,
          anatom_site_general: at % 2 ? 'torso' : 'head/neck',
          sex: at % 2 ? 'male' : 'female',
        },
        ...{ benign_malignant: at < 4 ? 'benign' : 'malignant', diagnosis: at < 4 ? 'nevus' : 'melanoma' },
      },
    },
  });
const bids = (at: number) =>
  json({
    ...{ Modality: 'MR', MagneticFieldStrength: 3, Manufacturer: at % 2 ? 'Siemens' : 'GE', ProtocolName: 'T1' },
    ...{ ScanningSequence: at % 2 ? 'GR' : 'EP', EchoTime: 0.003, RepetitionTime: 2, ConversionSoftware: 'dcm2niix' },
  });
const cvatImage = (name: string, content: string, more = '') =>
  `<image id="0" name="${name}" ${more}width="10" height="10">${content}</image>`;
const cvat = (...images: readonly string[]) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<annotations><version>1.1</version><meta><task><name>t</name><labels><label><name>benign</name></label></labels></task></meta>${images.join('\n')}</annotations>`;
const CVAT_BOX =
  '<box label="lesion" source="manual" xtl="1" ytl="1" xbr="2" ybr="2"><attribute name="sure">no</attribute></box>';

/** Labels in a file of each image, or in the XML of all. */
export const SETS_WITH_ANNOTATIONS: Readonly<Record<string, PublicSet>> = {
  'Pascal VOC: most images have objects of one category': {
    files: ['set/JPEGImages/{1..6}.jpg'],
    tables: {
      'set/Annotations/1.xml': voc('1.jpg', 'crack', 'crack'),
      'set/Annotations/2.xml': voc('2.jpg', 'crack'),
      'set/Annotations/3.xml': voc('3.jpg', 'dent'),
      'set/Annotations/4.xml': voc('4.jpg', 'dent'),
      'set/Annotations/5.xml': voc('5.jpg', 'dent', 'crack'),
      'set/Annotations/6.xml': voc('6.jpg'),
    },
    expect: {
      classes: { crack: 2, dent: 2 },
      says: [
        /Annotations \(XML files\) has rows for 6 of 6 files/,
        /It is read from 6 annotation files, one for each image\./,
        /1 row not used: several classes at once/,
      ],
    },
  },
  'Pascal VOC: images of several objects have no class': {
    files: ['set/JPEGImages/{1..4}.jpg'],
    tables: written('set/Annotations/{1..4}.xml', (at) =>
      voc(`${at + 1}.jpg`, ...(at === 0 ? ['dog'] : ['dog', 'person'])),
    ),
    expect: { classes: { JPEGImages: 4 }, problem: /^Only one class, JPEGImages/ },
  },
  'Pascal VOC: objects of one category say nothing of images': {
    files: ['set/{a,b}/{1..4}.jpg'],
    tables: written('set/{a,b}/{1..4}.xml', (at) => voc(`${(at % 4) + 1}.jpg`, 'crack')),
    expect: { classes: { a: 4, b: 4 } },
  },
  'LabelMe: flags of the whole image go before shapes': {
    files: ['set/images/s{1..6}.png'],
    tables: written('set/json/s{1..6}.json', (at) =>
      labelMe(`s${at + 1}.png`, { healthy: at < 2, ill: at > 2, blurred: false }, at % 2 ? 'kidney' : 'stone'),
    ),
    expect: { classes: { healthy: 2, ill: 3 }, says: [/json \(JSON files\) has rows for 6 of 6 files/] },
  },
  'LabelMe: shapes of one category in each image, beside it': {
    files: ['set/s{1..5}.png'],
    tables: written('set/s{1..5}.json', (at) =>
      labelMe(`s${at + 1}.png`, {}, ...(at < 4 ? [at < 2 ? 'cyst' : 'tumour'] : [])),
    ),
    expect: { classes: { cyst: 2, tumour: 2 } },
  },
  'Supervisely: tags of each part, of which one with a value is a column': {
    files: ['set/{train,test}/img/{1..4}.jpg'],
    tables: written('set/{train,test}/ann/{1..4}.jpg.json', (at) =>
      // The same names in both parts: 1 and 2 are benign in one, malignant in the other.
      supervisely(
        [
          [at % 4 < 2 === at < 4 ? 'benign' : 'malignant', null],
          ['patient', `p${Math.floor(at / 2)}`],
        ],
        'lesion',
        at % 2 ? 'hair' : 'ruler',
      ),
    ),
    expect: {
      classes: { benign: 4, malignant: 4 },
      parts: [4, 0, 4],
      groups: 4,
      says: [/set \(JSON files\) has rows for 8 of 8 files/],
    },
  },
  'ISIC archive: descriptions without an ending': {
    files: ['ISIC/Images/ISIC_000000{0..5}.jpeg'],
    tables: written('ISIC/Descriptions/ISIC_000000{0..5}', isic),
    expect: { classes: { melanoma: 2, nevus: 4 }, says: [/Descriptions \(JSON files\) has rows for 6 of 6 files/] },
  },
  'ISIC archive: descriptions with an ending, in a folder of metadata': {
    files: ['ISIC/images/ISIC_000000{0..5}.jpg'],
    tables: written('ISIC/metadata/ISIC_000000{0..5}.json', isic),
    expect: { classes: { melanoma: 2, nevus: 4 } },
  },
  'CVAT for images: tags go before shapes, and say the subset': {
    files: ['set/images/{a,b}/{1..2}.png'],
    tables: {
      'set/annotations.xml': cvat(
        cvatImage('a/1.png', `<tag label="benign" source="manual"></tag>${CVAT_BOX}`, 'subset="train" '),
        cvatImage('a/2.png', `<tag label="malignant" source="manual"/>${CVAT_BOX}`, 'subset="train" '),
        cvatImage('b/1.png', '<tag label="benign" source="manual"/>', 'subset="test" '),
        cvatImage('b/2.png', '<tag label="malignant" source="manual"/>', 'subset="test" '),
      ),
    },
    expect: { classes: { benign: 2, malignant: 2 }, parts: [2, 0, 2], says: [/annotations\.xml has rows for 4 of 4/] },
  },
  'CVAT for images: the attribute of a tag': {
    files: ['set/images/{1..4}.png'],
    tables: {
      'set/annotations.xml': cvat(
        ...[1, 2, 3, 4].map((at) =>
          cvatImage(
            `${at}.png`,
            `<tag label="image"><attribute name="diagnosis">${at < 3 ? 'cyst' : 'stone'}</attribute></tag>`,
          ),
        ),
      ),
    },
    expect: { classes: { cyst: 2, stone: 2 } },
  },
  'dcm2niix: how each volume was taken is no class': {
    files: ['set/{patients,controls}/sub-0{1..4}_T1w.nii.gz'],
    tables: written('set/{patients,controls}/sub-0{1..4}_T1w.json', bids),
    expect: { classes: { controls: 4, patients: 4 } },
  },
  'BIDS: how each volume was taken is no class where folders are none either': {
    files: ['set/sub-0{1..4}/anat/sub-0{=1}_T1w.nii.gz'],
    tables: written('set/sub-0{1..4}/anat/sub-0{=1}_T1w.json', bids),
    expect: { classes: {}, problem: /^Only one class/ },
  },
  'words of which nothing says that they are classes are offered': {
    files: ['set/images/{1..6}.png'],
    tables: written('set/images/{1..6}.json', (at) => json({ camera: { make: at % 2 ? 'Acme' : 'Bolt' }, iso: 100 })),
    expect: { classes: { images: 6 }, says: [/has rows for 6 of 6 files/], problem: /^Only one class, images/ },
  },
  'words that are offered, beside classes in the names of files': {
    files: ['set/images/{tumor,normal}_{1..4}.png'],
    tables: written('set/images/{tumor,normal}_{1..4}.json', (at) => json({ make: at % 2 ? 'Acme' : 'Bolt' })),
    expect: { classes: { normal: 4, tumor: 4 } },
  },
  'a word of each, by a head that says so': {
    files: ['set/images/{1..4}.png'],
    tables: written('set/images/{1..4}.json', (at) => json({ finding: { label: at % 2 ? 'x' : 'y' }, id: `z${at}` })),
    expect: { classes: { x: 2, y: 2 } },
  },
  'beside folders that say the same': {
    files: ['set/{crack,dent}/{=1}{1..3}.jpg'],
    tables: written('set/{crack,dent}/{=1}{1..3}.xml', (at) =>
      voc(`${at < 3 ? 'crack' : 'dent'}${(at % 3) + 1}.jpg`, at < 3 ? 'crack' : 'dent'),
    ),
    expect: { classes: { crack: 3, dent: 3 }, says: [/It agrees with the folders on all 6 files/] },
  },
  'beside folders that say something else of one': {
    files: ['set/{crack,dent}/{=1}{1..4}.jpg'],
    tables: written('set/{crack,dent}/{=1}{1..4}.xml', (at) =>
      voc(`${at < 4 ? 'crack' : 'dent'}${(at % 4) + 1}.jpg`, at < 3 ? 'crack' : 'dent'),
    ),
    expect: {
      classes: { crack: 4, dent: 4 },
      says: [/It and the folders agree on 7 of 8 files and differ on 1/],
    },
  },
  'objects that have nothing to do with folders that are classes': {
    files: ['set/{benign,malignant}/{=1}{1..4}.jpg'],
    tables: written('set/{benign,malignant}/{=1}{1..4}.json', (at) =>
      labelMe(`${at < 4 ? 'benign' : 'malignant'}${(at % 4) + 1}.jpg`, {}, at % 2 ? 'nodule' : 'cyst'),
    ),
    expect: { classes: { benign: 4, malignant: 4 }, says: [/The folders do not look like its classes/] },
  },
  'tags that have nothing to do with folders': {
    files: ['set/{one,two}/{=1}{1..4}.jpg'],
    tables: written('set/{one,two}/{=1}{1..4}.jpg.json', (at) => supervisely([[at % 2 ? 'nodule' : 'cyst', null]])),
    expect: { classes: { cyst: 4, nodule: 4 }, says: [/The folders do not look like its classes/] },
  },
  'beside a table, which is read as before': {
    files: ['set/images/{1..4}.png'],
    tables: {
      'set/labels.csv': table('file,label', '{1,2}.png,early', '{3,4}.png,late'),
      ...written('set/images/{1..4}.json', (at) => json({ grade: at % 2 ? 'low' : 'high' })),
    },
    expect: {
      classes: { early: 2, late: 2 },
      says: [/labels\.csv has rows for 4 of 4 files/, /images \(JSON files\) has rows for 4 of 4 files/],
    },
  },
  'a list of all beside more than a hundred of one image each': {
    files: ['set/images/{101..220}.png'],
    tables: {
      'set/labels.json': json(
        Object.fromEntries(expand('{101..220}.png').map((name, at) => [name, at % 2 ? 'a' : 'b'])),
      ),
      ...written('set/images/{101..220}.json', () => json({ exposure: 1 })),
    },
    expect: { classes: { a: 60, b: 60 } },
  },
  'some that are broken, and one that names another image': {
    files: ['set/images/{1..8}.jpg'],
    tables: {
      ...written('set/xml/{1..8}.xml', (at) => voc(`${at + 1}.jpg`, at % 2 ? 'crack' : 'dent')),
      'set/xml/3.xml': '<annotation><object><name>crack</name>',
      'set/xml/4.xml': '<!DOCTYPE x [<!ENTITY a "b">]><annotation/>',
      'set/xml/5.xml': voc('6.jpg', 'dent'),
    },
    expect: {
      classes: { crack: 3, dent: 2 },
      says: [/8 annotation files, one for each image\. 3 not used: broken, or with the name of another image\./],
    },
  },
  'two kinds of them are two tables': {
    files: ['set/images/{1..4}.jpg'],
    tables: {
      ...written('set/xml/{1..4}.xml', (at) => voc(`${at + 1}.jpg`, at < 2 ? 'crack' : 'dent')),
      ...written('set/json/{1..4}.json', (at) => labelMe(`${at + 1}.jpg`, {}, at < 3 ? 'crack' : 'dent')),
      ...written('set/more/{1..4}.json', () => json({ width: 5 })),
    },
    expect: {
      classes: { crack: 2, dent: 2 },
      says: [/xml \(XML files\) has rows for 4/, /json \(JSON files\) has rows for 4/],
    },
  },
  'settings beside images say nothing': {
    files: ['set/{a,b}/image{1..4}.png'],
    tables: written('set/{a,b}/image{1..4}.json', (at) => json({ gain: at * 0.1, unit: 'mm', mode: { binning: 2 } })),
    expect: { classes: { a: 4, b: 4 } },
  },
};
