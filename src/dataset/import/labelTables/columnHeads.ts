/** What one column alone may say. */
type Named = 'file' | 'className' | 'patient' | 'subset';

/** Heads of columns, the likeliest first; as they are after `plainHead`. */
const HEADS: Readonly<Record<Named, string>> = {
  file: `file filename filepath path image imagename imagepath imagefile img imgname imgpath imagefilepath imageindex
    filenames images dicom dicomid sopinstanceuid seriesinstanceuid scan scanname picture slice name imageid scanid
    fileid id idcode isicid`,
  className: `class classname label labels labelname target category diagnosis dx finding tumortype tumourtype grade
    group disease classlabel classid findinglabels pathology level severity stage condition malignancy retinopathygrade
    outcome result type y`,
  patient: `patient patientid subject subjectid participantid participant person personid pid ptid mrn patientno
    patientnumber patientname idpatient rid case caseid`,
  subset: 'split subset set partition fold usage phase datasplit traintest dataset',
};
const PLACES = new Map<Named, ReadonlyMap<string, number>>(
  (['file', 'className', 'patient', 'subset'] as const).map((says) => [
    says,
    new Map(HEADS[says].split(/\s+/).map((head, place) => [head, place])),
  ]),
);

/** Numbers of persons, then of what several images are of: they stay together all the same. */
const NUMBERED = '(id|no|nr|num|number|name|uid|instanceuid|index|code)';
const GROUPS = [
  new RegExp(`(patient|subject|participant)s?${NUMBERED}?$`),
  new RegExp(`^(pat|pt|subj|sub|case|person|donor|animal|mouse)${NUMBERED}?$`),
  new RegExp(`(lesion|study|exam|examination|accession|slide|wsi|specimen|video|clip|eye)${NUMBERED}$`),
  /^(lesion|study|exam|accession)$/,
];

const CLASS =
  /class|label|diagnos|categor|target|patholog|grade|severity|disease|tumou?r|cancer|malign|finding|groundtruth|^gt$|^ytrue$|annotation|^tags?$|birads|covid|pneumonia|glaucoma|melanoma|retinopathy|dementia|^cdr|outcome|level$/;
/** `lesion_id`, `tumour_location`, `label_source`: about the finding, not what it is. */
const ABOUT_CLASS = /(id|date|location|size|source|type2?|count|number|path|file|area|volume)$/;

/** What is known of a person or of how an image was taken: few words, and no classes. */
const NO_CLASS =
  /^(mf|fm|sex|gender|sexe|sexo|geschlecht|age|alter|edad|race|hand|fold|mode|shape|format|site|eye|side|view|ap(pa)?|frontallateral|visit|center|centre|unnamed|male|female)|sex$|gender$|ethnic|handed|lateral|leftorright|viewposition|imageview|projection|plane$|orientation|hospital|institution|scanner|manufactur|vendor|device|modality|width|height|spacing|date$|time$|year$|location|localization|localisation|anatom|bodypart|quality|source$|provider|reader|^rad|rater|annotator|followup|session|confirm/;

/** A head in small letters, without blanks and signs. */
export function plainHead(head: string): string {
  return head.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** How likely a head is one of a column that says this: 0 is the likeliest; null: nothing speaks for it. */
export function headPlace(says: Named, plain: string): number | null {
  const place = PLACES.get(says)?.get(plain);
  if (place !== undefined) return place;
  if (says !== 'patient') return null;
  const group = GROUPS.findIndex((pattern) => pattern.test(plain));
  return group < 0 ? null : 100 + group;
}

/** Whether a head has a word of findings in it: `tumour_grade_2`. */
export function speaksOfClass(plain: string): boolean {
  return CLASS.test(plain) && !ABOUT_CLASS.test(plain);
}

export function saysNoClass(plain: string): boolean {
  return NO_CLASS.test(plain) || headPlace('patient', plain) !== null || headPlace('subset', plain) !== null;
}

/** `is_test`, `train_test_split` (1 is training): the subset of which a 1 says that a row is in it, and that of the others. */
export function subsetFlag(plain: string): 'training' | 'validation' | 'test' | null {
  if (/^traintest(split)?$/.test(plain)) return 'training';
  const word = /^(?:is|in)?(train|training|valid|val|validation|test|testing)(?:set)?$/.exec(plain)?.[1];
  if (word === undefined) return null;
  return word.startsWith('train') ? 'training' : word.startsWith('test') ? 'test' : 'validation';
}
