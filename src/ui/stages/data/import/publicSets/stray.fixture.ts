import type { PublicSet } from './publicSet.fixture.ts';

/** Stray folders, augmented copies. */
export const SETS_WITH_STRAY_FOLDERS: Readonly<Record<string, PublicSet>> = {
  'Br35H: yes, no, pred, and a set for detection': {
    files: [
      'archive/{yes,no}/y{1..3}.jpg',
      'archive/pred/pred{1..3}.jpg',
      'archive/Br35H-Mask-RCNN/{TRAIN,TEST,VAL}/y{1..3}.jpg',
      'archive/Br35H-Mask-RCNN/TRAIN/annotations_train.json',
    ],
    expect: { classes: { no: 3, yes: 3 } },
  },
  'Kather colorectal: larger images beside the folder of all classes': {
    files: [
      'k/{Kather_texture_2016_image_tiles_5000}/{=1}/{01_TUMOR,02_STROMA,03_COMPLEX}/{1..4}.tif',
      'k/Kather_texture_2016_larger_images_10/CRC-Prim-HE-{01..10}_APPLICATION.tif',
    ],
    expect: { classes: { '01_TUMOR': 4, '02_STROMA': 4, '03_COMPLEX': 4 } },
  },
  'a class beside a folder of others stays one': {
    files: ['set/healthy/{1..3}.png', 'set/tumours/{glioma,meningioma}/{1..3}.png'],
    expect: { classes: { glioma: 3, healthy: 3, meningioma: 3 } },
  },
  'stray folders: sample_images, results, thumbnails, models': {
    files: ['set/{benign,malignant}/{1..3}.png', 'set/{results,thumbnails,figures}/{1..2}.png'],
    expect: { classes: { benign: 3, malignant: 3 } },
  },
  'Roboflow YOLO: train/images and train/labels': {
    files: [
      'x.v1i.yolov8/{train,valid,test}/images/{1..3}.jpg',
      'x.v1i.yolov8/{train,valid,test}/labels/{1..3}.txt',
      'x.v1i.yolov8/data.yaml',
    ],
    expect: { classes: {}, problem: /YOLO/ },
  },
  'YOLO: images/train beside labels/train, whose files are called after their part': {
    files: ['set/images/{train,val}/{=1}{1..3}.jpg', 'set/labels/{train,val}/{=1}{1..3}.txt'],
    expect: { classes: {}, problem: /YOLO/ },
  },
  'COCO: pictures and a json in each part': {
    files: ['set/{train,valid}/{1..3}.jpg', 'set/{train,valid}/_annotations.coco.json'],
    expect: { classes: {}, problem: /No class is chosen/ },
  },
  'Augmented copies in folders': {
    files: ['set/{Original Images,Augmented Images}/{A,B}/{1..3}.png'],
    expect: { classes: { A: 3, B: 3 }, augmented: 6 },
  },
  'Augmented copies by the names of files': {
    files: ['set/{A,B}/{1..3}.png', 'set/{A,B}/aug_{1..3}_0.png', 'set/{A,B}/{1..3}_aug2.png'],
    expect: { classes: { A: 3, B: 3 }, augmented: 12 },
  },
  'images of a set in numbered parts, no class': {
    files: ['nih/images_{001..012}/images/0000{0001..0003}_000.png'],
    expect: { classes: {}, problem: /No class|Only one class/ },
  },
};
