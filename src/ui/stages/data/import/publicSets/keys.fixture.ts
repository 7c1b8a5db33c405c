import { type PublicSet, table } from './publicSet.fixture.ts';

const HEMORRHAGES =
  'PatientNumber,SliceNumber,Intraventricular,Intraparenchymal,Subarachnoid,Epidural,Subdural,No_Hemorrhage,Fracture_Yes_No';

/** Tables whose rows name a file by several columns, or by less or more than its name. */
export const SETS_BY_KEYS: Readonly<Record<string, PublicSet>> = {
  'CT-ICH: a patient and a slice, whose number starts anew; two windows of each slice, masks beside': {
    files: [
      'CT-ICH/Patients_CT/{049..052}/{brain,bone}/{1..5}.jpg',
      'CT-ICH/Patients_CT/{049..050}/brain/3_HGE_Seg.jpg',
    ],
    tables: {
      'CT-ICH/hemorrhage_diagnosis_raw_ct.csv': table(
        HEMORRHAGES,
        '{49,50},{1,2,4,5},0,0,0,0,0,1,0',
        '49,3,0,0,0,1,0,0,1',
        '50,3,0,1,0,0,0,0,0',
        '{51,52},{1..5},0,0,0,0,0,1,0',
      ),
    },
    // Each row is of two images.
    expect: {
      classes: { Epidural: 2, Intraparenchymal: 2, No_Hemorrhage: 36 },
      masks: [2, 2],
      groups: 4,
      says: [/^(?!.*several classes at once)/s, /^(?!.*do not look like)/s],
    },
  },
  'patients called as slices are: the head tells which is the folder': {
    files: ['ct/{1..4}/{1..4}.png'],
    tables: {
      'ct/labels.csv': table('slice_no,patient,diagnosis', '{1..4},{1,2},stroke', '{1..4},{3,4},normal'),
    },
    expect: { classes: { normal: 8, stroke: 8 }, groups: 4 },
  },
  'RSNA 2023 abdominal trauma: series and instance, since patients have several series': {
    files: ['rsna/train_images/{10004/21057,10004/51033,10065/37324}/{100..105}.dcm'],
    tables: {
      'rsna/image_level_labels.csv': table(
        'patient_id,series_id,instance_number,injury_name',
        '10004,{21057,51033},{100..102},Active_Extravasation',
        '10065,37324,{100..103},Bowel',
      ),
    },
    expect: { classes: { Active_Extravasation: 6, Bowel: 4 }, groups: 2 },
  },
  'rows that contradict each other, rows of files that are not here, and files that two rows of the same words name': {
    files: ['ct/{1..3}/{01..06}.png'],
    tables: {
      'ct/labels.csv': table(
        'patient,slice,diagnosis',
        '{1..3},{1..5},stroke',
        '{1..3},6,normal',
        '3,6,stroke',
        '1,1,stroke',
        '9,{1..2},normal',
      ),
    },
    expect: {
      classes: { normal: 2, stroke: 15 },
      groups: 3,
      says: [/2 rows without a file here/, /1 file not used: rows contradict each other/],
    },
  },
  'a table for each part, whose patients and slices are numbered alike': {
    files: ['ct/{train,test}/{1..2}/{1..4}.png'],
    tables: {
      'ct/train.csv': table('patient,slice,diagnosis', '{1..2},{1..2},stroke', '{1..2},{3..4},normal'),
      'ct/test.csv': table('patient,slice,diagnosis', '{1..2},{1..3},normal', '{1..2},4,stroke'),
    },
    expect: { classes: { normal: 10, stroke: 6 }, parts: [8, 0, 8], groups: 2, says: [/^(?!.*contradict)/s] },
  },
  'the same, each beside its images': {
    files: ['ct/{hospital,clinic}/{1..2}/{1..4}.png'],
    tables: {
      'ct/hospital/labels.csv': table('patient,slice,diagnosis', '{1..2},{1..2},stroke', '{1..2},{3..4},normal'),
      'ct/clinic/labels.csv': table('patient,slice,diagnosis', '{1..2},{1..3},normal', '{1..2},4,stroke'),
    },
    expect: { classes: { normal: 10, stroke: 6 }, groups: 2, says: [/^(?!.*contradict)/s] },
  },
  'numbered anew in each folder of storage': {
    files: ['scans/batch{1..3}/img_{001..004}.png'],
    tables: {
      'scans/labels.csv': table(
        'batch,image,label',
        'batch{1..3},img_{001..003}.png,sick',
        'batch{1..3},img_004.png,well',
      ),
    },
    expect: { classes: { sick: 9, well: 3 } },
  },
  'ABIDE: numbers alone, of folders with a word and zeros before them': {
    files: ['ABIDE/sub-005000{2..7}/anat/mprage.nii.gz'],
    tables: {
      'ABIDE/Phenotypic_V1_0b.csv': table(
        'SITE_ID,SUB_ID,DX_GROUP,DSM_IV_TR,AGE_AT_SCAN,SEX',
        'PITT,5000{2..4},1,1,16.77,1',
        'PITT,5000{5..7},2,0,20.1,2',
      ),
    },
    expect: { classes: { 1: 3, 2: 3 }, groups: 6, says: [/Only the numbers of patients’ folders are compared/] },
  },
  'numbers of patients beside slices that are numbered, too': {
    files: ['ct/Patient {1..4}/s{1..3}.png'],
    tables: { 'ct/clinical.csv': table('Patient,Sex,Diagnosis', '{1..2},M,LGG', '{3..4},F,HGG') },
    expect: { classes: { HGG: 6, LGG: 6 }, groups: 4 },
  },
  'UK Biobank: a number of the person before those of the image': {
    files: ['images/1000{013..018}_20209_2_0.nii.gz'],
    tables: { 'labels.csv': table('eid,p31,disease', '1000{013..015},1,yes', '1000{016..018},0,no') },
    expect: { classes: { no: 3, yes: 3 } },
  },
  'IXI: the first number of the name, under a head of its own': {
    files: ['IXI-T1/IXI{002,012,013,014}-Guys-0{=1}8-T1.nii.gz'],
    tables: { 'IXI.csv': table('IXI_ID,AGE,GROUP', '{2,12},35.8,young', '{13,14},61.2,old') },
    expect: { classes: { old: 2, young: 2 }, groups: 4, says: [/Only the first numbers in the names are compared/] },
  },
  'SIIM-FISABIO: names of studies with a word behind them': {
    files: ['siim/train/{00086460a852,000c9c05fd14,00292f8c37bd,005057b3f880}/{=1}a/{=1}b.dcm'],
    tables: {
      'siim/train_study_level.csv': table(
        'id,Negative for Pneumonia,Typical Appearance,Indeterminate Appearance,Atypical Appearance',
        '{00086460a852,000c9c05fd14}_study,0,1,0,0',
        '00292f8c37bd_study,1,0,0,0',
        '005057b3f880_study,0,0,1,0',
      ),
    },
    expect: {
      classes: { 'Indeterminate Appearance': 1, 'Negative for Pneumonia': 1, 'Typical Appearance': 2 },
      says: [/without the word that all rows end with/],
    },
  },
};
