"""Yardstick for slices: read, hash (SHA-256), decode, window and resize to 64 px every slice of a folder's DICOM or NIfTI files.

    python slices_ingest.py FOLDER [--processes 2]

Needs Pillow, and pydicom or nibabel. Prints one JSON line.
"""
import argparse, gzip, hashlib, io, json, multiprocessing, pathlib, time

import numpy
from PIL import Image

arguments = argparse.ArgumentParser()
arguments.add_argument("folder")
arguments.add_argument("--processes", type=int, default=2)
a = arguments.parse_args()


def shrink(values, low, high):
    grey = numpy.clip((values - low) * (255 / max(high - low, 1e-9)), 0, 255).astype(numpy.uint8)
    Image.fromarray(grey).resize((64, 64), Image.Resampling.BOX)


def dicom(data):
    import pydicom

    values = pydicom.dcmread(io.BytesIO(data)).pixel_array.astype(numpy.float32)
    shrink(values, *numpy.percentile(values, [0.5, 99.5]))
    return 1


def nifti(data):
    import nibabel

    volume = nibabel.as_closest_canonical(nibabel.Nifti1Image.from_bytes(gzip.decompress(data))).get_fdata()
    low, high = numpy.percentile(volume, [0.5, 99.5])
    for slice in range(volume.shape[2]):
        values = volume[::-1, ::-1, slice].T
        hashlib.sha256(values.tobytes()).hexdigest()
        shrink(values, low, high)
    return volume.shape[2]


def take_in(path):
    data = path.read_bytes()
    hashlib.sha256(data).hexdigest()
    return dicom(data) if path.suffix == ".dcm" else nifti(data)


if __name__ == "__main__":
    files = [p for p in pathlib.Path(a.folder).rglob("*") if p.name.endswith((".dcm", ".nii.gz"))]
    with multiprocessing.Pool(a.processes) as pool:
        pool.map(take_in, files[: a.processes])  # imports
        start = time.perf_counter()
        slices = sum(pool.imap_unordered(take_in, files))
        seconds = time.perf_counter() - start
    print(json.dumps(dict(slices=slices, seconds=seconds)))
