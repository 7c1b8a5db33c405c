import { expand, type PublicSet, table } from './publicSet.fixture.ts';

/** The class is not the innermost folder. */
export const SETS_OF_LEVELS: Readonly<Record<string, PublicSet>> = {
  'BreaKHis: kind, patient and magnification below the class': {
    files: [
      'BreaKHis_v1/histology_slides/breast/benign/SOB/{adenosis,fibroadenoma}/SOB_B_{=1}_14-{22549AB,29960CD}/{40X,100X,200X,400X}/b-{001..002}.png',
      'BreaKHis_v1/histology_slides/breast/malignant/SOB/{ductal_carcinoma,lobular_carcinoma}/SOB_M_{=1}_14-{2523,2773}/{40X,100X,200X,400X}/m-{001..002}.png',
    ],
    expect: { classes: { benign: 32, malignant: 32 }, groups: 8 },
  },
  'MURA with its tables without heads': {
    files: [
      'MURA-v1.1/train/XR_{ELBOW,WRIST}/patient0000{1..3}/study1_{negative,positive}/image{1..2}.png',
      'MURA-v1.1/valid/XR_{ELBOW,WRIST}/patient1118{5..6}/study1_{negative,positive}/image{1..2}.png',
    ],
    tables: {
      'MURA-v1.1/train_image_paths.csv': expand(
        'MURA-v1.1/train/XR_{ELBOW,WRIST}/patient0000{1..3}/study1_{negative,positive}/image{1..2}.png',
      ).join('\n'),
      'MURA-v1.1/train_labeled_studies.csv': [
        ...expand('MURA-v1.1/train/XR_{ELBOW,WRIST}/patient0000{1..3}/study1_negative/,0'),
        ...expand('MURA-v1.1/train/XR_{ELBOW,WRIST}/patient0000{1..3}/study1_positive/,1'),
      ].join('\n'),
    },
    expect: { classes: { negative: 20, positive: 20 }, parts: [24, 16, 0] },
  },
  'few patients below each class, by letters and numbers': {
    files: ['set/benign/B{01..05}/{1..4}.png', 'set/malignant/M{01..05}/{1..4}.png'],
    expect: { classes: { benign: 20, malignant: 20 }, groups: 10 },
  },
  'few clips below each class, by hashes': {
    files: [
      'set/tumour/{3f9a1c22,9b0c77de,51aa90ff}/{1..4}.png',
      'set/healthy/{aa01b2c3,77de9b0c,0ff51aa9}/{1..4}.png',
    ],
    expect: { classes: { healthy: 12, tumour: 12 }, groups: 6 },
  },
  'examinations by date below each class': {
    files: ['set/tumour/2019-0{1..4}-12/{1..3}.png', 'set/healthy/2020-0{1..4}-03/{1..3}.png'],
    expect: { classes: { healthy: 12, tumour: 12 }, groups: 8 },
  },
  'TCIA below classes: patient, study, series': {
    files: [
      'manifest-1600709154662/Benign/UCSF-{001..004}/01-01-1990-NA-MRI-11111/3.000000-AX T1-09992/1-{01..02}.dcm',
      'manifest-1600709154662/Malignant/MSKC-{001..004}/05-06-1991-NA-MRI-22222/3.000000-AX T1-54321/1-{01..02}.dcm',
    ],
    expect: { classes: { Benign: 8, Malignant: 8 }, groups: 8 },
  },
  'LIDC: patients and series, no class': {
    files: ['LIDC-IDRI/LIDC-IDRI-{0001..0015}/01-01-2000-NA-NA-3{=1}/3000566.000000-NA-{=1}/1-{001..002}.dcm'],
    expect: { classes: {}, problem: /No class|Only one class|table/ },
  },
  'HyperKvasir: many classes of words under few parents, few files each': {
    files: [
      'labeled-images/lower-gi-tract/anatomical-landmarks/{cecum,ileum,retroflex-rectum}/{a,b}.jpg',
      'labeled-images/lower-gi-tract/pathological-findings/{hemorrhoids,polyps,ulcerative-colitis-grade-1,ulcerative-colitis-grade-2}/{a,b}.jpg',
      'labeled-images/upper-gi-tract/anatomical-landmarks/{pylorus,retroflex-stomach,z-line}/{a,b}.jpg',
      'labeled-images/upper-gi-tract/pathological-findings/{barretts,esophagitis-a,esophagitis-b-d,barretts-short-segment}/{a,b}.jpg',
    ],
    expect: {
      classes: Object.fromEntries(
        [
          'barretts',
          'barretts-short-segment',
          'cecum',
          'esophagitis-a',
          'esophagitis-b-d',
          'hemorrhoids',
          'ileum',
          'polyps',
          'pylorus',
          'retroflex-rectum',
          'retroflex-stomach',
          'ulcerative-colitis-grade-1',
          'ulcerative-colitis-grade-2',
          'z-line',
        ].map((name) => [name, 2]),
      ),
    },
  },
  'LC25000: the class in two levels of sets': {
    files: [
      'lung_colon_image_set/colon_image_sets/{colon_aca,colon_n}/x{1..3}.jpeg',
      'lung_colon_image_set/lung_image_sets/{lung_aca,lung_n,lung_scc}/x{1..3}.jpeg',
    ],
    expect: { classes: { colon_aca: 3, colon_n: 3, lung_aca: 3, lung_n: 3, lung_scc: 3 } },
  },
  'SIPaKMeD: crops in a folder of each class': {
    files: [
      'archive/{im_Dyskeratotic,im_Koilocytotic,im_Metaplastic}/CROPPED/{001..003}_01.bmp',
      'archive/{im_Dyskeratotic,im_Koilocytotic,im_Metaplastic}/{001..003}.bmp',
    ],
    expect: { classes: { im_Dyskeratotic: 6, im_Koilocytotic: 6, im_Metaplastic: 6 } },
  },
  'IDC: patient outside, class 0 and 1 inside': {
    files: [
      'IDC_regular_ps50_idx5/{10253,10254,10255,10256,10257,10258,10259,10260}/{0,1}/p_idx5_x{1001..1003}_y1001.png',
    ],
    expect: { classes: { '0': 24, '1': 24 } },
  },
  'sites with the same classes': {
    files: ['set/site{1..6}/{tumour,healthy}/{1..2}.png'],
    expect: { classes: { healthy: 12, tumour: 12 } },
  },
  'clips of their own below each class': {
    files: [
      'us/covid/{cov_a1,cov_b2,cov_c3}/frame_{001..004}.jpg',
      'us/healthy/{reg_a1,reg_b2,reg_c3}/frame_{001..004}.jpg',
    ],
    expect: { classes: { covid: 12, healthy: 12 }, groups: 6 },
  },
  'Mini-DDSM: patients numbered anew in each class, masks beside': {
    files: [
      'Mini-DDSM/{Benign,Cancer,Normal}/000{1..2}/C_000{=2}_1.{LEFT_CC,LEFT_MLO}.png',
      'Mini-DDSM/{Benign,Cancer}/000{1..2}/C_000{=2}_1.LEFT_CC_Mask.png',
    ],
    expect: { classes: { Benign: 4, Cancer: 4, Normal: 4 }, masks: [4, 4] },
  },
  'COVID-CT-MD: few patients numbered anew in each class': {
    files: ['COVID-CT-MD/{COVID-19 Cases,Normal Cases,Cap Cases}/P{001..003}/IM000{1..2}.dcm'],
    expect: { classes: { 'COVID-19 Cases': 6, 'Normal Cases': 6, 'Cap Cases': 6 } },
  },
  'grades below findings are classes': {
    files: ['set/{glioma,ependymoma}/{grade 2,grade 3}/{1..3}.png'],
    expect: { classes: { 'grade 2': 6, 'grade 3': 6 } },
  },
  'one plane below classes of which some are numbered': {
    files: ['set/{healthy,stage 1,stage 2}/axial/{1..3}.png'],
    expect: { classes: { healthy: 3, 'stage 1': 3, 'stage 2': 3 } },
  },
  'magnifications without an x, below kinds': {
    files: ['path/{benign,malignant}/{adenosis,fibroma}/{40,100}/{1..3}.png'],
    expect: { classes: { benign: 12, malignant: 12 } },
  },
  'two sites, two classes, patients numbered in each': {
    files: ['data/site{A,B}/{pos,neg}/P{01..03}/slice_{1..3}.png'],
    expect: { classes: { neg: 18, pos: 18 } },
  },
  'PolypGen: folders for images that are numbered': {
    files: [
      'sequenceData/{positive,negative}/seq{1..3}/images_seq{=2}/C1_{1..2}.jpg',
      'sequenceData/positive/seq{1..3}/masks_seq{=1}/C1_{1..2}_mask.jpg',
    ],
    expect: { classes: { negative: 6, positive: 6 }, masks: [6, 6] },
  },
  'BreastDM: one name below all patients': {
    files: ['BreastDM/{train,val,test}/{B,M}/BreaDM-{=2}-18{01..03}/VIBRANT/{p-031,p-032}.jpg'],
    expect: { classes: { B: 18, M: 18 }, parts: [12, 12, 12], groups: 6 },
  },
  'sequences below classes: T1, T2, FLAIR': {
    files: ['set/{AD,CN,MCI}/{T1,T2,FLAIR}/{1..3}.png'],
    expect: { classes: { AD: 9, CN: 9, MCI: 9 } },
  },
  'PlantVillage: the same pictures in three versions': {
    files: [
      'plantvillage dataset/{color,grayscale,segmented}/{Apple___Apple_scab,Apple___healthy,Corn_(maize)___healthy}/{1..3}.JPG',
    ],
    expect: { classes: { Apple___Apple_scab: 9, Apple___healthy: 9, 'Corn_(maize)___healthy': 9 } },
  },
  'Malaria: the set twice in its archive, Thumbs.db': {
    files: [
      'cell_images/cell_images/{Parasitized,Uninfected}/C100P61ThinF_IMG_cell_{1..3}.png',
      'cell_images/{Parasitized,Uninfected}/C100P61ThinF_IMG_cell_{1..3}.png',
      'cell_images/Parasitized/Thumbs.db',
    ],
    expect: { classes: { Parasitized: 6, Uninfected: 6 } },
  },
  'OASIS slices: the patient in the name': {
    files: [
      'imagesoasis/Data/Non Demented/OAS1_000{1..3}_MR1_mpr-1_{100..102}.jpg',
      'imagesoasis/Data/Mild Dementia/OAS1_002{1..3}_MR1_mpr-1_{100..102}.jpg',
    ],
    expect: { classes: { 'Mild Dementia': 9, 'Non Demented': 9 }, groups: 6 },
  },

  'patients by letter below each class': {
    files: ['set/Healthy/Patient {A,B,C}/{1..3}.png', 'set/Sick/Patient {D,E,F}/{1..3}.png'],
    expect: { classes: { Healthy: 9, Sick: 9 }, groups: 6 },
  },
  'patients outside, few of them, more classes inside': {
    files: ['set/P{1..2}/{glioma,meningioma,notumor}/{1..3}.png'],
    expect: { classes: { glioma: 6, meningioma: 6, notumor: 6 } },
  },
  'four sites with six classes': {
    files: ['set/{Berlin,Paris,Rome,Oslo}/{cyst,glioma,lymphoma,meningioma,normal,pituitary}/{1..2}.png'],
    expect: { classes: { cyst: 8, glioma: 8, lymphoma: 8, meningioma: 8, normal: 8, pituitary: 8 } },
  },
  'eyes below the class': {
    files: ['set/{glaucoma,normal}/{left,right}/{1..3}.png'],
    expect: { classes: { glaucoma: 6, normal: 6 } },
  },
  'modalities and years below the class': {
    files: ['set/{covid,normal}/{CT,X-Ray}/{2019,2020}/{1..2}.png'],
    expect: { classes: { covid: 8, normal: 8 } },
  },
  'C-NMC: a class called all, in numbered folds': {
    files: ['C-NMC_Leukemia/training_data/fold_{0..2}/{all,hem}/UID_{1..3}.bmp'],
    expect: { classes: { all: 9, hem: 9 }, says: [/training subset/] },
  },
  'GTSRB: numbers of classes, many images each': {
    files: ['GTSRB/Training/000{00..10}/{=1}_{001..110}.png'],
    expect: {
      classes: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`000${String(i).padStart(2, '0')}`, 110])),
    },
  },
  'GTSRB as Kaggle has it: numbered folders, and tables that name the test images': {
    files: ['archive/Train/{0..9}/000_{1..4}.png', 'archive/Test/000{00..09}.png', 'archive/Meta/{0..9}.png'],
    tables: {
      'archive/Train.csv': table(
        'Width,Height,Roi.X1,ClassId,Path',
        ...Array.from({ length: 40 }, (_, i) => `27,26,5,${i >> 2},Train/${i >> 2}/000_${1 + (i % 4)}.png`),
      ),
      'archive/Test.csv': table(
        'Width,Height,Roi.X1,ClassId,Path',
        ...Array.from({ length: 10 }, (_, i) => `53,54,6,${i},Test/000${String(i).padStart(2, '0')}.png`),
      ),
    },
    expect: { classes: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${i}`, 5])), parts: [40, 0, 10] },
  },
  'patients by numbers, with a hundred slices each, and a gap': {
    files: ['CT/0{49..60}/{001..110}.jpg', 'CT/0{62..63}/{001..110}.jpg'],
    expect: { classes: {}, problem: /No class is chosen/ },
  },
  'patients by numbers without a gap, a few slices each': {
    files: ['set/0{01..14}/{01..30}.jpg'],
    expect: { classes: {}, problem: /No class is chosen/ },
  },
};
