import { expand, type PublicSet, table } from './publicSet.fixture.ts';

/** What public tables say. */
export const SETS_WITH_TABLES: Readonly<Record<string, PublicSet>> = {
  'HAM10000: two parts of images, lesions, and pixels in tables': {
    files: ['HAM10000_images_part_1/ISIC_00{24306..24311}.jpg', 'HAM10000_images_part_2/ISIC_00{24312..24317}.jpg'],
    tables: {
      'HAM10000_metadata.csv': table(
        'lesion_id,image_id,dx,dx_type,age,sex,localization',
        ...Array.from(
          { length: 12 },
          (_, i) => `HAM_${i >> 1},ISIC_00${24306 + i},${i < 6 ? 'nv' : 'mel'},histo,80.0,male,scalp`,
        ),
      ),
      'hmnist_8_8_L.csv': table('pixel0000,pixel0001,label', '169,171,2', '23,54,2', '11,3,4', '1,2,4'),
    },
    expect: { classes: { mel: 6, nv: 6 }, groups: 6 },
  },
  'ISIC 2018: a table in a folder of its own for each part, and lesions': {
    files: [
      'ISIC2018_Task3_Training_Input/ISIC_00{24306..24313}.jpg',
      'ISIC2018_Task3_Validation_Input/ISIC_00{34306..34309}.jpg',
    ],
    tables: {
      'ISIC2018_Task3_Training_GroundTruth/ISIC2018_Task3_Training_GroundTruth.csv': table(
        'image,MEL,NV',
        'ISIC_00{24306..24309},1.0,0.0',
        'ISIC_00{24310..24313},0.0,1.0',
      ),
      'ISIC2018_Task3_Validation_GroundTruth/ISIC2018_Task3_Validation_GroundTruth.csv': table(
        'image,MEL,NV',
        'ISIC_00{34306..34307},1.0,0.0',
        'ISIC_00{34308..34309},0.0,1.0',
      ),
      'ISIC2018_Task3_Training_LesionGroupings.csv': table(
        'image,lesion_id,diagnosis_confirm_type',
        ...Array.from({ length: 8 }, (_, i) => `ISIC_00${24306 + i},HAM_000${i >> 1},histopathology`),
      ),
    },
    expect: { classes: { MEL: 6, NV: 6 }, parts: [8, 4, 0], groups: 4 },
  },
  'ISIC 2020 (SIIM): target beside a diagnosis that is mostly unknown; test without labels': {
    files: ['jpeg/train/ISIC_{2637011..2637018}.jpg', 'jpeg/test/ISIC_{0052060..0052062}.jpg'],
    tables: {
      'train.csv': table(
        'image_name,patient_id,sex,age_approx,anatom_site_general_challenge,diagnosis,benign_malignant,target',
        'ISIC_{2637011..2637013},IP_7279968,male,45.0,head/neck,unknown,benign,0',
        'ISIC_2637014,IP_7279968,male,45.0,head/neck,nevus,benign,0',
        'ISIC_{2637015..2637016},IP_3075186,female,45.0,torso,melanoma,malignant,1',
        'ISIC_{2637017..2637018},IP_2842074,female,45.0,torso,melanoma,malignant,1',
      ),
      'test.csv': table(
        'image_name,patient_id,sex,age_approx,anatom_site_general_challenge',
        'ISIC_00{52060..52062},IP_3579794,male,70.0,',
      ),
    },
    expect: { classes: { benign: 4, malignant: 4 }, groups: 3 },
  },
  'CheXpert: several labels, sex is no class': {
    files: [
      'CheXpert-v1.0-small/train/patient0000{1..6}/study1/view1_frontal.jpg',
      'CheXpert-v1.0-small/valid/patient6454{1..4}/study1/view1_frontal.jpg',
    ],
    tables: {
      'CheXpert-v1.0-small/train.csv': table(
        'Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Cardiomegaly,Edema,Pleural Effusion',
        'CheXpert-v1.0-small/train/patient0000{1..3}/study1/view1_frontal.jpg,Female,68,Frontal,AP,,1.0,1.0,-1.0',
        'CheXpert-v1.0-small/train/patient0000{4..6}/study1/view1_frontal.jpg,Male,87,Frontal,PA,1.0,0.0,,1.0',
      ),
      'CheXpert-v1.0-small/valid.csv': table(
        'Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Cardiomegaly,Edema,Pleural Effusion',
        'CheXpert-v1.0-small/valid/patient6454{1..2}/study1/view1_frontal.jpg,Male,73,Frontal,AP,0.0,1.0,1.0,0.0',
        'CheXpert-v1.0-small/valid/patient6454{3..4}/study1/view1_frontal.jpg,Female,70,Frontal,AP,1.0,0.0,0.0,0.0',
      ),
    },
    expect: { classes: {}, says: [/several labels at once/], problem: /No class|Only one class/ },
  },
  'NIH ChestX-ray14: labels divided by |, boxes in another table': {
    files: ['nih/images_001/images/0000{0001..0008}_000.png', 'nih/images_002/images/0000{0009..0012}_000.png'],
    tables: {
      'nih/BBox_List_2017.csv': table(
        'Image Index,Finding Label,Bbox [x,y,w,h],,,',
        '00000001_000.png,Effusion,1,2,3,4',
        '00000002_000.png,Effusion,1,2,3,4',
      ),
      'nih/Data_Entry_2017.csv': table(
        'Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position',
        ...Array.from(
          { length: 12 },
          (_, i) =>
            `0000${String(i + 1).padStart(4, '0')}_000.png,${i < 5 ? 'No Finding' : i < 10 ? 'Effusion' : 'Effusion|Mass'},0,${i >> 1},58,M,PA`,
        ),
      ),
    },
    expect: { classes: { Effusion: 5, 'No Finding': 5 }, groups: 5, says: [/several classes at once/] },
  },
  'RSNA pneumonia: a file is called after its patient, several boxes of one': {
    files: ['stage_2_train_images/p{01..08}.dcm', 'stage_2_test_images/q{1..3}.dcm'],
    tables: {
      'stage_2_train_labels.csv': table(
        'patientId,x,y,width,height,Target',
        'p0{1..4},,,,,0',
        'p0{5..8},264.0,152.0,213.0,379.0,1',
        'p0{5..6},562.0,152.0,256.0,453.0,1',
      ),
      'stage_2_detailed_class_info.csv': table(
        'patientId,class',
        'p0{1..2},Normal',
        'p0{3..4},No Lung Opacity / Not Normal',
        'p0{5..8},Lung Opacity',
      ),
    },
    expect: { classes: { '0': 4, '1': 4 }, groups: 8 },
  },
  'RSNA-MICCAI: folders of sequences, the table names the patient': {
    files: [
      'train/0000{0,2,3,5}/{FLAIR,T1w,T1wCE,T2w}/Image-{1..2}.dcm',
      'test/0000{1,4}/{FLAIR,T1w,T1wCE,T2w}/Image-{1..2}.dcm',
    ],
    tables: {
      'train_labels.csv': table('BraTS21ID,MGMT_value', '00000,1', '00002,1', '00003,0', '00005,0'),
      'sample_submission.csv': table('BraTS21ID,MGMT_value', '00001,0.5', '00004,0.5'),
    },
    expect: { classes: { '0': 16, '1': 16 }, groups: 4 },
  },
  'RSNA breast: cancer among other marks, laterality is no class': {
    files: ['train_images/1000{1..6}/4628{=1}{1..2}.dcm'],
    tables: {
      'train.csv': table(
        'site_id,patient_id,image_id,laterality,view,age,cancer,biopsy,invasive,BIRADS,implant,density',
        ...Array.from(
          { length: 12 },
          (_, i) =>
            `2,1000${1 + (i >> 1)},4628${1 + (i >> 1)}${1 + (i % 2)},${i % 2 ? 'L' : 'R'},CC,61,${i < 6 ? 0 : 1},${i < 4 ? 0 : 1},${i < 8 ? 0 : 1},${i % 3},0,C`,
        ),
      ),
    },
    expect: { classes: { cancer: 6, 'not cancer': 6 }, groups: 6 },
  },
  'APTOS: numbers as classes, test images without labels': {
    files: ['train_images/00{0c,1d,2e,3f,4a,5b,6c,7d,8e,9f}.png', 'test_images/10{0c,1d,2e}.png'],
    tables: {
      'train.csv': table('id_code,diagnosis', '00{0c,1d,2e,3f},0', '00{4a,5b,6c},2', '00{7d,8e,9f},4'),
      'test.csv': table('id_code', '10{0c,1d,2e}'),
      'sample_submission.csv': table('id_code,diagnosis', '10{0c,1d,2e},0'),
    },
    expect: { classes: { '0': 4, '2': 3, '4': 3 } },
  },
  'EyePACS: left and right of one patient, labels of train and test under two heads': {
    files: ['train/{10,13,15,16}_{left,right}.jpeg', 'test/{1,2,3}_{left,right}.jpeg'],
    tables: {
      'trainLabels.csv': table('image,level', '{10,13}_{left,right},0', '{15,16}_{left,right},2'),
      'retinopathy_solution.csv': table('image,level,Usage', '{1,2}_{left,right},0,Private', '3_{left,right},2,Public'),
    },
    expect: { classes: { '0': 8, '2': 6 }, parts: [8, 0, 6] },
  },
  'IDRiD: the same names in both parts, a table of each in another folder': {
    files: ['B. Disease Grading/1. Original Images/{a. Training Set,b. Testing Set}/IDRiD_00{1..6}.jpg'],
    tables: {
      'B. Disease Grading/2. Groundtruths/a. IDRiD_Disease Grading_Training Labels.csv': table(
        'Image name,Retinopathy grade,Risk of macular edema ,,,',
        'IDRiD_00{1..3},3,2,,,',
        'IDRiD_00{4..6},0,0,,,',
      ),
      'B. Disease Grading/2. Groundtruths/b. IDRiD_Disease Grading_Testing Labels.csv': table(
        'Image name,Retinopathy grade,Risk of macular edema ',
        'IDRiD_00{1..3},0,0',
        'IDRiD_00{4..6},3,2',
      ),
    },
    expect: { classes: { '0': 6, '3': 6 }, parts: [6, 0, 6] },
  },
  'RFMiD: the same names in every part, the table above the images': {
    files: ['RFMiD/Training_Set/Training/{1..8}.png', 'RFMiD/Test_Set/Test/{1..8}.png'],
    tables: {
      'RFMiD/Training_Set/RFMiD_Training_Labels.csv': table('ID,Disease_Risk', '{1..4},0', '{5..8},1'),
      'RFMiD/Test_Set/RFMiD_Testing_Labels.csv': table('ID,Disease_Risk', '{1..4},1', '{5..8},0'),
    },
    expect: { classes: { '0': 8, '1': 8 }, parts: [8, 0, 8] },
  },
  'IDs whose zeros a spreadsheet has lost': {
    files: ['images/000{1..8}.png'],
    tables: { 'labels.csv': table('id,label', '{1..4},benign', '{5..8},malignant') },
    expect: { classes: { benign: 4, malignant: 4 } },
  },
  'IDs that pandas wrote as decimal numbers': {
    files: ['images/10{1..8}.png'],
    tables: { 'labels.csv': table('id,label', '10{1..4}.0,benign', '10{5..8}.0,malignant') },
    expect: { classes: { benign: 4, malignant: 4 } },
  },
  'OASIS-1: CDR, not sex or hand': {
    files: ['disc1/OAS1_000{1..8}_MR1/PROCESSED/MPRAGE/T88_111/OAS1_000{=1}_MR1_mpr_gfc.{img,hdr}'],
    tables: {
      'oasis_cross-sectional.csv': table(
        'ID,M/F,Hand,Age,Educ,SES,MMSE,CDR,eTIV,nWBV,ASF,Delay',
        'OAS1_000{1..2}_MR1,F,R,74,2,3,29,0,1344,0.743,1.306,N/A',
        'OAS1_000{3..4}_MR1,M,R,73,4,3,27,0.5,1454,0.708,1.207,N/A',
        'OAS1_000{5..6}_MR1,F,R,74,2,3,29,0,1344,0.743,1.306,N/A',
        'OAS1_000{7..8}_MR1,M,R,73,4,3,27,0.5,1454,0.708,1.207,N/A',
      ),
    },
    expect: { classes: { '0': 8, '0.5': 8 }, groups: 8 },
  },
  'ADNI: the table names the folder of a series; Group': {
    files: ['002_S_0295', '002_S_0413', '005_S_0223', '005_S_0221'].map(
      (id, i) => `ADNI/${id}/MPR__GradWarp/2006-04-18_08_20_30.0/I11867${i}/ADNI_${id}_MR_S13408_I11867${i}.nii`,
    ),
    tables: {
      'ADNI1_Complete.csv': table(
        'Image Data ID,Subject,Group,Sex,Age,Visit,Modality,Description,Type,Acq Date,Format,Downloaded',
        '"I118670","002_S_0295","CN","M","85","sc","MRI","MPR","Processed","4/18/2006","NiFTI","1/1/2020"',
        '"I118671","002_S_0413","CN","F","76","sc","MRI","MPR","Processed","5/02/2006","NiFTI","1/1/2020"',
        '"I118672","005_S_0223","AD","F","78","sc","MRI","MPR","Processed","5/02/2006","NiFTI","1/1/2020"',
        '"I118673","005_S_0221","AD","M","68","sc","MRI","MPR","Processed","5/02/2006","NiFTI","1/1/2020"',
      ),
    },
    expect: { classes: { AD: 2, CN: 2 }, groups: 4 },
  },
  'BIDS: participants.tsv, the group and not the sex; events of each run': {
    files: [
      'ds000030/sub-1{01..06}/anat/sub-1{=1}_T1w.nii.gz',
      'ds000030/dataset_description.json',
      'ds000030/README',
      'ds000030/CHANGES',
    ],
    tables: {
      'ds000030/participants.tsv': table(
        'participant_id\tage\tsex\tgroup',
        'sub-1{01..03}\t30\tF\tcontrol',
        'sub-1{04..06}\t31\tM\tpatient',
      ),
      'ds000030/sub-101/func/sub-101_task-bart_events.tsv': table(
        'onset\tduration\ttrial_type',
        '1\t2\tBALOON',
        '2\t2\tCONTROL',
        '4\t2\tBALOON',
      ),
    },
    expect: { classes: { control: 3, patient: 3 }, groups: 6 },
  },
  'Roboflow one-hot with blanks, in every part': {
    files: ['b/{train,valid,test}/{=1}p{1..6}_jpg.rf.x.jpg'],
    tables: Object.fromEntries(
      ['train', 'valid', 'test'].map((part) => [
        `b/${part}/_classes.csv`,
        table('filename, glioma, notumor', `${part}p{1..3}_jpg.rf.x.jpg, 1, 0`, `${part}p{4..6}_jpg.rf.x.jpg, 0, 1`),
      ]),
    ),
    expect: { classes: { glioma: 9, notumor: 9 }, parts: [6, 6, 6] },
  },
  'Roboflow boxes: a row for each box, in every part': {
    files: ['b/{train,valid}/{=1}p{1..6}.jpg'],
    tables: Object.fromEntries(
      ['train', 'valid'].map((part) => [
        `b/${part}/_annotations.csv`,
        table(
          'filename,width,height,class,xmin,ymin,xmax,ymax',
          `${part}p{1..3}.jpg,640,640,glioma,1,2,3,4`,
          `${part}p{4..6}.jpg,640,640,pituitary,1,2,3,4`,
          `${part}p{1..2}.jpg,640,640,glioma,5,6,7,8`,
        ),
      ]),
    ),
    expect: { classes: { glioma: 6, pituitary: 6 }, parts: [6, 6, 0] },
  },
  'one-hot in words: yes and no': {
    files: ['set/{1..6}.png'],
    tables: {
      'set/labels.csv': table(
        'file,glioma,meningioma,pituitary',
        '{1..2}.png,yes,no,no',
        '{3..4}.png,no,yes,no',
        '{5..6}.png,no,no,Yes',
      ),
    },
    expect: { classes: { glioma: 2, meningioma: 2, pituitary: 2 } },
  },
  'a row for each folder of a class is no group': {
    files: ['set/{benign,malignant}/{1..3}.png'],
    tables: {
      'set/classes.csv': table('name,description', 'benign,round and smooth', 'malignant,ragged'),
    },
    expect: { classes: { benign: 3, malignant: 3 } },
  },
  'traffic signs: a table of the names of numbered folders': {
    files: ['signs/DATA/{0..3}/000_{1..3}.png', 'signs/TEST/000_{1..2}.png'],
    tables: { 'signs/labels.csv': table('ClassId,Name', '0,Speed limit 5', '1,Speed limit 15', '2,Stop', '3,Yield') },
    expect: { classes: { 'Speed limit 5': 3, 'Speed limit 15': 3, Stop: 3, Yield: 3 } },
  },
  'an image and its mask in each row': {
    files: ['set/{img,masks}/{1..4}.png'],
    tables: { 'set/pairs.csv': table('image,label', 'img/{1..4}.png,masks/{=1}.png') },
    expect: { classes: {}, masks: [4, 4], problem: /Only one class|No class/ },
  },
  'one-hot in words: True and False': {
    files: ['images/{1..8}.png'],
    tables: { 'labels.csv': table('image,benign,malignant', '{1..4}.png,True,False', '{5..8}.png,False,True') },
    expect: { classes: { benign: 4, malignant: 4 } },
  },
  'one-hot beside another column of 0 and 1': {
    files: ['images/{1..12}.png'],
    tables: {
      'labels.csv': table(
        'image,male,MEL,NV,BCC',
        '{1..2}.png,1,1,0,0',
        '{3..4}.png,0,1,0,0',
        '{5..6}.png,1,0,1,0',
        '{7..8}.png,0,0,1,0',
        '{9..10}.png,1,0,0,1',
        '{11..12}.png,0,0,0,1',
      ),
    },
    expect: { classes: { BCC: 4, MEL: 4, NV: 4 } },
  },
  'PadChest: lists of labels as Python writes them': {
    files: ['images-224/{1..9}.png'],
    tables: {
      'PADCHEST.csv': table(
        ',ImageID,ImageDir,StudyDate_DICOM,StudyID,PatientID,PatientSex_DICOM,Projection,Labels',
        ...[1, 2, 3, 4].map((n) => `${n},${n}.png,0,20140915,s${n},p${n},M,PA,['normal']`),
        ...[5, 6, 7, 8].map((n) => `${n},${n}.png,0,20140915,s${n},p${n},F,PA,['cardiomegaly']`),
        `9,9.png,0,20140915,s9,p9,F,PA,"['cardiomegaly', 'normal']"`,
      ),
    },
    expect: { classes: { cardiomegaly: 4, normal: 4 }, groups: 8, says: [/several classes at once/] },
  },
  'labels divided by commas, or by blanks': {
    files: ['images/{1..9}.jpg'],
    tables: { 'train.csv': table('image,labels', '{1..4}.jpg,scab', '{5..8}.jpg,rust', '9.jpg,scab rust') },
    expect: { classes: { rust: 4, scab: 4 }, says: [/several classes at once/] },
  },
  'labels divided by semicolons': {
    files: ['images/{1..9}.jpg'],
    tables: { 'labels.csv': table('image,finding', '{1..4}.jpg,Edema', '{5..8}.jpg,Normal', '9.jpg,Edema;Mass') },
    expect: { classes: { Edema: 4, Normal: 4 }, says: [/several classes at once/] },
  },
  'VinDr-CXR: three readers, who do not always agree': {
    files: ['train/{a1,a2,a3,a4,b1,b2,b3,b4,c1}.dicom'],
    tables: {
      'train.csv': table(
        'image_id,class_name,class_id,rad_id,x_min',
        '{a1,a2,a3,a4},No finding,14,R{1..3},',
        '{b1,b2,b3,b4},Cardiomegaly,3,R{1..3},691',
        'c1,Cardiomegaly,3,R1,1',
        'c1,No finding,14,R2,',
      ),
    },
    expect: { classes: { Cardiomegaly: 4, 'No finding': 4 }, says: [/contradict/] },
  },
  'VinDr-Mammo: studies, a split column, BI-RADS and not the side': {
    files: ['images/s{1..4}/s{=1}i{1..2}.dicom'],
    tables: {
      'breast-level_annotations.csv': table(
        'study_id,series_id,image_id,laterality,view_position,height,width,breast_birads,breast_density,split',
        ...[1, 2, 3, 4].flatMap((n) =>
          [1, 2].map(
            (k) =>
              `s${n},r${n},s${n}i${k},${k === 1 ? 'L' : 'R'},CC,3518,2800,BI-RADS ${n < 3 ? 1 : 4},DENSITY C,${n % 2 ? 'training' : 'test'}`,
          ),
        ),
      ),
    },
    expect: { classes: { 'BI-RADS 1': 4, 'BI-RADS 4': 4 }, parts: [4, 0, 4], groups: 4 },
  },
  'INbreast: semicolons, every patient removed, BI-RADS': {
    files: ['AllDICOMs/226786{10..17}_61b13c59bcba149d_MG_R_CC_ANON.dcm'],
    tables: {
      'INbreast.csv': table(
        'Patient ID;Patient age;Laterality;View;Acquisition date;File Name;ACR;Bi-Rads',
        'removed;removed;R;CC;201001;226786{10..13};3;1',
        'removed;removed;L;MLO;201001;226786{14..17};2;5',
      ),
    },
    expect: { classes: { '1': 4, '5': 4 } },
  },
  'PANDA: the grade, not who provided it': {
    files: ['train_images/{a1,a2,a3,a4,b1,b2,b3,b4}.tiff', 'train_label_masks/{a1,a2,a3,a4,b1,b2,b3,b4}_mask.tiff'],
    tables: {
      'train.csv': table(
        'image_id,data_provider,isup_grade,gleason_score',
        '{a1,a2},karolinska,0,0+0',
        '{a3,a4},radboud,0,negative',
        '{b1,b2},karolinska,4,4+4',
        '{b3,b4},radboud,4,4+4',
      ),
    },
    expect: { classes: { '0': 4, '4': 4 }, masks: [8, 8] },
  },
  'BACH: a table without a head beside folders': {
    files: [
      'ICIAR2018/Photos/Benign/b00{1..3}.tif',
      'ICIAR2018/Photos/InSitu/is00{1..3}.tif',
      'ICIAR2018/Photos/Normal/n00{1..3}.tif',
    ],
    tables: {
      'ICIAR2018/Photos/microscopy_ground_truth.csv': `${expand('b00{1..3}.tif,Benign').join('\n')}\n${expand('is00{1..3}.tif,InSitu').join('\n')}\n${expand('n00{1..3}.tif,Normal').join('\n')}\n`,
    },
    expect: { classes: { Benign: 3, InSitu: 3, Normal: 3 }, says: [/agrees with the folders on all 9 files/] },
  },
  'a table without a head alone': {
    files: ['images/{1..8}.png'],
    tables: { 'labels.csv': [...expand('{1..4}.png,cat'), ...expand('{5..8}.png,dog')].join('\r\n') },
    expect: { classes: { cat: 4, dog: 4 } },
  },
  'PCam (Kaggle): hashes and label': {
    files: ['train/f38a{1..8}.tif', 'test/0b2e{1..3}.tif'],
    tables: {
      'train_labels.csv': table('id,label', 'f38a{1..4},0', 'f38a{5..8},1'),
      'sample_submission.csv': table('id,label', '0b2e{1..3},0'),
    },
    expect: { classes: { '0': 4, '1': 4 } },
  },
  'a table for each part: train_labels.csv, val_labels.csv, test_labels.csv': {
    files: ['images/{1..18}.png'],
    tables: {
      'train_labels.csv': table('file,label', '{1..4}.png,A', '{5..8}.png,B'),
      'val_labels.csv': table('file,label', '{9..10}.png,A', '{11..12}.png,B'),
      'test_labels.csv': table('file,label', '{13..15}.png,A', '{16..18}.png,B'),
    },
    expect: { classes: { A: 9, B: 9 }, parts: [8, 4, 6] },
  },
  'a table for each part: labels_train.tsv, labels_test.tsv, in folders': {
    files: ['images/{1..12}.png'],
    tables: {
      'splits/labels_train.tsv': table('file\tlabel', '{1..4}.png\tA', '{5..8}.png\tB'),
      'splits/labels_test.tsv': table('file\tlabel', '{9..10}.png\tA', '{11..12}.png\tB'),
    },
    expect: { classes: { A: 6, B: 6 }, parts: [8, 0, 4] },
  },
  'folders say the class, tables of each part say the part alone': {
    files: ['set/{A,B}/{=1}{1..6}.png'],
    tables: {
      'set/train.csv': table('filename,label', '{A,B}{1..4}.png,0'),
      'set/test.csv': table('filename,label', '{A,B}{5..6}.png,0'),
    },
    expect: { classes: { A: 6, B: 6 }, parts: [8, 0, 4] },
  },
  'train.csv with labels, test.csv without': {
    files: ['images/{1..12}.png'],
    tables: {
      'train.csv': table('image_id,healthy,rust', '{1..4},1,0', '{5..8},0,1'),
      'test.csv': table('image_id', '{9..12}'),
    },
    expect: { classes: { healthy: 4, rust: 4 } },
  },
  'SIIM pneumothorax: run lengths are no classes': {
    files: ['train/1.2.276.{1..8}.dcm'],
    tables: {
      'train-rle.csv': table(
        'ImageId, EncodedPixels',
        '1.2.276.{1..4}, -1',
        '1.2.276.5, 387620 23 996 33',
        '1.2.276.6, 3876 23 996 33 11',
        '1.2.276.7, 7620 23 996 33',
        '1.2.276.8, 620 23 996 33',
      ),
    },
    expect: { classes: {}, says: [/None of its columns/], problem: /No class|Only one class/ },
  },
  'RSNA haemorrhage: a row for each file and label': {
    files: ['stage_2_train/ID_{aa1,aa2,aa3,aa4}.dcm'],
    tables: { 'stage_2_train.csv': table('ID,Label', 'ID_{aa1,aa2,aa3,aa4}_{epidural,subdural,any},0') },
    expect: { classes: {}, says: [/None of|names no/], problem: /No class|Only one class/ },
  },
  'CBIS-DDSM: the path in the table shares a folder with the file': {
    files: [
      'CBIS-DDSM/Mass-Training_P_0000{1..4}_LEFT_CC/07-20-2016-DDSM-NA-30288/1.000000-full mammogram images-09992/1-1.dcm',
    ],
    tables: {
      'mass_case_description_train_set.csv': table(
        'patient_id,breast_density,left or right breast,image view,abnormality id,abnormality type,assessment,pathology,subtlety,image file path',
        'P_0000{1..2},3,LEFT,CC,1,mass,4,MALIGNANT,4,Mass-Training_P_0000{=1}_LEFT_CC/1.3.6.1/1.3.6.2/000000.dcm',
        'P_0000{3..4},3,LEFT,CC,1,mass,4,BENIGN,4,Mass-Training_P_0000{=1}_LEFT_CC/1.3.6.1/1.3.6.2/000000.dcm',
      ),
    },
    expect: { classes: { BENIGN: 2, MALIGNANT: 2 }, groups: 4 },
  },
  'ODIR: a path of Kaggle, a list as the label': {
    files: ['ODIR-5K/Training Images/{0..7}_{left,right}.jpg'],
    tables: {
      'full_df.csv': table(
        'ID,Patient Age,Patient Sex,Left-Fundus,Right-Fundus,N,D,filepath,labels,target,filename',
        ...Array.from({ length: 16 }, (_, i) => {
          const [id, side, n] = [i >> 1, i % 2 ? 'right' : 'left', i < 8 ? 1 : 0];
          return `${id},69,Female,${id}_left.jpg,${id}_right.jpg,${n},${1 - n},../input/odir/ODIR-5K/Training Images/${id}_${side}.jpg,['${n ? 'N' : 'D'}'],"[${n}, ${1 - n}]",${id}_${side}.jpg`;
        }),
      ),
    },
    expect: { classes: { D: 8, N: 8 } },
  },
  'Camelyon17-WILDS: rows without a name of a file': {
    files: ['patches/patient_00{4,9}_node_4/patch_x_{1..4}.png'],
    tables: {
      'metadata.csv': table(
        ',patient,node,x_coord,y_coord,tumor,slide,center,split',
        '0,004,4,3328,21792,1,0,0,0',
        '1,004,4,3200,22272,1,0,0,0',
        '2,009,4,3168,22272,0,0,0,0',
        '3,009,4,3328,22272,0,1,0,1',
      ),
    },
    expect: { classes: {}, groups: 2, says: [/names the files|names a file/], problem: /No class|Only one class/ },
  },
};
