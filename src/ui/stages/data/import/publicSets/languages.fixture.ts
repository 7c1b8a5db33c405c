import { type PublicSet, table } from './publicSet.fixture.ts';

const seq = (count: number, row: (i: number) => string): string[] => Array.from({ length: count }, (_, i) => row(i));

/** Folders and tables in other languages. */
export const SETS_IN_OTHER_LANGUAGES: Readonly<Record<string, PublicSet>> = {
  'Spanish parts': {
    files: ['datos/{entrenamiento,validación,prueba}/{sano,tumor}/{1..3}.png'],
    expect: { classes: { sano: 9, tumor: 9 }, parts: [6, 6, 6] },
  },
  'French parts': {
    files: ['Données/{Entraînement,Validation,Test}/{Sain,Malade}/{1..3}.png'],
    expect: { classes: { Malade: 9, Sain: 9 }, parts: [6, 6, 6] },
  },
  'German parts': {
    files: ['Daten/{Trainingsdaten,Validierungsdaten,Testdaten}/{gesund,krank}/{1..3}.png'],
    expect: { classes: { gesund: 9, krank: 9 }, parts: [6, 6, 6] },
  },
  'Portuguese parts': {
    files: ['dados/{treino,validacao,teste}/{benigno,maligno}/{1..3}.png'],
    expect: { classes: { benigno: 9, maligno: 9 }, parts: [6, 6, 6] },
  },
  'Chinese parts': {
    files: ['数据集/{训练集,验证集,测试集}/{良性,恶性}/{1..3}.png'],
    expect: { classes: { 恶性: 9, 良性: 9 }, parts: [6, 6, 6] },
  },
  'Arabic parts': {
    files: ['بيانات/{تدريب,اختبار}/{ورم,سليم}/{1..3}.png'],
    expect: { classes: { سليم: 6, ورم: 6 }, parts: [6, 0, 6] },
  },
  'Chinese parts innermost': {
    files: ['数据集/{良性,恶性}/{训练集,测试集}/{1..3}.png'],
    expect: { classes: { 恶性: 6, 良性: 6 }, parts: [6, 0, 6] },
  },
  'Spanish images and masks': {
    files: ['datos/{benigno,maligno}/{imágenes,máscaras}/{1..3}.png'],
    expect: { classes: { benigno: 3, maligno: 3 }, masks: [6, 6] },
  },
  'German images and masks': {
    files: ['Daten/{gutartig,bösartig}/{Bilder,Masken}/{1..3}.png'],
    expect: { classes: { bösartig: 3, gutartig: 3 }, masks: [6, 6] },
  },
  'French masks beside': {
    files: ['d/{sain,malade}/{1..3}.png', 'd/{sain,malade}/{1..3}_masque.png'],
    expect: { classes: { malade: 3, sain: 3 }, masks: [6, 6] },
  },
  'Chinese images and masks': {
    files: ['数据/{良性,恶性}/{图像,掩码}/{1..3}.png'],
    expect: { classes: { 恶性: 3, 良性: 3 }, masks: [6, 6] },
  },
  'Spanish table': {
    files: ['imagenes/{1..12}.png'],
    tables: {
      'etiquetas.csv': table(
        'Imagen;Paciente;Edad;Sexo;Diagnóstico;Conjunto',
        ...seq(
          12,
          (i) =>
            `${i + 1}.png;P${i >> 1};${40 + i};${i % 2 ? 'H' : 'M'};${i % 4 < 2 ? 'benigno' : 'maligno'};${i < 8 ? 'entrenamiento' : 'prueba'}`,
        ),
      ),
    },
    expect: { classes: { benigno: 6, maligno: 6 }, parts: [8, 0, 4], groups: 6 },
  },
  'French table': {
    files: ['images/{1..12}.png'],
    tables: {
      'etiquettes.csv': table(
        'Fichier\tSexe\tCôté\tÉtiquette\tN° patient',
        ...seq(
          12,
          (i) =>
            `${i + 1}\t${i % 2 ? 'H' : 'F'}\t${i % 2 ? 'gauche' : 'droit'}\t${i < 6 ? 'sain' : 'malade'}\tp${i >> 1}`,
        ),
      ),
    },
    expect: { classes: { malade: 6, sain: 6 }, groups: 6 },
  },
  'German table': {
    files: ['Bilder/{1..12}.png'],
    tables: {
      'Befunde.csv': table(
        'Dateiname;Geschlecht;Seite;Patientennummer;Befund',
        ...seq(
          12,
          (i) =>
            `${i + 1}.png;${i % 2 ? 'm' : 'w'};${i % 2 ? 'links' : 'rechts'};${100 + (i >> 1)};${i < 6 ? 'gutartig' : 'bösartig'}`,
        ),
      ),
    },
    expect: { classes: { bösartig: 6, gutartig: 6 }, groups: 6 },
  },
  'Chinese table': {
    files: ['图像/{001..012}.png'],
    tables: {
      '标签.csv': table(
        '图像编号,患者编号,性别,诊断',
        ...seq(
          12,
          (i) => `${String(i + 1).padStart(3, '0')},P${i >> 1},${i % 2 ? '男' : '女'},${i < 6 ? '良性' : '恶性'}`,
        ),
      ),
    },
    expect: { classes: { 恶性: 6, 良性: 6 }, groups: 6 },
  },
  'Russian parts': {
    files: ['данные/{обучение,тест}/{опухоль,норма}/{1..3}.png'],
    expect: { classes: { норма: 6, опухоль: 6 }, parts: [6, 0, 6] },
  },
};
