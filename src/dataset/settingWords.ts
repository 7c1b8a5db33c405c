import type { SettingField } from './settingFields.ts';

/** ('batchSize', its field) -> 'batch size' */
export function settingName(key: string, { name }: SettingField): string {
  return name ?? key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What the control that turns it on is called. */
export function labelOfSwitch(field: SettingField): string {
  return (field.type === 'number' ? field.toggle?.label : undefined) ?? field.label;
}

/** A value of a field as a form shows it: 'Harmonise', '15 %', '± 10 °', 'off'. */
export function settingValueWords(field: SettingField, value: unknown): string {
  if (field.type === 'choice') return field.options.find((option) => option.value === value)?.label ?? String(value);
  if (field.type === 'flag') return value === true ? 'on' : 'off';
  if (field.toggle && (value === undefined || value === field.toggle.off)) return 'off';
  if (typeof value !== 'number') return '–';
  if (Number.isNaN(value)) return 'empty';
  const shown = Number((value * (field.scale ?? 1)).toPrecision(6));
  const [, sign = '', unit = ''] = /^([±≤] )?(.*)$/.exec(field.unit ?? '') ?? [];
  return `${sign}${shown} ${unit}`.trim();
}
