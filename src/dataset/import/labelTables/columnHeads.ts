import { withoutAccents } from '../names/nameWords.ts';

/** What one column alone may say. */
type Named = 'file' | 'className' | 'patient' | 'subset';

/** Heads of columns, the likeliest first; as they are after `plainHead`. */
const HEADS: Readonly<Record<Named, string>> = {
  file: `file filename filepath path image imagename imagepath imagefile img imgname imgpath imagefilepath imageindex
    filenames images dicom dicomid sopinstanceuid seriesinstanceuid scan scanname picture slice name imageid scanid
    fileid id idcode isicid imagenumber imageno imagenr datei dateiname bild bildname fichier fichierimage imagen archivo
    imagem arquivo immagine 图像 图片 文件 文件名 图像编号 图片编号 图像名称`,
  className: `class classname label labels labelname target category finding classification diagnosis dx tumortype
    tumourtype grade group disease classlabel classid dxgroup findinglabels pathology level severity stage condition malignancy
    retinopathygrade outcome result type y consensus consenso konsens consensuslabel finaldiagnosis finallabel majorityvote
    choice choices genotype phenotype clase classe klasse etiqueta etiquette diagnostico diagnostic diagnose befund categoria
    categorie kategorie tani tanı sinif sınıf esito 类别 标签 诊断 分类`,
  patient: `patient patientid subject subjectid participantid participant person personid pid ptid mrn patientno
    patientnumber patientname idpatient rid eid case caseid paciente pacienteid idpaciente paziente sujet sujeto sujeito
    proband probandennummer fall fallnummer patientennr patnr ndossier numerodossier dossier nip ipp nhc historia expediente
    prontuario cartella hastano hasta hn recordid well wellid wellname 住院号 病历号 门诊号 患者 患者编号 病人 病人编号 患者id
    病人id`,
  subset: 'split subset set partition fold usage phase datasplit traintest dataset conjunto ensemble particion',
};
const PLACES = new Map<Named, ReadonlyMap<string, number>>(
  (['file', 'className', 'patient', 'subset'] as const).map((says) => [
    says,
    new Map(HEADS[says].split(/\s+/).map((head, place) => [head, place])),
  ]),
);

/** Numbers of persons, then of what several images are of: they stay together all the same. */
const NUMBERED = '(id|no|nr|num|number|numero|nummer|name|uid|instanceuid|index|code)';
const GROUPS = [
  new RegExp(`(patient|patienten|paciente|subject|participant)s?${NUMBERED}?$`),
  new RegExp(`^(pat|pt|subj|sub|case|person|donor|animal|mouse)${NUMBERED}?$`),
  new RegExp(`(lesion|study|exam|examination|accession|slide|wsi|specimen|video|clip|sequence|eye)${NUMBERED}$`),
  /^(lesion|study|exam|accession)$/,
];

const CLASS =
  /class|label|diagnos|categor|target|patholog|grade|severity|disease|tumou?r|cancer|malign|finding|groundtruth|^gt$|^ytrue$|annotation|^tags?$|rads$|gleason|isup|kellgren|bethesda|lauren|covid|pneumonia|glaucoma|melanoma|retinopathy|dementia|^cdr|outcome|level$/;
/** `lesion_id`, `tumour_location`, `label_source`, `cancer_history`: about the finding, not what it is. */
const ABOUT_CLASS = /(id|date|location|size|source|type2?|count|number|path|file|filename|area|volume|history|family)$/;

/** What is known of a person or of how an image was taken: few words, and no classes. */
const NO_CLASS =
  /^(mf|fm|sex|gender|sexe|sexo|sesso|geschlecht|性别|age|alter|edad|eta$|年龄|race|hand|fold|mode|shape|format|site|eye|side|cote|seite|lado|lato|oeil|auge|ojo|zone|region|mag$|magnification|zoom|view|ap(pa)?|frontallateral|visit|center|centre|unnamed|male|female)|sex$|gender$|ethnic|handed|lateral|leftorright|viewposition|imageview|projection|orientation|hospital|clinic$|klinik|center|institution|operator|scanner|machine|manufactur|vendor|device|modality|^position$|protocol|seriesdescription|bits|photometric|pixel|rows$|columns$|width|height|spacing|date$|time$|year$|location|localization|localisation|anatom|bodypart|quality|source$|provider|reader|lecteur|lector|leser|befunder|^rad|rater|annotator|filesize|bytes$|md5|checksum|followup|session|confirm/;

/** A head in small letters, without blanks, signs and accents. */
export function plainHead(head: string): string {
  return withoutAccents(head.toLowerCase()).replace(/[^\p{L}\p{N}]/gu, '');
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

/** What is found; where a table has several such columns they are labels that do not exclude each other. */
export function isFinding(plain: string): boolean {
  return /alzheimer|stroke|ha?emorrhage|fractured?$|clinsig|patho$/.test(plain);
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
