"""DICOM files and NIfTI volumes of what `draw.py` draws, and the figures that pydicom and nibabel read in them."""

import gzip
import io

import nibabel
import numpy as np
import pydicom
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian, RLELossless

import draw

UID = '1.2.826.0.1.3680043.10.999'
ENCODINGS = {'': ExplicitVRLittleEndian, '-implicit': ImplicitVRLittleEndian, '-big-endian': ExplicitVRBigEndian, '-rle': RLELossless}


def slice_of(number, levels, syntax=ExplicitVRLittleEndian, **more):
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = syntax
    meta.MediaStorageSOPClassUID = '1.2.840.10008.5.1.4.1.1.4'
    meta.MediaStorageSOPInstanceUID = f'{UID}.{number}'
    meta.ImplementationClassUID = f'{UID}.0'
    little, implicit = syntax != ExplicitVRBigEndian, syntax == ImplicitVRLittleEndian
    data = FileDataset(None, {}, file_meta=meta, preamble=bytes(128), is_implicit_VR=implicit, is_little_endian=little)
    data.SOPClassUID, data.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    data.Modality, data.PatientName, data.PatientID = 'MR', 'Nobody^Drawn', 'D1'
    data.StudyInstanceUID, data.SeriesInstanceUID, data.InstanceNumber = f'{UID}.1', f'{UID}.2', number
    data.EchoTime, data.SliceThickness, data.PixelSpacing = '2.81', '4', ['1', '1']
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, 'MONOCHROME2'
    data.Rows, data.Columns = levels.shape
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 12, 11, 0
    for name, value in more.items():
        setattr(data, name, value)
    data.PixelData = levels.astype('>u2' if syntax == ExplicitVRBigEndian else '<u2').tobytes()
    data['PixelData'].VR = 'OW'
    if syntax == RLELossless:
        data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        data.compress(RLELossless, generate_instance_uid=False)
    buffer = io.BytesIO()
    data.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def byte_slice(levels):
    """Of 8 bits, without a window."""
    data = pydicom.dcmread(io.BytesIO(slice_of(2, levels)))
    data.BitsAllocated, data.BitsStored, data.HighBit = 8, 8, 7
    data.PixelData = levels.astype(np.uint8).tobytes()
    data['PixelData'].VR = 'OB'
    buffer = io.BytesIO()
    data.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def levels_of(data):
    """The rescaled values that pydicom reads."""
    read = pydicom.dcmread(io.BytesIO(data))
    return read.pixel_array.astype(float) * float(read.get('RescaleSlope', 1)) + float(read.get('RescaleIntercept', 0))


def make_dicoms(write):
    expected = {}

    def keep(path, data):
        values = levels_of(write(path, data))
        expected[path] = {'rows': values.shape[0], 'cols': values.shape[1], 'min': values.min(), 'max': values.max(), 'sum': values.sum(), 'mean': round(float(values.mean()), 6)}
        return data

    for number in range(12):
        keep(f'dicom/series/slice-{1 + 8 * number:02}.dcm', slice_of(1 + 8 * number, draw.head(56, 64, 500 + number, True).astype(int) * 13))
    head = draw.head(56, 64, 500, True).astype(int) * 13
    for name, syntax in ENCODINGS.items():
        keep(f'dicom/same{name}.dcm', slice_of(90, head, syntax))
    keep('dicom/window.dcm', slice_of(91, head, WindowCenter='450', WindowWidth='790', PatientID='021234567', StudyDate='20050101'))
    keep('dicom/rescaled.dcm', slice_of(92, head, RescaleSlope='2', RescaleIntercept='-1024'))
    write('dicom/truncated.dcm', slice_of(93, head)[:-400])
    return expected


def make_niftis(write):
    ras = np.diag([2.0, 2.0, 2.0, 1.0])  # cubes, so that slices show the voxels themselves
    voxels = draw.volume((22, 26, 18))
    turned = lambda axes: nibabel.as_closest_canonical(nibabel.Nifti1Image(voxels, ras)).as_reoriented(
        nibabel.orientations.ornt_transform(nibabel.io_orientation(ras), nibabel.orientations.axcodes2ornt(axes))
    )
    images = {f'{axes}.nii': turned(axes) for axes in ('RAS', 'LPS', 'ILP', 'SAR')}
    images['float.nii'] = nibabel.Nifti1Image((voxels / 7).astype(np.float32), ras)
    images['bytes.nii'] = nibabel.Nifti1Image((voxels % 256).astype(np.uint8), ras)
    images['big-endian.nii'] = nibabel.Nifti1Image(voxels, ras, nibabel.Nifti1Header(endianness='>'))
    images['version-2.nii'] = nibabel.Nifti2Image(voxels, ras)
    images['four-volumes.nii'] = nibabel.Nifti1Image(np.stack([voxels, voxels // 2, 0 * voxels, voxels], -1), ras)
    images['rescaled.nii'] = nibabel.Nifti1Image(voxels, ras)
    images['rescaled.nii'].header.set_slope_inter(0.5, -3)
    expected = {}
    for name, image in images.items():
        data = image.to_bytes()
        path = f'nifti/{name}.gz'
        write(path, gzip.compress(data, 9, mtime=0))
        expected[path] = figures(type(image).from_bytes(data))
    write('nifti/not-nifti.nii', b'This is no volume.' * 40)
    return expected


def figures(image):
    canonical = nibabel.as_closest_canonical(image).get_fdata()
    first = canonical[..., 0] if canonical.ndim == 4 else canonical
    random = np.random.default_rng(7)
    places = [tuple(int(random.integers(side)) for side in first.shape) for _ in range(6)]
    return {
        'size': list(first.shape),
        'sum': round(float(first.sum()), 3),
        'percentiles': [float(p) for p in np.percentile(first, [0.5, 99.5])],
        'voxels': [[*place, float(first[place])] for place in places],
    }


def make(write):
    return {'dicom': make_dicoms(write), 'nifti': make_niftis(write)}
