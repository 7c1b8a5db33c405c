import { type PublicSet, table } from './publicSet.fixture.ts';

/** What heads of columns are called, one set each. */
export const SETS_BY_COLUMNS: Readonly<Record<string, PublicSet>> = {
  ...Object.fromEntries(
    (
      [
        ['split', ['train', 'val', 'test']],
        ['fold', ['train', 'valid', 'test']],
        ['dataset', ['Training', 'Validation', 'Testing']],
        ['Usage', ['Training', 'dev', 'PrivateTest']],
        ['phase', ['TRAIN', 'VAL', 'TEST']],
        ['Set', ['train set', 'validation set', 'test set']],
        ['mode', ['train', 'validation', 'test']],
        ['data_split', ['tr', 'va', 'te']],
        ['Train/Test', ['train', 'eval', 'holdout']],
        ['partition', ['training', 'tuning', 'testing']],
        ['split_name', ['train', 'valid', 'test']],
      ] as const
    ).map(([head, words]) => [
      `a split column called ${head} of ${words.join(', ')}`,
      {
        files: ['images/{1..24}.png'],
        tables: {
          'labels.csv': table(
            `image,label,${head}`,
            ...words.flatMap((word, i) => [
              `{${8 * i + 1}..${8 * i + 4}}.png,A,${word}`,
              `{${8 * i + 5}..${8 * i + 8}}.png,B,${word}`,
            ]),
          ),
        },
        expect: { classes: { A: 12, B: 12 }, parts: [8, 8, 8] as const },
      },
    ]),
  ),
  'a split column of which some rows say nothing, or another thing': {
    files: ['images/{1..24}.png'],
    tables: {
      'labels.csv': table(
        'image,label,split',
        '{1..5}.png,A,train',
        '{6..10}.png,B,train',
        '{11..15}.png,A,test',
        '{16..20}.png,B,test',
        '{21..22}.png,A,',
        '{23..24}.png,B,excluded',
      ),
    },
    expect: { classes: { A: 12, B: 12 }, parts: [10, 0, 10] },
  },
  'folds by number are no split': {
    files: ['images/{1..20}.png'],
    tables: {
      'labels.csv': table(
        'image,label,fold',
        '{1..5}.png,A,0',
        '{6..10}.png,B,0',
        '{11..15}.png,A,1',
        '{16..20}.png,B,1',
      ),
    },
    expect: { classes: { A: 10, B: 10 } },
  },
  'a column is_test of 0 and 1': {
    files: ['images/{1..16}.png'],
    tables: {
      'labels.csv': table(
        'image,label,is_test',
        '{1..4}.png,A,0',
        '{5..8}.png,B,0',
        '{9..12}.png,A,1',
        '{13..16}.png,B,1',
      ),
    },
    expect: { classes: { A: 8, B: 8 }, parts: [8, 0, 8] },
  },
  'one file in two parts (folds of BreaKHis) is no split': {
    files: ['set/{A,B}/{=1}{1..4}.png'],
    tables: {
      'set/Folds.csv': table(
        'fold,grp,filename',
        '1,train,{A,B}{1..3}.png',
        '1,test,{A,B}4.png',
        '2,train,{A,B}{2..4}.png',
        '2,test,{A,B}1.png',
      ),
    },
    expect: { classes: { A: 4, B: 4 } },
  },
  'a split column that contradicts the folders': {
    files: ['set/{train,test}/{A,B}/{=1}{=2}{1..4}.png'],
    tables: { 'set/meta.csv': table('image,split', 'train{A,B}{1..4}.png,test', 'test{A,B}{1..4}.png,train') },
    expect: { classes: { A: 8, B: 8 }, parts: [8, 0, 8], says: [/16 files? in another subset/] },
  },
  ...Object.fromEntries(
    [
      'patient',
      'Patient ID',
      'PatientID',
      'patient_no',
      'Patient Number',
      'pat_id',
      'subject',
      'Subject_ID',
      'subj_id',
      'participant_id',
      'case_id',
      'Case No',
      'CaseNumber',
      'PTID',
      'pid',
      'MRN',
      'lesion_id',
      'StudyInstanceUID',
      'donor_id',
      'slide_id',
      'patient_name',
      'anon_patient_id',
      'video_id',
      'person_id',
      'id_patient',
      'animal_id',
      'RID',
      'accession_number',
    ].map((head) => [
      `a patient column called ${head}`,
      {
        files: ['images/{1..16}.png'],
        tables: {
          'labels.csv': table(
            `image,label,${head}`,
            ...Array.from({ length: 16 }, (_, i) => `${i + 1}.png,${i < 8 ? 'A' : 'B'},${100 + (i >> 1)}`),
          ),
        },
        expect: { classes: { A: 8, B: 8 }, groups: 8 },
      },
    ]),
  ),
  ...Object.fromEntries(
    [
      'class',
      'Label',
      'Diagnosis',
      'dx',
      'target',
      'Category',
      'Finding',
      'tumor',
      'Cancer',
      'has_tumour',
      'Ground Truth',
      'gt',
      'annotation',
      'class_name',
      'Pathology',
      'KL grade',
      'BI-RADS',
      'malignancy',
      'covid',
      'DR_level',
      'y_true',
      'tag',
      'MGMT_value',
      'disease_risk',
    ].map((head) => [
      `a class column called ${head}, of 0 and 1, beside sex and age`,
      {
        files: ['images/{1..16}.png'],
        tables: {
          'labels.csv': table(
            `sex,age,image,${head}`,
            ...Array.from(
              { length: 16 },
              (_, i) => `${i % 2 ? 'M' : 'F'},${40 + (i % 3)},${i + 1}.png,${i < 8 ? 0 : 1}`,
            ),
          ),
        },
        expect: { classes: { '0': 8, '1': 8 } },
      },
    ]),
  ),
};
