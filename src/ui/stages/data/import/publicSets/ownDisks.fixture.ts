import { type PublicSet, table } from './publicSet.fixture.ts';

// Not public sets but what people have of their own: exports of practices and laboratories, lists from spreadsheets, folders that grew over years.

const json = (value: unknown): string => JSON.stringify(value);
const quoted = (value: unknown): string => `"${json(value).replaceAll('"', '""')}"`;

export const SETS_ON_OWN_DISKS: Readonly<Record<string, PublicSet>> = {
  'old, backup, unused, todo and excluded folders are not imported': {
    files: [
      'Nails/{fungus,healthy}/n{01..04}.jpg',
      'Nails/fungus/excluded/n{90,91}.jpg',
      'Nails/healthy/todo/n{80,81}.jpg',
      'Nails/old/{fungus,healthy}/n{01..03}.jpg',
      'Nails/backup_2021/{fungus,healthy}/n{01,02}.jpg',
      'Nails/unused/IMG_{5501,5502}.jpg',
    ],
    expect: { classes: { fungus: 4, healthy: 4 } },
  },
  'trash is a class of waste': {
    files: ['TrashNet/{glass,paper,trash}/{=1}{1..3}.jpg'],
    expect: { classes: { glass: 3, paper: 3, trash: 3 } },
  },
  'old and young are classes, whatever is below them': {
    files: ['hands/{old,young}/person {1..3}/{1,2}.jpg'],
    expect: { classes: { old: 6, young: 6 } },
  },
  'a second copy of the whole set': {
    files: ['brain/{yes,no}/Y{1..5}.jpg', 'Copy of brain/{yes,no}/Y{1..5}.jpg'],
    expect: { classes: { no: 5, yes: 5 } },
  },
  'heat maps beside the pictures, and small pictures in a folder below': {
    files: [
      'Covid/{covid,normal}/p{01..04}.png',
      'Covid/{covid,normal}/p{01..04}_gradcam.png',
      'Covid/{covid,normal}/thumbnails/p{01..04}_thumb.jpg',
    ],
    expect: { classes: { covid: 4, normal: 4 }, augmented: 16 },
  },
  'a folder of results in Turkish beside the parts': {
    files: [
      'Tez Veri/eğitim/{iyi huylu,kötü huylu}/hasta{1..4}.png',
      'Tez Veri/test/{iyi huylu,kötü huylu}/hasta{5,6}.png',
      'Tez Veri/sonuçlar/{doğruluk,kayıp}.png',
    ],
    expect: { classes: { 'iyi huylu': 6, 'kötü huylu': 6 }, parts: [8, 0, 4] },
  },
  'folders of patients above those of the classes: offered, since few may be folds': {
    files: ['IDC_regular/{8863,8864,8865,8867}/{0,1}/{=1}_idx5_x{51,101}_y1251_class{=2}.png'],
    expect: { classes: { 0: 8, 1: 8 }, offers: '{*}/*/*' },
  },
  'folders of patients above those of the classes: chosen': {
    files: ['IDC_regular/{8861..8872}/{0,1}/{=1}_idx5_x{51,101}_y1251_class{=2}.png'],
    expect: { classes: { 0: 24, 1: 24 }, groups: 12 },
  },
  'Excel with merged cells: the patient and the diagnosis stand in the first row of each': {
    files: ['Endo/E{101..106}.jpg'],
    tables: {
      'Endo/Befunde.csv': table(
        'Patient;Diagnose;Bild',
        'Meier;Ulkus;E101',
        ';;E102',
        ';;E103',
        'Schulz;normal;E104',
        ';;E{105,106}',
      ),
    },
    expect: { classes: { Ulkus: 3, normal: 3 }, groups: 2, says: [/taken to be merged/] },
  },
  'gaps in two columns that are no merged cells': {
    files: ['Endo/E{101..106}.jpg'],
    tables: {
      'Endo/list.csv': table('image;label;stage', 'E{101,102};ulcer;II', 'E103;;', 'E{104,105};normal;none', 'E106;;'),
    },
    expect: { classes: { normal: 2, ulcer: 2 } },
  },
  'REDCap: the diagnosis stands at the first visit of each person': {
    files: ['Thyroid/T-{01..04}/{baseline,month3}.jpg'],
    tables: {
      'Thyroid/redcap.csv': table(
        'record_id,redcap_event_name,dx,visit_date',
        'T-{01,03},baseline_arm_1,benign,2022-01-10',
        'T-{01,03},month3_arm_1,,2022-04-12',
        'T-{02,04},baseline_arm_1,malignant,2022-02-01',
        'T-{02,04},month3_arm_1,,2022-05-03',
      ),
    },
    expect: { classes: { benign: 4, malignant: 4 }, groups: 4, says: [/Rows without a class/] },
  },
  'two readers and a consensus, some of it still open': {
    files: ['lecture/mammo_{01..08}.tif'],
    tables: {
      'lecture/Lecture double.csv': table(
        'Fichier;Lecteur A;Lecteur B;Consensus',
        'mammo_{01..03};Bénin;Bénin;Bénin',
        'mammo_{04,05};Malin;Malin;Malin',
        'mammo_06;Malin;Bénin;Malin',
        'mammo_07;Malin;Bénin;?',
        'mammo_08;Bénin;;',
      ),
    },
    expect: { classes: { Bénin: 3, Malin: 3 } },
  },
  'a list in French below a title, of numbers of patients': {
    files: ['Service ORL/images/{0012,0034,0056,0078}_{1,2}.jpg'],
    tables: {
      'Service ORL/Liste patients.csv': table(
        'Service ORL - CHU;;;;',
        'Liste au 12/06/2023;;;;',
        ';;;;',
        'N° dossier;;Âge;Taille (mm);Diagnostic',
        '0012;;45;12,5;Otite',
        '0034;;38;3,0;Normal',
        '0056;;61;10,1;Otite',
        '0078;;22;2,8;Normal',
      ),
    },
    expect: { classes: { Normal: 4, Otite: 4 }, groups: 4 },
  },
  'numbers of folders without their zeros, but the longest': {
    files: ['Spine/{0007,0012,0103,1204}/{sag,ax}.png'],
    tables: {
      'Spine/patients.csv': table('PatientNr;Alter;Diagnose', '{7,103};44;Hernie', '{12,1204};51;keine Hernie'),
    },
    expect: { classes: { Hernie: 4, 'keine Hernie': 4 }, groups: 4, says: [/without leading zeros/] },
  },
  'pictures that were converted: all, and some': {
    files: ['Throat/img{01..04}.png', 'Throat/DSCN{0101,0102}.JPG', 'Throat/DSCN{0103,0104}.png'],
    tables: {
      'Throat/labels.csv': table(
        'filename,label',
        'img{01,02}.dcm,tonsillitis',
        'img{03,04}.dcm,healthy',
        'dscn{0101,0103}.jpg,tonsillitis',
        'dscn{0102,0104}.jpg,healthy',
      ),
    },
    expect: { classes: { healthy: 4, tonsillitis: 4 }, says: [/another ending/] },
  },
  'a row for a file that did not come is not that of one whose name begins alike': {
    files: ['set/img_{1..4}.png', 'set/img_5_overlay_of_other.png'],
    tables: { 'set/labels.csv': table('file,label', 'img_{1,2,5}.jpg,sick', 'img_{3,4}.jpg,well') },
    expect: { classes: { sick: 2, well: 2 }, says: [/another ending/] },
  },
  'a name that two columns make: the patient and the tooth': {
    files: ['Zähne/P{01..03}_{11,26}.jpg'],
    tables: {
      'Zähne/Zahnstatus.csv': table('Patient;Zahn;Status', 'P{01..03};11;gesund', 'P{01..03};26;Karies'),
    },
    expect: { classes: { gesund: 3, Karies: 3 }, groups: 3, says: [/together name a file/] },
  },
  'a name that two columns make: the number and the side': {
    files: ['Knees/xr/{9001..9006}_{L,R}.png'],
    tables: { 'Knees/KL.csv': table('ID,SIDE,KL', '{9001..9006},L,0', '{9001..9006},R,2') },
    expect: { classes: { 0: 6, 2: 6 }, offers: '{*}_*' },
  },
  'a row with an image of each eye, and what is seen in each': {
    files: ['Augen/{101..104}_{OD,OS}.jpg'],
    tables: {
      'Augen/sheet.csv': table(
        'patient,OD_file,OD_dx,OS_file,OS_dx',
        '101,101_OD.jpg,AMD,101_OS.jpg,normal',
        '102,102_OD.jpg,normal,102_OS.jpg,normal',
        '103,103_OD.jpg,AMD,103_OS.jpg,AMD',
        '104,104_OD.jpg,normal,104_OS.jpg,AMD',
      ),
    },
    expect: { classes: { AMD: 4, normal: 4 }, groups: 4, says: [/a row for each/] },
  },
  'a row with two images of one case (Derm7pt)': {
    files: ['release_v0/images/{NEL025,NFL017,NHL001,NIL044}{d,c}.jpg'],
    tables: {
      'release_v0/meta/meta.csv': table(
        'case_id,diagnosis,derm,clinic',
        '1,nevus,NEL025d.jpg,NEL025c.jpg',
        '2,nevus,NFL017d.jpg,NFL017c.jpg',
        '3,melanoma,NHL001d.jpg,NHL001c.jpg',
        '4,melanoma,NIL044d.jpg,NIL044c.jpg',
      ),
    },
    expect: { classes: { melanoma: 4, nevus: 4 }, groups: 4 },
  },
  'a key between the codes of the images and the numbers of the diagnoses': {
    files: ['Anon/images/ANON{01..04}_{1,2}.png'],
    tables: {
      'Anon/key.csv': table(
        'anon_id,hospital_no',
        'ANON01,7734512',
        'ANON02,7734899',
        'ANON03,7735001',
        'ANON04,7735220',
      ),
      'Anon/diagnoses.csv': table('hospital_no,diagnosis', '{7734512,7735001},stroke', '{7734899,7735220},control'),
    },
    expect: { classes: { control: 4, stroke: 4 }, groups: 4 },
  },
  'a map of the wells of a plate': {
    files: ['2023-05-04_HeLa/TimePoint_1/HeLa_{B,C}{02,03}_s{1,2}_w{1,2}.TIF'],
    tables: {
      '2023-05-04_HeLa/platemap.csv': table('Well,Treatment,Conc_uM', 'B{02,03},DMSO,0', 'C{02,03},Nocodazole,1'),
    },
    expect: { classes: { DMSO: 8, Nocodazole: 8 }, groups: 4, says: [/has its word|have its word/] },
  },
  'Label Studio puts a code before the names of what is loaded up': {
    files: ['ls-project/images/oct_{01..06}.png'],
    tables: {
      'ls-project/export.csv': table(
        'annotation_id,annotator,choice,id,image',
        '1,1,drusen,11,/data/upload/3/0a1b2c3d-oct_{01..03}.png',
        '2,1,normal,12,/data/upload/3/1b2c3d4e-oct_{04..06}.png',
      ),
    },
    expect: { classes: { drusen: 3, normal: 3 }, says: [/without the code/] },
  },
  'VGG VIA: what is said of a file is JSON in a cell': {
    files: ['via/cells{1..4}.jpg'],
    tables: {
      'via/via_export_csv.csv': [
        '#filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes',
        ...[1, 2, 3, 4].flatMap((n) =>
          [0, 1].map((region) => {
            const shape = quoted({ name: 'rect', x: 10 * n, y: 20, width: 30, height: 31 });
            return `cells${n}.jpg,${20000 + n},${quoted({ type: n < 3 ? 'lymphocyte' : 'monocyte' })},2,${region},${shape},"{}"`;
          }),
        ),
      ].join('\n'),
    },
    expect: { classes: { lymphocyte: 2, monocyte: 2 } },
  },
  'VGG VIA of several cells on each picture: no class of a picture': {
    files: ['smears/field_{1..8}.jpg'],
    tables: {
      'smears/via_project_csv.csv': [
        '#filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes',
        ...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((n) =>
          ['RBC', 'WBC', 'platelet'].map(
            (cell, region) =>
              `field_${n}.jpg,${30000 + n},"{}",3,${region},${quoted({ name: 'circle', cx: n })},${quoted({ cell })}`,
          ),
        ),
      ].join('\n'),
    },
    expect: { classes: {}, problem: /Only one class/ },
  },
  'Labelbox: JSON in a cell, and what was skipped': {
    files: ['lb/scan_{01..05}.png'],
    tables: {
      'lb/export.csv': [
        'ID,Labeled Data,Label,Created By,External ID',
        ...[1, 2, 3, 4, 5].map((n) => {
          const label = n === 5 ? 'Skip' : quoted({ finding: n < 3 ? 'effusion' : 'none' });
          return `ckq${n}aa,https://storage.example/x${n},${label},reader@example.org,scan_0${n}.png`;
        }),
      ].join('\n'),
    },
    expect: { classes: { effusion: 2, none: 2 } },
  },
  'COCO with one category of object in most images': {
    files: ['coco_task/images/default/US_{01..06}.jpg'],
    tables: {
      'coco_task/annotations/instances_default.json': json({
        info: {},
        categories: ['cyst', 'solid'].map((name, at) => ({ id: at + 1, name })),
        images: [1, 2, 3, 4, 5, 6].map((id) => ({ id, file_name: `US_0${id}.jpg`, width: 640, height: 480 })),
        annotations: [1, 1, 2, 3, 4, 5, 6, 6].map((image, at) => ({
          ...{ id: at, image_id: image, bbox: [10, 10, 50, 40] },
          category_id: at === 7 || image < 4 ? 1 : 2,
        })),
      }),
    },
    expect: { classes: { cyst: 3, solid: 2 }, says: [/1 row names several classes|several labels|several classes/] },
  },
  'what the numbers of a list are called stands in classes.txt': {
    files: ['ct/img/{n,c}{1..6}.png'],
    tables: {
      'ct/train.txt': 'img/n1.png 0\nimg/n2.png 0\nimg/n3.png 0\nimg/c1.png 1\nimg/c2.png 1\nimg/c3.png 1\n',
      'ct/val.txt': 'img/n4.png 0\nimg/n5.png 0\nimg/n6.png 0\nimg/c4.png 1\nimg/c5.png 1\nimg/c6.png 1\n',
      'ct/classes.txt': 'normal\ncovid\n',
    },
    expect: { classes: { covid: 6, normal: 6 }, parts: [6, 6, 0] },
  },
  'lists of parts, of which some have each class once': {
    files: ['nodules/img/{0001..0012}.png'],
    tables: {
      'nodules/train.txt':
        '0001.png 0\n0002.png 0\n0003.png 0\n0004.png 0\n0005.png 1\n0006.png 1\n0007.png 1\n0008.png 1\n',
      'nodules/val.txt': '0009.png 0\n0010.png 1\n',
      'nodules/test.txt': '0011.png 0\n0012.png 1\n',
      'nodules/classes.txt': 'benign\nmalignant\n',
    },
    expect: { classes: { benign: 6, malignant: 6 }, parts: [8, 2, 2] },
  },
  'a worklist: the accession number begins the names, beside the numbers of patients': {
    files: ['RIS_Export/images/ACC{20231001..20231006}_1.dcm'],
    tables: {
      'RIS_Export/worklist.csv': table(
        'AccessionNumber,PatientID,StudyDate,Modality,BodyPart,Result',
        'ACC{20231001,20231002},100045,20231002,DX,WRIST,fracture',
        'ACC{20231003,20231004},100046,20231003,DX,WRIST,no fracture',
        'ACC20231005,100047,20231004,DX,WRIST,fracture',
        'ACC20231006,100048,20231005,DX,WRIST,no fracture',
      ),
    },
    expect: { classes: { fracture: 3, 'no fracture': 3 }, groups: 4 },
  },
  'tiles in a folder for each slide, and the Gleason score of each slide': {
    files: ['prostate_tiles/S21-{1034,1071,1102,1188}/tile_x{0,512}_y{0,512}.png'],
    tables: {
      'prostate_tiles/slides.csv': table(
        'slide_id,patient,gleason',
        'S21-{1034,1071},P01,3+3',
        'S21-1102,P02,4+4',
        'S21-1188,P03,4+4',
      ),
    },
    expect: { classes: { '3+3': 8, '4+4': 8 }, groups: 3 },
  },
  'folders of persons by their names below those of findings': {
    files: [
      'Praxis/Bilder/Melanom/{Becker_H,Vogt_K,Sommer_L}/IMG_{0011..0013}.JPG',
      'Praxis/Bilder/Nävus/{Adler_M,Kurz_P,Weiß_J}/IMG_{0021..0023}.JPG',
    ],
    expect: { classes: { Melanom: 9, Nävus: 9 }, groups: 6 },
  },
  'frames in a folder for each video, and the videos beside': {
    files: [
      'Colonoscopy/polyp/video_{01..03}/frame_{000100,000125,000150}.jpg',
      'Colonoscopy/normal/video_{11..13}/frame_{000100,000125,000150}.jpg',
      'Colonoscopy/_original videos/video_{01,11}.avi',
    ],
    expect: { classes: { normal: 9, polyp: 9 }, groups: 6 },
  },
  'what one was unsure of, and what was discarded': {
    files: ['moles/{benign,malignant}/m{1..5}.jpg', 'moles/unsure/m{6..8}.jpg', 'moles/_discarded/m{9,10}.jpg'],
    expect: { classes: { benign: 5, malignant: 5 } },
  },
  'a table of the survival of a few says less of patients than the names of all (BraTS 2018)': {
    files: [
      'MICCAI_BraTS_2018/HGG/Brats18_TCIA_{101..103}_1/Brats18_TCIA_{=1}_1_{t1,t2}.nii.gz',
      'MICCAI_BraTS_2018/LGG/Brats18_CBICA_{201..203}_1/Brats18_CBICA_{=1}_1_{t1,t2}.nii.gz',
    ],
    tables: {
      'MICCAI_BraTS_2018/survival_data.csv': table('BraTS18ID,Age,Survival', 'Brats18_TCIA_{101,102}_1,54,289'),
    },
    expect: { classes: { HGG: 6, LGG: 6 }, groups: 6 },
  },
};
