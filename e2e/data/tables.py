"""
Draws the spreadsheets of `tables/`: labels.xlsx and inline.xlsx by XlsxWriter 3.2.9, parts.xlsx by openpyxl 3.1.5, by which the values in
`src/worker/jobs/import/spreadsheet/workbook.test.ts` were read (load_workbook(..., data_only=True)):

    pip install openpyxl XlsxWriter && python tables.py
"""

import datetime
import os

import openpyxl
import xlsxwriter

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tables')
os.makedirs(HERE, exist_ok=True)


def labels():
    """Shared and rich texts, formats of dates and numbers, truth, formulas with what they gave, an error, a second sheet."""
    book = xlsxwriter.Workbook(f'{HERE}/labels.xlsx')
    sheet = book.add_worksheet('scans')
    date = book.add_format({'num_format': 'yyyy-mm-dd'})
    bold = book.add_format({'bold': True})
    plain = book.add_format({'color': 'red', 'num_format': '0.00'})
    for column, head in enumerate(['file', 'label', 'patient_id', 'taken', 'age', 'ok', 'grade']):
        sheet.write(0, column, head)
    for i in range(6):
        sheet.write(i + 1, 0, f'scan {i}.png')
        sheet.write(i + 1, 1, 'glioma & “co”' if i % 2 else 'healthy')
        sheet.write(i + 1, 2, f'00{i // 2}')
        taken = datetime.datetime(2024, 2, 28) + datetime.timedelta(days=i, hours=12 * (i % 2))
        sheet.write_datetime(i + 1, 3, taken, date)
        sheet.write_number(i + 1, 4, 40.5 + i, plain)
        sheet.write_boolean(i + 1, 5, i % 2 == 0)
        sheet.write_formula(i + 1, 6, f'=IF(B{i + 2}="healthy",0,2)', None, 0 if i % 2 == 0 else 2)
    sheet.write_rich_string(7, 0, 'scan ', bold, '6', '.png')
    sheet.write(7, 1, 'healthy')
    sheet.write_formula(7, 6, '=1/0', None, '#DIV/0!')
    patients = book.add_worksheet('patients')
    rows = [['Patient ID', 'sex', 'site'], ['000', 'F', 'A'], ['001', 'M', 'B'], ['002', 'F', 'A']]
    for r, row in enumerate(rows):
        patients.write_row(r, 0, row)
    book.close()


def parts():
    """A sheet for each part, and a date that is counted from 1904."""
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    train = book.active
    train.title = 'train'
    train.append(['image', 'class'])
    for i in range(4):
        train.append([f't{i}.png', 'benign' if i < 2 else 'malignant'])
    train['D9'] = datetime.date(2024, 3, 1)
    test = book.create_sheet('test')
    test.append(['image', 'class'])
    for i in range(2):
        test.append([f'e{i}.png', ['benign', 'malignant'][i]])
    book.save(f'{HERE}/parts.xlsx')


def inline():
    """Texts in their cells."""
    book = xlsxwriter.Workbook(f'{HERE}/inline.xlsx', {'constant_memory': True})
    sheet = book.add_worksheet()
    for r, row in enumerate([['name', 'diagnosis'], ['a.png', 'no tumour'], ['b.png', ' tumour ']]):
        sheet.write_row(r, 0, row)
    book.close()


labels()
parts()
inline()
