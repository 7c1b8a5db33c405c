import { type PublicSet, table } from './publicSet.fixture.ts';

/** Masks. */
export const SETS_WITH_MASKS: Readonly<Record<string, PublicSet>> = {
  'BUSI: masks beside, two for one': {
    files: [
      'Dataset_BUSI_with_GT/{benign,malignant,normal}/x ({1..4}).png',
      'Dataset_BUSI_with_GT/{benign,malignant,normal}/x ({1..4})_mask.png',
      'Dataset_BUSI_with_GT/benign/x (1)_mask_1.png',
    ],
    expect: { classes: { benign: 4, malignant: 4, normal: 4 }, masks: [13, 13] },
  },
  'COVID-19 radiography with its workbooks': {
    files: [
      'COVID-19_Radiography_Dataset/{COVID,Normal,Viral Pneumonia}/{images,masks}/x-{1..3}.png',
      'COVID-19_Radiography_Dataset/{COVID,Normal,Viral Pneumonia}.metadata.xlsx',
      'COVID-19_Radiography_Dataset/README.md.txt',
    ],
    expect: { classes: { COVID: 3, Normal: 3, 'Viral Pneumonia': 3 }, masks: [9, 9] },
  },
  'masks in a tree of their own: {images,masks}/{class}': {
    files: ['set/{images,masks}/{benign,malignant}/{1..3}.png'],
    expect: { classes: { benign: 3, malignant: 3 }, masks: [6, 6] },
  },
  'masks in a tree of their own, with parts': {
    files: ['set/{train,test}/{images,masks}/{benign,malignant}/{1..3}.png'],
    expect: { classes: { benign: 6, malignant: 6 }, masks: [12, 12], parts: [6, 0, 6] },
  },
  'masks in a folder named for the class': {
    files: ['set/{COVID,Normal,COVID_masks,Normal_masks}/{1..3}.png'],
    expect: { classes: { COVID: 3, Normal: 3 }, masks: [6, 6] },
  },
  'ISIC segmentation: Input and GroundTruth, with a table': {
    files: [
      'ISIC-2017_Training_Data/ISIC_{0000001..0000008}.jpg',
      'ISIC-2017_Training_Data/ISIC_{0000001..0000008}_superpixels.png',
      'ISIC-2017_Training_Part1_GroundTruth/ISIC_{0000001..0000008}_segmentation.png',
    ],
    tables: {
      'ISIC-2017_Training_Part3_GroundTruth.csv': table(
        'image_id,melanoma,seborrheic_keratosis',
        'ISIC_{0000001..0000003},1.0,0.0',
        'ISIC_{0000004..0000006},0.0,1.0',
        'ISIC_{0000007..0000008},0.0,0.0',
      ),
    },
    expect: { classes: { melanoma: 3, seborrheic_keratosis: 3 }, masks: [16, 16] },
  },
  'Montgomery: ManualMask/leftMask and rightMask': {
    files: [
      'MontgomerySet/CXR_png/MCUCXR_{0001..0004}_0.png',
      'MontgomerySet/ManualMask/{leftMask,rightMask}/MCUCXR_{0001..0004}_0.png',
    ],
    expect: { classes: { CXR_png: 4 }, masks: [8, 8], problem: /Only one class/ },
  },
  'DRIVE: 1st_manual and mask': {
    files: [
      'DRIVE/training/images/{21..24}_training.tif',
      'DRIVE/training/mask/{21..24}_training_mask.gif',
      'DRIVE/training/1st_manual/{21..24}_manual1.gif',
    ],
    expect: { classes: {}, masks: [8, 8], problem: /No class is chosen|Only one class/ },
  },
  'LGG: patients without a class, a table of them': {
    files: [
      'lgg/kaggle_3m/TCGA_{CS_4941_19960909,DU_5849_19950405,DU_5851_19950428,HT_7473_19970826}/TCGA_{=1}_{1..3}{,_mask}.tif',
    ],
    tables: {
      'lgg/kaggle_3m/data.csv': table(
        'Patient,RNASeqCluster,tumor_grade,gender,death01',
        'TCGA_CS_4941,2,1,2,1',
        'TCGA_DU_5849,1,2,1,0',
        'TCGA_DU_5851,2,1,1,0',
        'TCGA_HT_7473,1,2,2,1',
      ),
    },
    expect: { classes: { '1': 6, '2': 6 }, masks: [12, 12], groups: 4 },
  },
  'BraTS 2020: seg beside, the grade in a table': {
    files: [
      'MICCAI_BraTS2020_TrainingData/BraTS20_Training_{001..006}/BraTS20_Training_{=1}_{flair,t1,t1ce,t2,seg}.nii',
    ],
    tables: {
      'MICCAI_BraTS2020_TrainingData/name_mapping.csv': table(
        'Grade,BraTS_2017_subject_ID,BraTS_2018_subject_ID,TCGA_TCIA_subject_ID,BraTS_2019_subject_ID,BraTS_2020_subject_ID',
        'HGG,Brats17_{1..3},NA,NA,BraTS19_{=1},BraTS20_Training_00{=1}',
        'LGG,Brats17_{4..6},NA,NA,BraTS19_{=1},BraTS20_Training_00{=1}',
      ),
      'MICCAI_BraTS2020_TrainingData/survival_info.csv': table(
        'Brats20ID,Age,Survival_days,Extent_of_Resection',
        'BraTS20_Training_00{1..3},60.463,289,GTR',
      ),
    },
    expect: { classes: { HGG: 12, LGG: 12 }, masks: [6, 6], groups: 6 },
  },
  'KiTS: imaging and segmentation in each case': {
    files: ['kits/data/case_{00000..00003}/{imaging,segmentation}.nii.gz'],
    expect: { classes: { data: 4 }, masks: [4, 4], groups: 4, problem: /Only one class/ },
  },
  'GlaS: anno beside, the class and the patient in a table with blanks in its head': {
    files: ['Warwick_QU/{train,testA}_{1..6}.bmp', 'Warwick_QU/{train,testA}_{1..6}_anno.bmp'],
    tables: {
      'Warwick_QU/Grade.csv': table(
        'name, patient ID, grade (GlaS), grade (Sirinukunwattana et al. 2015)',
        'train_{1..3}, 5, benign, adenomatous',
        'train_{4..6}, 21, malignant, moderately differentiated',
        'testA_{1..3}, 1, benign, healthy',
        'testA_{4..6}, 9, malignant, poorly differentiated',
      ),
    },
    expect: { classes: { benign: 6, malignant: 6 }, parts: [6, 0, 6], masks: [12, 12], groups: 4 },
  },
  'a class called mask is a class': {
    files: ['faces/{with_mask,without_mask,mask_weared_incorrect}/{1..3}.png'],
    expect: { classes: { mask_weared_incorrect: 3, with_mask: 3, without_mask: 3 } },
  },
  'masks by the number of their image: img_1 and mask_1': {
    files: ['set/{benign,malignant}/{img,mask}_{1..3}.png'],
    expect: { classes: { benign: 3, malignant: 3 }, masks: [6, 6] },
  },
  'classes before the number are no masks': {
    files: ['set/{tumor,normal}_{1..4}.png', 'set/{mask,nomask}_{5..8}.png'],
    expect: { classes: {}, problem: /Only one class/ },
  },
  'Medical Segmentation Decathlon: dataset.json says the mask of each image': {
    files: ['Task01/{imagesTr,labelsTr}/BRATS_00{1..3}.nii.gz', 'Task01/imagesTs/BRATS_00{4..5}.nii.gz'],
    tables: {
      'Task01/dataset.json': JSON.stringify({
        ...{ name: 'BRATS', labels: { 0: 'background', 1: 'edema' } },
        training: [1, 2, 3].map((at) => ({
          image: `./imagesTr/BRATS_00${at}.nii.gz`,
          label: `./labelsTr/BRATS_00${at}.nii.gz`,
        })),
        test: ['./imagesTs/BRATS_004.nii.gz', './imagesTs/BRATS_005.nii.gz'],
      }),
    },
    expect: { classes: {}, masks: [3, 3], problem: /No class/ },
  },
  'masks with the word before the name': {
    files: ['set/{A,B}/img_{1..3}.png', 'set/{A,B}/mask_img_{1..3}.png'],
    expect: { classes: { A: 3, B: 3 }, masks: [6, 6] },
  },
  'masks by other words: -GT, .mask, Mask, _roi': {
    files: [
      'set/{A,B}/{1..2}.png',
      'set/{A,B}/1-GT.png',
      'set/{A,B}/2.mask.png',
      'set/{A,B}/1_Mask.PNG',
      'set/{A,B}/2_annotation.png',
      'set/{A,B}/2_groundtruth.png',
      'set/{A,B}/1_msk.tif',
    ],
    expect: { classes: { A: 2, B: 2 }, masks: [12, 12] },
  },
  'masks of another format beside: x.jpg and x.png in masks of the class': {
    files: ['set/{A,B}/{1..3}.jpg', 'set/{A,B}/mask/{1..3}.png'],
    expect: { classes: { A: 3, B: 3 }, masks: [6, 6] },
  },

  'images and masks in the folder of each patient': {
    files: ['set/{HGG,LGG}/P00{1..3}/{img,mask}/{1..2}.png'].map((each) => each.replace('P00', 'P-{=1}-00')),
    expect: { classes: { HGG: 6, LGG: 6 }, masks: [12, 12], groups: 6 },
  },
  'COVID-19 CT: masks of three kinds beside the scans': {
    files: ['ct/{ct_scans,Lung_Mask,Infection_Mask,Lung_and_Infection_Mask}/coronacases_00{1..3}.nii'],
    expect: { classes: { ct_scans: 3 }, masks: [9, 9], problem: /Only one class/ },
  },
};
