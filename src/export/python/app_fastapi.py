"""A page and a JSON service for the model in this folder: uvicorn app:app."""
import html
import io
import json
from pathlib import Path

import onnxruntime
from fastapi import FastAPI, File, HTTPException, UploadFile
from fastapi.responses import HTMLResponse
from PIL import UnidentifiedImageError

from preprocess import answer, verdict

FOLDER = Path(__file__).parent
CARD = json.loads((FOLDER / "axial.json").read_text("utf-8"))
SESSION = onnxruntime.InferenceSession(FOLDER / "model.onnx")
NAME = html.escape(CARD["name"])
PAGE = f"""<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{NAME}</title><body style="font: 1rem sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem">
<h1>{NAME}</h1><p>Research and education only. Not a medical device.</p>
<form action="predict" method="post" enctype="multipart/form-data">
<input type="file" name="scan" accept="image/*" required aria-label="Scan"> <button>Classify</button></form>"""

app = FastAPI(title=CARD["name"])
LARGEST_BYTES = 32 * 2**20


def run(image):
    return SESSION.run(None, {"image": image})[0]


@app.get("/", response_class=HTMLResponse)
def page():
    return PAGE


@app.post("/predict")
def predict(scan: UploadFile = File()):
    """Takes a form with the file 'scan'; answers {"verdict": ..., "probabilities": {class: probability}}."""
    data = scan.file.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise HTTPException(413, "This file is larger than 32 MB.")
    try:
        probabilities = answer(run, io.BytesIO(data), CARD)
    except (UnidentifiedImageError, OSError, ValueError):
        raise HTTPException(400, "This file is no image that Pillow can read.")
    named = dict(zip(CARD["classes"], map(float, probabilities)))
    return {"verdict": verdict(probabilities, CARD), "probabilities": named, "model": CARD["name"]}
