import { describe, expect, it } from 'vitest';
import { guessPositiveClass, orderClasses } from './positiveClass.ts';

describe('guessing the positive class', () => {
  it.each([
    ['Brain Tumor', 'Healthy'],
    ['brain_tumor', 'no_tumor'],
    ['yes', 'no'],
    ['Y', 'N'],
    ['1', '0'],
    ['tumor', 'notumor'],
    ['tumour', 'non-tumour'],
    ['Tumour', 'nontumorous'],
    ['Cancer', 'Not Cancer'],
    ['glioma', 'normal'],
    ['meningioma', 'Healthy Control'],
    ['pituitary', 'NoTumor'],
    ['abnormal', 'normal'],
    ['unhealthy', 'healthy'],
    ['not healthy', 'healthy'],
    ['positive', 'negative'],
    ['sick', 'control'],
    ['malignant', 'benign'],
    ['benign', 'normal'],
    ['Benign Tumor', 'Healthy'],
    ['malignant tumour', 'benign tumour'],
    ['Demented', 'NonDemented'],
    ['defect', 'no_defect'],
    ['crack', 'no crack'],
    ['widget', 'nonwidget'],
    ['COVID-19', 'Normal'],
    ['Tumor', 'Tumor free'],
    ['Tumour (synthetic)', 'Healthy (synthetic)'],
    ['Something', 'Healthy'],
  ])('takes %s beside %s, in either order', (positive, negative) => {
    expect(guessPositiveClass([positive, negative])).toBe(positive);
    expect(guessPositiveClass([negative, positive])).toBe(positive);
  });

  it.each([
    [['cars', 'planes']],
    [['glioma', 'meningioma']],
    [['Type 1', 'Type 2']],
    [['normal', 'healthy']],
    [['glioma', 'meningioma', 'notumor']],
    [['tumor']],
    [[]],
  ])('does not pretend to know for %j', (names) => {
    expect(guessPositiveClass(names)).toBeNull();
  });
});

describe('the order of classes', () => {
  it('puts the positive one of two last', () => {
    expect(orderClasses(['Brain Tumor', 'Healthy'], 'Brain Tumor')).toEqual(['Healthy', 'Brain Tumor']);
    expect(orderClasses(['no', 'yes'], 'yes')).toEqual(['no', 'yes']);
    expect(orderClasses(['a', 'b'], 'a')).toEqual(['b', 'a']);
  });

  it('is alphabetical for more classes and where none is positive', () => {
    expect(orderClasses(['grade 10', 'grade 2', 'Grade 1'], 'grade 2')).toEqual(['Grade 1', 'grade 2', 'grade 10']);
    expect(orderClasses(['planes', 'cars'], null)).toEqual(['cars', 'planes']);
  });

  it('appends new classes to those that a data set has already', () => {
    const existing = ['notumor', 'glioma'];
    expect(orderClasses(['pituitary', 'glioma', 'adenoma', 'notumor'], 'glioma', existing)).toEqual([
      'notumor',
      'glioma',
      'adenoma',
      'pituitary',
    ]);
    expect(orderClasses(['a', 'b'], 'a', ['a'])).toEqual(['b', 'a']);
  });
});
