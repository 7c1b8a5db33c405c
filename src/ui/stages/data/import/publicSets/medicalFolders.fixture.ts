import type { PublicSet } from './publicSet.fixture.ts';

/** Sets for medicine whose folders are not the classes as they are. */
export const MEDICAL_FOLDERS: Readonly<Record<string, PublicSet>> = {
  'Duke OCT (Srinivasan): AMD1..AMD15': {
    files: ['Publication_Dataset/{AMD,DME,NORMAL}{1..15}/TIFFs/8bitTIFFs/{001..004}.tif'],
    expect: { classes: { AMD: 60, DME: 60, NORMAL: 60 }, groups: 45 },
  },
  'IDRiD A segmentation': {
    files: [
      'A. Segmentation/1. Original Images/a. Training Set/IDRiD_{01..04}.jpg',
      'A. Segmentation/1. Original Images/b. Testing Set/IDRiD_{55..58}.jpg',
      'A. Segmentation/2. All Segmentation Groundtruths/a. Training Set/1. Microaneurysms/IDRiD_{01..04}_MA.tif',
      'A. Segmentation/2. All Segmentation Groundtruths/b. Testing Set/1. Microaneurysms/IDRiD_{55..58}_MA.tif',
      'A. Segmentation/2. All Segmentation Groundtruths/a. Training Set/5. Optic Disc/IDRiD_{01..04}_OD.tif',
    ],
    expect: { classes: {}, masks: [12, 12], problem: /No class|Only one/ },
  },
  'REFUGE with masks elsewhere': {
    files: [
      'REFUGE/REFUGE-Training400/Training400/Glaucoma/g000{1..4}.jpg',
      'REFUGE/REFUGE-Training400/Training400/Non-Glaucoma/n000{1..6}.jpg',
      'REFUGE/Annotation-Training400/Annotation-Training400/Disc_Cup_Masks/Glaucoma/g000{1..4}.bmp',
      'REFUGE/Annotation-Training400/Annotation-Training400/Disc_Cup_Masks/Non-Glaucoma/n000{1..6}.bmp',
      'REFUGE/REFUGE-Validation400/REFUGE-Validation400/V000{1..4}.jpg',
      'REFUGE/REFUGE-Validation400-GT/Disc_Cup_Masks/V000{1..4}.bmp',
    ],
    expect: { classes: { Glaucoma: 4, 'Non-Glaucoma': 6 }, masks: [14, 14] },
  },
  'IQ-OTHNCCD': {
    files: [
      'The IQ-OTHNCCD lung cancer dataset/The IQ-OTHNCCD lung cancer dataset/Bengin cases/Bengin case ({1..6}).jpg',
      'The IQ-OTHNCCD lung cancer dataset/The IQ-OTHNCCD lung cancer dataset/Malignant cases/Malignant case ({1..24}).jpg',
      'The IQ-OTHNCCD lung cancer dataset/The IQ-OTHNCCD lung cancer dataset/Normal cases/Normal case ({1..16}).jpg',
      'The IQ-OTHNCCD lung cancer dataset/The IQ-OTHNCCD lung cancer dataset/IQ-OTH_NCCD lung cancer dataset.txt',
      'Test cases/000019 (3).png',
    ],
    expect: { classes: { 'Bengin cases': 6, 'Malignant cases': 24, 'Normal cases': 16 } },
  },
  'NCT-CRC + CRC-VAL': {
    files: [
      'NCT-CRC-HE-100K/{ADI,BACK,DEB,LYM,MUC,MUS,NORM,STR,TUM}/{=1}-{AAAFLCLY,AAAFLDLY,AABFLCLY}.tif',
      'CRC-VAL-HE-7K/{ADI,BACK,DEB,LYM,MUC,MUS,NORM,STR,TUM}/{=1}-TCGA-{AAICEQFN,AAJFHHMF}.tif',
    ],
    expect: {
      classes: Object.fromEntries(['ADI', 'BACK', 'DEB', 'LYM', 'MUC', 'MUS', 'NORM', 'STR', 'TUM'].map((c) => [c, 5])),
      parts: [27, 18, 0],
    },
  },
  'Brain stroke CT (ozguraslank)': {
    files: [
      'Brain_Stroke_CT_Dataset/{Bleeding,Ischemia}/{DICOM,OVERLAY,PNG}/10{000..004}.png',
      'Brain_Stroke_CT_Dataset/Normal/{DICOM,PNG}/11{000..004}.png',
      'Brain_Stroke_CT_Dataset/External_Test/{DICOM,MASKS,OVERLAY,PNG}/12{000..004}.png',
    ],
    expect: { classes: { Bleeding: 10, Ischemia: 10, Normal: 10 }, masks: [5, 5], augmented: 15 },
  },
  'Herlev -d masks': {
    files: [
      'smear2005/New database pictures/{carcinoma_in_situ,light_dysplastic,moderate_dysplastic,normal_columnar,normal_intermediate,normal_superficiel,severe_dysplastic}/1490562{53..56}-149056287-001.BMP',
      'smear2005/New database pictures/{carcinoma_in_situ,light_dysplastic,moderate_dysplastic,normal_columnar,normal_intermediate,normal_superficiel,severe_dysplastic}/1490562{53..56}-149056287-001-d.bmp',
    ],
    expect: {
      classes: Object.fromEntries(
        [
          'carcinoma_in_situ',
          'light_dysplastic',
          'moderate_dysplastic',
          'normal_columnar',
          'normal_intermediate',
          'normal_superficiel',
          'severe_dysplastic',
        ].map((c) => [c, 4]),
      ),
      masks: [28, 28],
    },
  },
  'Oral diseases Kaggle': {
    files: [
      'Calculus/Calculus/({1..6}).jpg',
      'Data caries/Data caries/caries augmented data set/preview/caries_0_{1016..1025}.jpeg',
      'Data caries/Data caries/caries orignal data set/done/Done({1..4}).jpg',
      'Gingivitis/Gingivitis/({1..6}).jpg',
      'Mouth Ulcer/Mouth Ulcer/Mouth_Ulcer_augmented_DataSet/preview/U_0_{1016..1025}.jpeg',
      'Mouth Ulcer/Mouth Ulcer/ulcer original dataset/ulcer original dataset/U({1..4}).jpg',
      'hypodontia/hypodontia/({1..6}).jpg',
    ],
    expect: {
      classes: { Calculus: 6, 'Data caries': 4, Gingivitis: 6, 'Mouth Ulcer': 4, hypodontia: 6 },
      augmented: 20,
    },
  },
  'Bone marrow cytomorphology': {
    files: [
      'BM_cytomorphology_data/{BAS,EBO,EOS,NGS}/0001-1000/{=1}_0000{1..4}.jpg',
      'BM_cytomorphology_data/{EBO,NGS}/1001-2000/{=1}_0100{1..4}.jpg',
      'BM_cytomorphology_data/NGS/2001-3000/NGS_0200{1..4}.jpg',
    ],
    expect: { classes: { BAS: 4, EBO: 8, EOS: 4, NGS: 12 } },
  },
  'Numbered folders of HGG and LGG': {
    files: ['set/{HGG,LGG}_{001..008}/slice_{1..3}.png'],
    expect: { classes: { HGG: 24, LGG: 24 }, groups: 16 },
  },
  'Bone fracture rotated': {
    files: [
      'Bone_Fracture_Binary_Classification/{train,val,test}/{fractured,not fractured}/{1..2}.jpg',
      'Bone_Fracture_Binary_Classification/{train,val,test}/{fractured,not fractured}/{1..2}-rotated{1..3}.jpg',
    ],
    expect: { classes: { fractured: 6, 'not fractured': 6 }, augmented: 36, parts: [4, 4, 4] },
  },
  'Folder - Copy': {
    files: ['brain/{Tumor,Healthy}/{1..3}.jpg', 'brain/{Tumor - Copy,Healthy - Copy}/{1..3}.jpg'],
    expect: { classes: { Healthy: 6, Tumor: 6 } },
  },
  'Test folder beside classes': {
    files: ['brain/{yes,no}/{=1}{1..6}.jpg', 'brain/test/{yes,no}/t{=1}{1..3}.jpg'],
    expect: { classes: { no: 9, yes: 9 }, parts: [12, 0, 6] },
  },
  'classes that look like masks, patients or copies': {
    files: ['set/{lesion,normal,enhanced,stage1,stage2,grade1,grade2}/{1..5}.png'],
    expect: { classes: { enhanced: 5, grade1: 5, grade2: 5, lesion: 5, normal: 5, stage1: 5, stage2: 5 } },
  },
  'levels of the spine are classes': {
    files: ['set/{C1,C2,C3,C4,C5,T1,T2,T3,T4,T5,L1,L2,L3,L4,L5}/{1..5}.png'],
    expect: {
      classes: Object.fromEntries(
        ['C', 'L', 'T'].flatMap((region) => [1, 2, 3, 4, 5].map((n) => [`${region}${n}`, 5])),
      ),
    },
  },
  'a letter that counts, or says the side, is no mask': {
    files: ['set/{A,B}/{1..5}.png', 'set/{A,B}/{1..5}-b.png', 'set/{A,B}/{6..9}_{l,r}.png'],
    expect: { classes: { A: 18, B: 18 } },
  },
  'ALL: the same pictures as they are, and segmented': {
    files: ['{Original,Segmented}/{Benign,Early,Pre,Pro}/WBC-{=2}-{001..004}.jpg'],
    expect: { classes: { Benign: 4, Early: 4, Pre: 4, Pro: 4 }, augmented: 16 },
  },
  'beside originals, but other pictures': {
    files: ['{Original,More}/{Benign,Early}/{=1}-{=2}-{001..004}.jpg'],
    expect: { classes: { Benign: 8, Early: 8 } },
  },
};
