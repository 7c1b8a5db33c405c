import type { PublicSet } from './publicSet.fixture.ts';

/** Sets that come split. */
export const SPLIT_SETS: Readonly<Record<string, PublicSet>> = {
  'Nickparvar: Training and Testing': {
    files: [
      'archive/Training/{glioma,meningioma,notumor,pituitary}/Tr-x_{0010..0013}.jpg',
      'archive/Testing/{glioma,meningioma,notumor,pituitary}/Te-x_{0010..0011}.jpg',
    ],
    expect: { classes: { glioma: 6, meningioma: 6, notumor: 6, pituitary: 6 }, parts: [16, 0, 8] },
  },
  'Kermany chest X-ray: train, val, test, twice wrapped, __MACOSX': {
    files: [
      'chest_xray/chest_xray/train/NORMAL/IM-{0115..0118}-0001.jpeg',
      'chest_xray/chest_xray/{val,test}/NORMAL/NORMAL2-IM-{1427..1428}-0001.jpeg',
      'chest_xray/chest_xray/train/PNEUMONIA/person{1000..1002}_bacteria_{2931..2932}.jpeg',
      'chest_xray/chest_xray/{val,test}/PNEUMONIA/person{1946..1947}_bacteria_4874.jpeg',
      'chest_xray/__MACOSX/chest_xray/train/NORMAL/._IM-0115-0001.jpeg',
    ],
    expect: { classes: { NORMAL: 8, PNEUMONIA: 10 }, parts: [10, 4, 4], offers: '{person#}*' },
  },
  'Kermany OCT: class, patient and number in the name': {
    files: ['OCT2017/{train,test,val}/{CNV,DME,DRUSEN,NORMAL}/{=2}-{1016042..1016044}-{1..2}.jpeg'],
    expect: { classes: { CNV: 18, DME: 18, DRUSEN: 18, NORMAL: 18 }, parts: [24, 24, 24] },
  },
  'the part in the name of the class folder': {
    files: ['set/{train,test}_{tumour,healthy}/{1..3}.png'],
    expect: { classes: { healthy: 6, tumour: 6 }, parts: [6, 0, 6] },
  },
  'the part at the end of the name of the class folder': {
    files: ['set/{Tumour,No Tumour} - {Train,Valid,Test}/{1..2}.png'],
    expect: { classes: { 'No Tumour': 6, Tumour: 6 }, parts: [4, 4, 4] },
  },
  'trainset and testset, TrainingData and TestingData': {
    files: ['set/{trainset,valset,testset}/{A,B}/{1..2}.png'],
    expect: { classes: { A: 6, B: 6 }, parts: [4, 4, 4] },
  },
  'TrainingData and TestData': {
    files: ['set/{TrainingData,TestData}/{A,B}/{1..2}.png'],
    expect: { classes: { A: 4, B: 4 }, parts: [4, 0, 4] },
  },
  'train_images inside the class': {
    files: ['set/{A,B}/{train_images,test_images}/{1..2}.png'],
    expect: { classes: { A: 4, B: 4 }, parts: [4, 0, 4] },
  },
  'upper-case parts with numbers: TRAIN_1, TEST_1': {
    files: ['set/{TRAIN_1,TRAIN_2,TEST_1}/{A,B}/{1..2}.JPG'],
    expect: { classes: { A: 6, B: 6 }, parts: [8, 0, 4] },
  },
  'hold-out and evaluation': {
    files: ['set/{train,evaluation,holdout}/{A,B}/{1..2}.png'],
    expect: { classes: { A: 6, B: 6 }, parts: [4, 4, 4] },
  },
  'enumerated parts: 1_train, 2_valid, 3_test': {
    files: ['set/{1_train,2_valid,3_test}/{A,B}/{1..2}.png'],
    expect: { classes: { A: 6, B: 6 }, parts: [4, 4, 4] },
  },
  'Intel: seg_train/seg_train/class, seg_pred without classes': {
    files: ['archive/{seg_train,seg_test}/{=1}/{forest,sea}/{1..3}.jpg', 'archive/seg_pred/seg_pred/{1..3}.jpg'],
    expect: { classes: { forest: 6, sea: 6 }, parts: [6, 0, 6] },
  },
  'Blood cells: TEST_SIMPLE, and pictures for detection beside': {
    files: [
      'dataset2-master/images/{TRAIN,TEST,TEST_SIMPLE}/{EOSINOPHIL,LYMPHOCYTE}/_0_{1..3}.jpeg',
      'dataset-master/JPEGImages/BloodImage_{00001..00003}.jpg',
      'dataset-master/Annotations/BloodImage_{00001..00003}.xml',
    ],
    expect: { classes: { EOSINOPHIL: 9, LYMPHOCYTE: 9 }, parts: [6, 0, 12] },
  },
  'Roboflow classification: train, valid, test and hashes; augmented copies of one stem': {
    files: [
      'brain.v1i.folder/train/{glioma,notumor}/p{1..3}_jpg.rf.{a1,b2,c3}.jpg',
      'brain.v1i.folder/{valid,test}/{glioma,notumor}/q{1..2}_jpg.rf.{d4}.jpg',
      'brain.v1i.folder/README.{dataset,roboflow}.txt',
    ],
    expect: { classes: { glioma: 13, notumor: 13 }, parts: [18, 4, 4] },
  },
  'the part in the names of the files': {
    files: ['set/{tumour,healthy}/train_{001..004}.png', 'set/{tumour,healthy}/test_{001..002}.png'],
    expect: { classes: { healthy: 6, tumour: 6 }, parts: [8, 0, 4] },
  },
  'names of which not all say a part': {
    files: ['set/{tumour,healthy}/{train_1,test_2,3}.png'],
    expect: { classes: { healthy: 3, tumour: 3 } },
  },
  'only the test part came': {
    files: ['set/Testing/{A,B}/{1..3}.png'],
    expect: { classes: { A: 3, B: 3 }, says: [/test subset/] },
  },
  'a class called test is a class': {
    files: ['set/{Test positive,Test negative}/{1..3}.png'],
    expect: { classes: { 'Test negative': 3, 'Test positive': 3 } },
  },
};
