"""The slices of DICOM files and of volumes, as Axial takes them: found by the hash of their values, whatever the file is called.

Needs pydicom for DICOM, nibabel for NIfTI, MGH and Analyze. What either of them cannot open is named, and so is a mosaic.
"""
import hashlib
import struct

import numpy as np

VOLUMES = (".nii", ".nii.gz", ".mgh", ".mgz", ".hdr")


def slices_in(path, plane):
    """[[height, width, channels], ...]: every slice of a file in the units of the scan; nothing of a file that is an image."""
    with open(path, "rb") as file:
        start = file.read(132)
    if start[128:] == b"DICM":
        return dicom_slices(path)
    return volume_slices(path, plane) if path.name.lower().endswith(VOLUMES) else []


def hash_of(values):
    """What split.csv has under 'values'."""
    height, width, channels = values.shape
    return hashlib.sha256(struct.pack("<3I", width, height, channels) + np.ascontiguousarray(values).tobytes()).hexdigest()


def narrowed(values):
    """The same values in the narrowest of four types that holds them all; fractions and wider numbers as float32."""
    if np.all(np.isfinite(values)) and np.all(values == np.floor(values)):
        low, high = min(0, values.min()), max(0, values.max())
        for kind, least, most in (("<u1", 0, 255), ("<u2", 0, 65535), ("<i2", -32768, 32767)):
            if low >= least and high <= most:
                return values.astype(kind)
    floats = values.astype("<f4")
    return np.where(np.isfinite(floats), floats, np.float32(0))


def dicom_slices(path):
    import pydicom
    from pydicom.pixels.processing import apply_modality_lut, apply_voi

    file = pydicom.dcmread(path)
    frames = file.pixel_array
    count = int(file.get("NumberOfFrames") or 1)
    slices = []
    for index, frame in enumerate(frames if count > 1 else [frames]):
        if file.get("SamplesPerPixel", 1) == 3:
            grey = np.all(frame == frame[:, :, :1])
            slices.append(np.asarray(frame[:, :, :1] if grey else frame, "<u1"))
            continue
        if "ModalityLUTSequence" in file:
            values = apply_modality_lut(frame, file)
        else:
            slope, intercept = (header_value(file, index, "PixelValueTransformationSequence", name) for name in RESCALING)
            values = frame.astype(np.float64) * float(1 if slope is None else slope) + float(intercept or 0)
        if "VOILUTSequence" in file and file.get("WindowWidth") is None:
            values = apply_voi(values.astype(np.int64), file)
        slices.append(narrowed(np.asarray(values))[:, :, None])
    return slices


RESCALING = ("RescaleSlope", "RescaleIntercept")


def header_value(file, frame, group, name):
    """Of a frame, of all frames, or of the file; None where the header says nothing."""
    for groups in (file.get("PerFrameFunctionalGroupsSequence"), file.get("SharedFunctionalGroupsSequence")):
        item = groups[min(frame, len(groups) - 1)] if groups else {}
        if group in item and name in item[group].value[0]:
            return item[group].value[0][name].value
    return file.get(name)


def volume_slices(path, plane):
    """As radiologists look at them: the person's right, front and head first; short sides repeated until pixels are square."""
    import nibabel

    image = nibabel.load(path)
    stored = np.asanyarray(image.dataobj.get_unscaled())
    if stored.dtype.names:
        raise ValueError("volumes of colours are read by Axial alone")
    stored = stored.reshape(stored.shape[:3] + (-1,))[..., 0]
    to_body = nibabel.orientations.io_orientation(image.affine)
    body = nibabel.orientations.apply_orientation(stored, to_body)
    sizes = [float(size) for _, size in sorted(zip(to_body[:, 0], image.header.get_zooms()[:3]))]
    columns, rows, stack = {"axial": (0, 1, 2), "coronal": (0, 2, 1), "sagittal": (1, 2, 0)}[plane]
    planes = np.transpose(body, (stack, rows, columns))[:, ::-1, ::-1]
    planes = planes[:, repeated(sizes, rows, columns, planes.shape[1])][:, :, repeated(sizes, columns, rows, planes.shape[2])]
    slope, intercept = getattr(image.dataobj, "slope", 1), getattr(image.dataobj, "inter", 0)
    return [narrowed(each.astype(np.float64) * slope + intercept)[:, :, None] for each in planes]


def repeated(sizes, side, other, count):
    """Which of `count` voxels each pixel along a side shows."""
    ratio = max(sizes[side], sizes[other]) / min(sizes[side], sizes[other])
    shown = count
    if 1.05 <= ratio <= 16:
        shown = max(1, int(np.floor(count * sizes[side] / min(sizes[side], sizes[other]) + 0.5)))
    return np.minimum(count - 1, np.floor((np.arange(shown) + 0.5) * count / shown).astype(int))
