import { expand, type PublicSet, table, utf16 } from './publicSet.fixture.ts';

/** How tables are written, and joined. */
export const SETS_WITH_ODD_TABLES: Readonly<Record<string, PublicSet>> = {
  'Windows paths, capital letters, another disk': {
    files: ['data/{A,B}/IMG_{1..4}.PNG'],
    tables: {
      'labels.csv': table(
        'Path;Label;Patient',
        'C:\\Users\\me\\data\\A\\img_{1..4}.png;benign;p1',
        'C:\\Users\\me\\data\\B\\img_{1..4}.png;malignant;p2',
      ),
    },
    expect: { classes: { A: 4, B: 4 }, groups: 2, says: [/agrees with the folders on all 8 files/] },
  },
  'a workbook saved as text: UTF-16, tabs': {
    files: ['images/{1..8}.png'],
    tables: { 'labels.csv': utf16(table('Bild\tDiagnose', '{1..4}.png\tgesund', '{5..8}.png\tkrank')) },
    expect: { classes: { gesund: 4, krank: 4 } },
  },
  'a byte-order mark, quotes, semicolons, a comma in a cell': {
    files: ['images/{1..8}.png'],
    tables: {
      'labels.csv': `\ufeff"File Name";"Diagnosis, final"\r\n${expand('"{1..4}.png";"no, healthy"').join('\r\n')}\r\n${expand('"{5..8}.png";"yes"').join('\r\n')}`,
    },
    expect: { classes: { 'no, healthy': 4, yes: 4 } },
  },
  'a title above the head of a table': {
    files: ['images/{1..8}.png'],
    tables: {
      'labels.csv': table(
        'Supplementary Table 1: labels,,',
        ',,',
        'Image,Label,Patient',
        '{1..4}.png,A,p1',
        '{5..8}.png,B,p2',
      ),
    },
    expect: { classes: { A: 4, B: 4 }, groups: 2 },
  },
  'an index column before the file, as pandas writes it': {
    files: ['Set/Brain Tumor/Cancer ({1..4}).jpg', 'Set/Healthy/Not Cancer  ({1..4}).jpg'],
    tables: {
      'metadata.csv': table(
        ',image,class,format,mode,shape',
        ...[1, 2, 3, 4].map((n) => `${n - 1},Cancer (${n}).jpg,tumor,JPEG,RGB,"(512, 512, 3)"`),
        ...[1, 2, 3, 4].map((n) => `${n + 3},Not Cancer  (${n}).jpg,normal,JPEG,RGB,"(512, 512, 3)"`),
      ),
    },
    expect: { classes: { 'Brain Tumor': 4, Healthy: 4 }, says: [/agrees with the folders on all 8 files/] },
  },
  'two tables to join by patient': {
    files: ['images/{1..8}.png'],
    tables: {
      'images.csv': table('filename,patient_id', '{1..2}.png,p1', '{3..4}.png,p2', '{5..6}.png,p3', '{7..8}.png,p4'),
      'patients.csv': table('patient_id,sex,diagnosis', 'p{1..2},F,healthy', 'p{3..4},M,sick'),
    },
    expect: { classes: { healthy: 4, sick: 4 }, groups: 4, says: [/joined to it by patient_id/] },
  },
  'two tables of the same files: classes in one, patients in the other': {
    files: ['images/{1..8}.png'],
    tables: {
      'labels.csv': table('file,label', '{1..4}.png,A', '{5..8}.png,B'),
      'patients.csv': table('file,patient', '{1..2}.png,p1', '{3..4}.png,p2', '{5..6}.png,p3', '{7..8}.png,p4'),
    },
    expect: { classes: { A: 4, B: 4 }, groups: 4 },
  },

  'cells without a value: NA, nan, -': {
    files: ['images/{1..12}.png'],
    tables: {
      'labels.csv': table(
        'file,label,split',
        '{1..4}.png,A,train',
        '{5..8}.png,B,test',
        '9.png,NA,train',
        '10.png,nan,test',
        '11.png,-,NA',
        '12.png,N/A,-',
      ),
    },
    expect: { classes: { A: 4, B: 4 }, parts: [4, 0, 4] },
  },
  'rows of other folders than the files are in': {
    files: ['all/{1..8}.png'],
    tables: { 'labels.csv': table('path,label', 'benign/{1..4}.png,benign', 'malignant/{5..8}.png,malignant') },
    expect: { classes: { benign: 4, malignant: 4 }, says: [/Only the names are compared/] },
  },
  'classes in one table, the split in another': {
    files: ['images/{1..8}.png'],
    tables: {
      'labels.csv': table('image,label', '{1..4}.png,A', '{5..8}.png,B'),
      'split.csv': table('image,split', '{1..3}.png,train', '4.png,test', '{5..7}.png,train', '8.png,test'),
    },
    expect: { classes: { A: 4, B: 4 }, parts: [6, 0, 2] },
  },
  'a number and a name for each class': {
    files: ['images/{1..8}.png'],
    tables: { 'labels.csv': table('sex,file,class,class_name', 'F,{1..4}.png,0,benign', 'M,{5..8}.png,1,malignant') },
    expect: { classes: { benign: 4, malignant: 4 } },
  },
  'MIMIC: three numbers, of which one is the person': {
    files: ['files/{1..8}.jpg'],
    tables: {
      'mimic.csv': table(
        'subject_id,study_id,dicom_id,ViewPosition,finding',
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `s${n >> 2},t${n >> 1},${n},PA,${n < 5 ? 'normal' : 'edema'}`),
      ),
    },
    expect: { classes: { edema: 4, normal: 4 }, groups: 3 },
  },
  'German heads, decimal commas': {
    files: ['Bilder/{1..8}.png'],
    tables: {
      'Tabelle.csv': table(
        'Nr;Datei;Alter;Geschlecht;Befund',
        '1;{1..4}.png;45,5;w;gesund',
        '2;{5..8}.png;50,5;m;krank',
      ),
    },
    expect: { classes: { gesund: 4, krank: 4 } },
  },
};
