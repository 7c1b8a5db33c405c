import { expand, type PublicSet, table } from './publicSet.fixture.ts';

const seq = (count: number, row: (i: number) => string): string[] => Array.from({ length: count }, (_, i) => row(i));

const list = (...lines: readonly string[]): string => `${lines.flatMap((line) => expand(line)).join('\n')}\n`;
const uid = (n: number): string => `1.3.6.1.4.1.9590.100.1.2.${100000000000 + n * 7919}`;

/** Tables of sets for medicine. */
export const MEDICAL_TABLES: Readonly<Record<string, PublicSet>> = {
  DeepDRiD: {
    files: [
      'DeepDRiD/regular_fundus_images/regular-fundus-training/Images/{1..4}/{=1}_{l1,l2,r1,r2}.jpg',
      'DeepDRiD/regular_fundus_images/regular-fundus-validation/Images/{265..266}/{=1}_{l1,l2,r1,r2}.jpg',
    ],
    tables: {
      'DeepDRiD/regular_fundus_images/regular-fundus-training/regular-fundus-training.csv': table(
        'patient_id,image_id,image_path,Overall quality,left_eye_DR_Level,right_eye_DR_Level,patient_DR_Level,Clarity,Field definition,Artifact',
        ...[1, 2, 3, 4].flatMap((p) =>
          ['l1', 'l2', 'r1', 'r2'].map(
            (e) =>
              `${p},${p}_${e},\\regular-fundus-training\\${p}\\${p}_${e}.jpg,1,${e[0] === 'l' ? p >> 1 : ''},${e[0] === 'r' ? p >> 1 : ''},${p >> 1},8,8,1`,
          ),
        ),
      ),
      'DeepDRiD/regular_fundus_images/regular-fundus-validation/regular-fundus-validation.csv': table(
        'patient_id,image_id,image_path,Overall quality,left_eye_DR_Level,right_eye_DR_Level,patient_DR_Level,Clarity,Field definition,Artifact',
        ...[265, 266].flatMap((p) =>
          ['l1', 'l2', 'r1', 'r2'].map(
            (e) =>
              `${p},${p}_${e},\\regular-fundus-validation\\${p}\\${p}_${e}.jpg,1,${e[0] === 'l' ? 2 * p - 530 : ''},${e[0] === 'r' ? 2 * p - 530 : ''},${2 * p - 530},8,8,1`,
          ),
        ),
      ),
    },
    expect: { classes: { '0': 8, '1': 8, '2': 8 }, parts: [16, 8, 0], groups: 6 },
  },
  'CBIS-DDSM Kaggle jpeg': {
    files: seq(8, (i) => `CBIS-DDSM/jpeg/${uid(i)}/1-26${i}.jpg`).concat(
      seq(8, (i) => `CBIS-DDSM/jpeg/${uid(100 + i)}/{1-10${i},2-22${i}}.jpg`),
    ),
    tables: {
      'CBIS-DDSM/csv/mass_case_description_train_set.csv': table(
        'patient_id,breast_density,left or right breast,image view,abnormality id,abnormality type,mass shape,mass margins,assessment,pathology,subtlety,image file path,cropped image file path,ROI mask file path',
        ...seq(
          4,
          (i) =>
            `P_0000${1 + (i >> 1)},3,LEFT,${i % 2 ? 'MLO' : 'CC'},1,mass,IRREGULAR-ARCHITECTURAL_DISTORTION,SPICULATED,4,${i < 2 ? 'MALIGNANT' : 'BENIGN'},4,Mass-Training_P_0000${1 + (i >> 1)}_LEFT_${i % 2 ? 'MLO' : 'CC'}/${uid(900 + i)}/${uid(i)}/000000.dcm,Mass-Training_P_0000${1 + (i >> 1)}_LEFT_CC_1/${uid(800 + i)}/${uid(100 + i)}/000001.dcm,"Mass-Training_P_0000${1 + (i >> 1)}_LEFT_CC_1/${uid(800 + i)}/${uid(100 + i)}/000000.dcm\n"`,
        ),
      ),
      'CBIS-DDSM/csv/mass_case_description_test_set.csv': table(
        'patient_id,breast_density,left or right breast,image view,abnormality id,abnormality type,mass shape,mass margins,assessment,pathology,subtlety,image file path,cropped image file path,ROI mask file path',
        ...seq(
          2,
          (i) =>
            `P_0001${i},3,LEFT,CC,1,mass,OVAL,SPICULATED,4,${i ? 'MALIGNANT' : 'BENIGN_WITHOUT_CALLBACK'},4,Mass-Test_P_0001${i}_LEFT_CC/${uid(910 + i)}/${uid(4 + i)}/000000.dcm,Mass-Test_P_0001${i}_LEFT_CC_1/${uid(810 + i)}/${uid(104 + i)}/000001.dcm,"Mass-Test_P_0001${i}_LEFT_CC_1/${uid(810 + i)}/${uid(104 + i)}/000000.dcm\n"`,
        ),
      ),
      'CBIS-DDSM/csv/calc_case_description_train_set.csv': table(
        'patient_id,breast density,left or right breast,image view,abnormality id,abnormality type,calc type,calc distribution,assessment,pathology,subtlety,image file path,cropped image file path,ROI mask file path',
        ...seq(
          2,
          (i) =>
            `P_0002${i},3,LEFT,CC,1,calcification,AMORPHOUS,CLUSTERED,4,${i ? 'MALIGNANT' : 'BENIGN'},4,Calc-Training_P_0002${i}_LEFT_CC/${uid(920 + i)}/${uid(6 + i)}/000000.dcm,Calc-Training_P_0002${i}_LEFT_CC_1/${uid(820 + i)}/${uid(106 + i)}/000001.dcm,"Calc-Training_P_0002${i}_LEFT_CC_1/${uid(820 + i)}/${uid(106 + i)}/000000.dcm\n"`,
        ),
      ),
      'CBIS-DDSM/csv/dicom_info.csv': table(
        'file_path,image_path,AccessionNumber,BitsAllocated,BodyPartExamined,PatientID,SeriesDescription,SeriesInstanceUID,Laterality',
        ...seq(
          8,
          (i) =>
            `CBIS-DDSM/dicom/${uid(i)}/1-26${i}.dcm,CBIS-DDSM/jpeg/${uid(i)}/1-26${i}.jpg,,16,BREAST,Mass-Training_P_0000${i}_LEFT_CC,full mammogram images,${uid(i)},L`,
        ),
        ...seq(
          8,
          (i) =>
            `CBIS-DDSM/dicom/${uid(100 + i)}/1-10${i}.dcm,CBIS-DDSM/jpeg/${uid(100 + i)}/1-10${i}.jpg,,8,BREAST,Mass-Training_P_0000${i}_LEFT_CC_1,cropped images,${uid(100 + i)},L`,
        ),
        ...seq(
          8,
          (i) =>
            `CBIS-DDSM/dicom/${uid(100 + i)}/2-22${i}.dcm,CBIS-DDSM/jpeg/${uid(100 + i)}/2-22${i}.jpg,,8,BREAST,Mass-Training_P_0000${i}_LEFT_CC_1,ROI mask images,${uid(100 + i)},L`,
        ),
      ),
    },
    expect: { classes: { BENIGN: 3, BENIGN_WITHOUT_CALLBACK: 1, MALIGNANT: 4 }, parts: [6, 0, 2], groups: 6 },
  },
  'MIAS Info.txt': {
    files: ['all-mias/mdb0{01..24}.pgm', 'all-mias/README', 'all-mias/Licence.txt'],
    tables: {
      'all-mias/Info.txt': list(
        'REFNUM BG CLASS SEVERITY X Y RADIUS',
        'mdb001 G CIRC B 535 425 197',
        'mdb002 G CIRC B 522 280 69',
        'mdb003 D NORM ',
        'mdb004 D NORM',
        'mdb005 F CIRC B 477 133 30',
        'mdb005 F CIRC B 500 168 26',
        'mdb006 F NORM',
        'mdb007 G NORM',
        'mdb008 G NORM',
        'mdb009 F NORM',
        'mdb010 F CIRC B 525 425 33',
        'mdb011 F NORM',
        'mdb012 F CIRC B 471 458 40',
        'mdb013 G MISC B 667 365 31',
        'mdb014 G NORM',
        'mdb015 G MISC B 595 864 68',
        'mdb016 G NORM',
        'mdb017 G CIRC B 547 573 48',
        'mdb018 G NORM',
        'mdb019 G CIRC B 653 477 49',
        'mdb020 G NORM',
        'mdb021 G MISC B 493 125 49',
        'mdb022 G NORM',
        'mdb023 G CIRC M 538 681 29',
        'mdb024 G NORM',
      ),
    },
    expect: { classes: { CIRC: 8, MISC: 3, NORM: 13 } },
  },
  BrEaST: {
    files: [
      'BrEaST-Lesions_USG-images_and_masks/case00{1..8}.png',
      'BrEaST-Lesions_USG-images_and_masks/case00{1..6}_tumor.png',
      'BrEaST-Lesions_USG-images_and_masks/case002_other1.png',
    ],
    tables: {
      'BrEaST-Lesions-USG-clinical-data.csv': table(
        'CaseID,Image_filename,Mask_tumor_filename,Mask_other_filename,Pixel_size,Age,Tissue_composition,Signs,Symptoms,Shape,Margin,Echogenicity,Posterior_features,Halo,Calcifications,Skin_thickening,Interpretation,BIRADS,Verification,Diagnosis,Classification',
        ...seq(
          3,
          (i) =>
            `${i + 1},case00${i + 1}.png,case00${i + 1}_tumor.png,,0.007,57,heterogeneous: predominantly fat,breast scar,family history,irregular,not circumscribed,heterogeneous,shadowing,no,no,no,Breast scar (surgery),${i ? '2' : '3'},confirmed by follow-up care,not applicable,benign`,
        ),
        ...seq(
          3,
          (i) =>
            `${i + 4},case00${i + 4}.png,case00${i + 4}_tumor.png,,0.007,57,homogeneous: fat,no,no,irregular,not circumscribed,heterogeneous,shadowing,no,no,no,Suspicion,5,confirmed by biopsy,${i < 2 ? 'Invasive carcinoma of no special type (NST)' : 'Ductal carcinoma in situ'},malignant`,
        ),
        ...seq(
          2,
          (i) =>
            `${i + 7},case00${i + 7}.png,,,0.007,57,homogeneous: fat,no,no,not applicable,not applicable,not applicable,not applicable,no,no,no,Normal,1,not applicable,not applicable,normal`,
        ),
      ),
    },
    expect: { classes: { benign: 3, malignant: 3, normal: 2 }, masks: [6, 6], groups: 8 },
  },
  'Fetal planes': {
    files: [
      'FETAL_PLANES_ZENODO/Images/Patient0000{1..6}_Plane1_{1..2}_of_2.png',
      'FETAL_PLANES_ZENODO/Images/Patient0000{1..6}_Plane3_{1..2}_of_2.png',
    ],
    tables: {
      'FETAL_PLANES_ZENODO/FETAL_PLANES_DB_data.csv': table(
        'Image_name;Patient_num;Plane;Brain_plane;Operator;US_Machine;Train ',
        ...[1, 2, 3, 4, 5, 6].flatMap((p) =>
          [1, 3].flatMap((pl) =>
            [1, 2].map(
              (k) =>
                `Patient0000${p}_Plane${pl}_${k}_of_2;${p};${pl === 1 ? 'Other' : 'Fetal brain'};${pl === 1 ? 'Not A Brain' : k === 1 ? 'Trans-ventricular' : 'Trans-thalamic'};Op. ${1 + (p % 2)};Voluson E6;${+(p < 5)}`,
            ),
          ),
        ),
      ),
    },
    expect: { classes: { 'Fetal brain': 12, Other: 12 }, parts: [16, 0, 8], groups: 6 },
  },
  'PAD-UFES-20': {
    files: [
      'images/imgs_part_1/imgs_part_1/PAT_{8..13}_15_820.png',
      'images/imgs_part_2/imgs_part_2/PAT_{8..13}_16_821.png',
    ],
    tables: {
      'metadata.csv': table(
        'patient_id,lesion_id,smoke,drink,background_father,background_mother,age,pesticide,gender,skin_cancer_history,cancer_history,has_piped_water,has_sewage_system,fitspatrick,region,diameter_1,diameter_2,diagnostic,itch,grew,hurt,changed,bleed,elevation,img_id,biopsed',
        ...[8, 9, 10, 11, 12, 13].flatMap((p) =>
          ['15_820', '16_821'].map(
            (r, k) =>
              `PAT_${p},${r.slice(0, 2)},${p < 10 ? '' : 'False'},${p < 10 ? '' : 'False'},${p < 10 ? '' : 'POMERANIA'},${p < 10 ? '' : 'POMERANIA'},8,${p < 10 ? '' : 'False'},${p < 10 ? '' : 'FEMALE'},${p < 10 ? '' : p % 2 ? 'True' : 'False'},${p < 10 ? '' : 'True'},${p < 10 ? '' : 'True'},${p < 10 ? '' : 'True'},${p < 10 ? '' : '3.0'},ARM,${p < 10 ? '' : '6.0'},${p < 10 ? '' : '5.0'},${p < 10 ? 'NEV' : p < 12 ? 'BCC' : 'ACK'},False,${k ? 'False' : 'UNK'},False,False,False,False,PAT_${p}_${r}.png,${p < 10 ? 'False' : 'True'}`,
          ),
        ),
      ),
    },
    expect: { classes: { ACK: 4, BCC: 4, NEV: 4 }, groups: 6 },
  },
  PH2: {
    files: [
      'PH2Dataset/PH2 Dataset images/IMD00{2..7}/IMD00{=1}_Dermoscopic_Image/IMD00{=1}.bmp',
      'PH2Dataset/PH2 Dataset images/IMD00{2..7}/IMD00{=1}_lesion/IMD00{=1}_lesion.bmp',
      'PH2Dataset/PH2 Dataset images/IMD00{2..7}/IMD00{=1}_roi/IMD00{=1}_R1_Label3.bmp',
    ],
    tables: {
      'PH2Dataset/PH2_dataset.csv': table(
        'Image Name,Histological Diagnosis,Common Nevus,Atypical Nevus,Melanoma,Asymmetry,Pigment Network,Streaks',
        'IMD00{2..3},,X,,,0,T,A',
        'IMD00{4..5},,,X,,1,AT,P',
        'IMD00{6..7},,,,X,2,AT,P',
      ),
    },
    expect: { classes: { 'Common Nevus': 2, 'Atypical Nevus': 2, Melanoma: 2 }, masks: [12, 12] },
  },
  PROSTATEx: {
    files: ['PROSTATEx/ProstateX-000{0..5}/07-07-2011-NA-MR prostaat/4.000000-t2tsetra-007{=1}/1-{01..02}.dcm'],
    tables: {
      'ProstateX-Findings-Train.csv': table(
        'ProxID,fid,pos,zone,ClinSig',
        ...seq(6, (i) => `ProstateX-000${i},1,25.7 31.8 -38.${i},${i % 2 ? 'PZ' : 'TZ'},${i > 2 ? 'TRUE' : 'FALSE'}`),
      ),
    },
    expect: { classes: { FALSE: 6, TRUE: 6 }, groups: 6 },
  },
  'TMED-2: the view is no class beside the diagnosis': {
    files: ['tmed/train/{000a,000b,000c,000d}_0.png'],
    tables: {
      'tmed/labels_per_image.csv': table(
        'query_key,SourceFolder,view_label,diagnosis_label',
        '000a_0.png,DEV,PLAX,no_AS',
        '000b_0.png,DEV,PSAX,no_AS',
        '000c_0.png,DEV,PLAX,severe_AS',
        '000d_0.png,DEV,PSAX,severe_AS',
      ),
    },
    expect: { classes: { no_AS: 2, severe_AS: 2 } },
  },
  'G1020: the same images as they are, cropped and square': {
    files: ['G1020/{Images,Images_Cropped/img,Images_Square,NerveRemoved_Images}/image_{0..5}.jpg'],
    tables: { 'G1020/G1020.csv': table('imageID,binaryLabels', 'image_{0..2}.jpg,0', 'image_{3..5}.jpg,1') },
    expect: { classes: { 0: 12, 1: 12 }, groups: 6, says: [/names a file in each of several folders/] },
  },
  'UCSF-PDGM': {
    files: ['UCSF-PDGM/UCSF-PDGM-000{4..9}_nifti/UCSF-PDGM-000{=1}_{T1,T2,FLAIR,tumor_segmentation}.nii.gz'],
    tables: {
      'UCSF-PDGM-metadata_v2.csv': table(
        'ID,Sex,Age at MRI,WHO CNS Grade,Final pathologic diagnosis (WHO 2021),MGMT status,MGMT index,1p/19q,IDH,1-dead 0-alive,OS,EOR,Biopsy prior to imaging',
        ...seq(
          6,
          (i) =>
            `UCSF-PDGM-00${4 + i},M,66,${i < 3 ? 4 : 2},${i < 3 ? '"Glioblastoma, IDH-wildtype"' : '"Astrocytoma, IDH-mutant"'},negative,0,unknown,wildtype,1,1303,STR,No`,
        ),
      ),
    },
    expect: { classes: { 'Astrocytoma, IDH-mutant': 9, 'Glioblastoma, IDH-wildtype': 9 }, masks: [6, 6], groups: 6 },
  },
  'UBC-OCEAN thumbnails': {
    files: [
      'train_images/{4,66,91,281,286,431}.png',
      'train_thumbnails/{4,66,91,281,286,431}_thumbnail.png',
      'test_images/41.png',
      'test_thumbnails/41_thumbnail.png',
    ],
    tables: {
      'train.csv': table(
        'image_id,label,image_width,image_height,is_tma',
        '{4,66,91},HGSC,23785,20008,False',
        '{281,286,431},LGSC,42309,15545,False',
      ),
      'test.csv': table('image_id,image_width,image_height', '41,28469,16987'),
    },
    expect: { classes: { HGSC: 3, LGSC: 3 } },
  },
  MRNet: {
    files: [
      'MRNet-v1.0/train/{axial,coronal,sagittal}/{0000..0005}.npy',
      'MRNet-v1.0/valid/{axial,coronal,sagittal}/{1130..1133}.npy',
    ],
    tables: Object.fromEntries(
      ['abnormal', 'acl', 'meniscus'].flatMap((l, k) => [
        [`MRNet-v1.0/train-${l}.csv`, list(...seq(6, (i) => `000${i},${+(i > k + 1)}`))],
        [`MRNet-v1.0/valid-${l}.csv`, list(...seq(4, (i) => `113${i},${+(i > k)}`))],
      ]),
    ),
    expect: { classes: { '0': 9, '1': 21 }, groups: 10, parts: [18, 12, 0] },
  },
  'C-NMC whole': {
    files: [
      'C-NMC_Leukemia/training_data/{fold_0,fold_1,fold_2}/all/UID_{1..3}{=1}_10_1_all.bmp'.replace('{=1}', ''),
      'C-NMC_Leukemia/training_data/{fold_0,fold_1,fold_2}/hem/UID_H{1..3}_10_1_hem.bmp',
      'C-NMC_Leukemia/validation_data/C-NMC_test_prelim_phase_data/{1..8}.bmp',
      'C-NMC_Leukemia/testing_data/C-NMC_test_final_phase_data/{1..5}.bmp',
    ],
    tables: {
      'C-NMC_Leukemia/validation_data/C-NMC_test_prelim_phase_data_labels.csv': table(
        'Patient_ID,new_names,labels',
        ...seq(8, (i) => `UID_${i < 4 ? '' : 'H'}${57 + i}_29_1_${i < 4 ? 'all' : 'hem'}.bmp,${i + 1}.bmp,${+(i < 4)}`),
      ),
    },
    expect: { classes: { all: 9, hem: 9 } },
  },
  'CVC-ClinicDB Kaggle': {
    files: ['CVC-ClinicDB/{PNG,TIF}/{Original,Ground Truth}/{1..12}.png'],
    tables: {
      'CVC-ClinicDB/metadata.csv': table(
        'frame_id,sequence_id,png_image_path,png_mask_path,tif_image_path,tif_mask_path',
        ...seq(
          12,
          (i) =>
            `${i + 1},${1 + (i >> 2)},PNG/Original/${i + 1}.png,PNG/Ground Truth/${i + 1}.png,TIF/Original/${i + 1}.tif,TIF/Ground Truth/${i + 1}.tif`,
        ),
      ),
    },
    expect: { classes: {}, masks: [24, 24], problem: /No class|Only one/ },
  },
  Derm7pt: {
    files: ['release_v0/images/NEL/NEL0{25..36}.JPG', 'release_v0/images/NEM/Nel0{25..36}.jpg'],
    tables: {
      'release_v0/meta/meta.csv': table(
        'case_num,diagnosis,seven_point_score,pigment_network,streaks,management,clinic,derm,case_id,sex,location',
        ...seq(
          12,
          (i) =>
            `${i + 1},${i < 4 ? 'basal cell carcinoma' : i < 8 ? 'blue nevus' : 'melanoma'},${i % 3},absent,absent,excision,NEL/NEL0${25 + i}.JPG,NEM/Nel0${25 + i}.jpg,,female,abdomen`,
        ),
      ),
      'release_v0/meta/train_indexes.csv': 'indexes\n0\n1\n2\n',
      'release_v0/meta/test_indexes.csv': 'indexes\n3\n4\n',
    },
    expect: { classes: { 'basal cell carcinoma': 4, 'blue nevus': 4, melanoma: 4 } },
  },
  'BUS-BRA': {
    files: ['BUSBRA/Images/bus_000{1..8}-{l,r}.png', 'BUSBRA/Masks/mask_000{1..8}-{l,r}.png'],
    tables: {
      'BUSBRA/bus_data.csv': table(
        'ID,Case,Histology,Pathology,BIRADS,Device,Width,Height,Side,BBOX',
        ...expand('{1..8}|{l,r}').map((e) => {
          const [n = '', s] = e.split('|');
          return `bus_000${n}-${s},${n},${+n < 5 ? 'Fibroadenoma' : 'IDC'},${+n < 5 ? 'benign' : 'malignant'},${+n < 5 ? 3 : 5},GE Logiq 7,389,366,${s === 'l' ? 'left' : 'right'},"[1,2,3,4]"`;
        }),
      ),
      'BUSBRA/5-fold-cv.csv': table(
        'ID,Case,Pathology,kFold',
        ...expand('{1..8}|{l,r}').map((e) => {
          const [n = '', s] = e.split('|');
          return `bus_000${n}-${s},${n},${+n < 5 ? 'benign' : 'malignant'},${1 + (+n % 5)}`;
        }),
      ),
    },
    expect: { classes: { benign: 8, malignant: 8 }, masks: [16, 16], groups: 8 },
  },
  MosMedData: {
    files: [
      'COVID19_1110/studies/{CT-0,CT-1,CT-2,CT-3,CT-4}/study_00{01..03}{=1}.nii.gz'.replace('{=1}', '_{=1}'),
      'COVID19_1110/masks/study_00{01..03}_CT-1_mask.nii.gz',
    ],
    tables: {
      'COVID19_1110/dataset_registry.csv': table(
        'study_id,category,study_file,mask_file',
        '00{01..03}_{CT-0,CT-2,CT-3,CT-4},{=2},/studies/{=2}/study_00{=1}_{=2}.nii.gz,',
        '00{01..03}_CT-1,CT-1,/studies/CT-1/study_00{=1}_CT-1.nii.gz,/masks/study_00{=1}_CT-1_mask.nii.gz',
      ),
    },
    expect: { classes: { 'CT-0': 3, 'CT-1': 3, 'CT-2': 3, 'CT-3': 3, 'CT-4': 3 }, masks: [3, 3], groups: 15 },
  },
  'Cervical Intel': {
    files: [
      'train/train/{Type_1,Type_2,Type_3}/{10..13}.jpg',
      'test/test/{0..3}.jpg',
      'additional_Type_1_v2/Type_1/{2845..2847}.jpg',
    ],
    tables: {
      'solution_stg1_release.csv': table(
        'image_name,Type_1,Type_2,Type_3',
        '{0..1}.jpg,0,1,0',
        '2.jpg,1,0,0',
        '3.jpg,0,0,1',
      ),
      'sample_submission_stg1.csv': table('image_name,Type_1,Type_2,Type_3', '{0..3}.jpg,0.1,0.5,0.3'),
    },
    expect: { classes: { Type_1: 7, Type_2: 4, Type_3: 4 } },
  },
  'VinDr PhysioNet labels': {
    files: [
      'train/{000434271f63a053c4128a0ba6352c7f,00053190460d56c53cc3e57321387478,0005e8e3701dfb1dd93d53e2ff537b6e,0006e0a85696f6bb578e84fafa9a5607}.dicom',
    ],
    tables: {
      'annotations/image_labels_train.csv': table(
        'image_id,rad_id,Aortic enlargement,Atelectasis,Cardiomegaly,Pneumonia,No finding',
        ...expand('{000434271f63a053c4128a0ba6352c7f,00053190460d56c53cc3e57321387478},R{1..3},0,0,0,0,1'),
        ...expand('{0005e8e3701dfb1dd93d53e2ff537b6e,0006e0a85696f6bb578e84fafa9a5607},R{1..3},1,0,1,0,0'),
      ),
    },
    expect: { classes: {}, problem: /No class|Only one/, says: [/several labels/] },
  },
  'Names with prefix in files, number in the table': {
    files: ['images/IMG_{0001..0008}.jpg'],
    tables: { 'labels.csv': table('ImageNumber,Label', '{1..4},benign', '{5..8},malignant') },
    expect: { classes: { benign: 4, malignant: 4 } },
  },
  'numbers that begin anew in every class, or patient, and a table of numbers alone': {
    files: ['set/{site1,site2}/{1..6}.png'],
    tables: { 'labels.csv': table('id,label', '{1..3},A', '{4..6},B') },
    expect: { classes: { site1: 6, site2: 6 }, says: [/several files fit/] },
  },
  'the same of patients': {
    files: ['set/patient_00{1..6}/{1..4}.png'],
    tables: { 'labels.csv': table('slice,label', '{1..2},A', '{3..4},B') },
    expect: { classes: { set: 24 }, groups: 6, says: [/several files fit/], problem: /Only one/ },
  },
  'images and masks of the same names, and ids without endings': {
    files: ['s/images/{1..8}.png', 's/masks/{1..8}.png'],
    tables: { 's/labels.csv': table('id,label', '{1..4},A', '{5..8},B') },
    expect: { classes: { A: 4, B: 4 }, masks: [8, 8] },
  },
  'EyePACS resized and cropped: two pictures of each row, which stay together': {
    files: ['{resized_train,resized_train_cropped}/{=1}/{10,13,15,16}_{left,right}.jpeg'],
    tables: { 'trainLabels.csv': table('image,level', '{10,13}_{left,right},0', '{15,16}_{left,right},2') },
    expect: { classes: { '0': 8, '2': 8 }, groups: 8, says: [/taken for one scan/] },
  },
  'BreaKHis with its table of folds, whose magnification is no class': {
    files: [
      'BreaKHis_v1/BreaKHis_v1/histology_slides/breast/benign/SOB/adenosis/SOB_B_A_14-{22549AB,29960CD}/{40X,100X}/B-{=1}-{=2}-00{1..2}.png',
      'BreaKHis_v1/BreaKHis_v1/histology_slides/breast/malignant/SOB/ductal_carcinoma/SOB_M_DC_14-{2523,2773}/{40X,100X}/M-{=1}-{=2}-00{1..2}.png',
    ],
    tables: {
      'Folds.csv': table(
        'fold,mag,grp,filename',
        '1,40,train,BreaKHis_v1/histology_slides/breast/benign/SOB/adenosis/SOB_B_A_14-{22549AB,29960CD}/40X/B-{=1}-40X-00{1..2}.png',
        '1,100,train,BreaKHis_v1/histology_slides/breast/benign/SOB/adenosis/SOB_B_A_14-{22549AB,29960CD}/100X/B-{=1}-100X-00{1..2}.png',
        '1,40,test,BreaKHis_v1/histology_slides/breast/malignant/SOB/ductal_carcinoma/SOB_M_DC_14-{2523,2773}/40X/M-{=1}-40X-00{1..2}.png',
        '1,100,test,BreaKHis_v1/histology_slides/breast/malignant/SOB/ductal_carcinoma/SOB_M_DC_14-{2523,2773}/100X/M-{=1}-100X-00{1..2}.png',
      ),
    },
    expect: { classes: { benign: 8, malignant: 8 }, parts: [8, 0, 8], groups: 4 },
  },
};
