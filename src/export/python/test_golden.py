"""Checks that this folder answers as Axial did: python test_golden.py (or pytest)."""
import json
from pathlib import Path

import onnxruntime

from preprocess import answer

FOLDER = Path(__file__).parent
TOLERANCE = 1e-4


def largest_difference():
    card = json.loads((FOLDER / "axial.json").read_text("utf-8"))
    session = onnxruntime.InferenceSession(FOLDER / "model.onnx")
    run = lambda image: session.run(None, {"image": image})[0]
    golden = json.loads((FOLDER / "golden" / "golden.json").read_text("utf-8"))
    return max(
        abs(here - there)
        for scan in golden
        for here, there in zip(answer(run, FOLDER / "golden" / scan["file"], card), scan["probabilities"])
    )


def test_golden():
    assert largest_difference() <= TOLERANCE


if __name__ == "__main__":
    difference = largest_difference()
    print(f"Largest difference of a probability: {difference:.1e}")
    raise SystemExit(0 if difference <= TOLERANCE else 1)
