"""A page and a JSON service for the model in this folder: python app.py, or gunicorn app:app."""
import json
from pathlib import Path

import onnxruntime
from flask import Flask, jsonify, render_template_string, request
from PIL import UnidentifiedImageError

from preprocess import answer, verdict

FOLDER = Path(__file__).parent
CARD = json.loads((FOLDER / "axial.json").read_text("utf-8"))
SESSION = onnxruntime.InferenceSession(FOLDER / "model.onnx")
PAGE = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ card.name }}</title><body style="font: 1rem sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem">
<h1>{{ card.name }}</h1><p>Research and education only. Not a medical device.</p>
<form action="predict" method="post" enctype="multipart/form-data">
<input type="file" name="scan" accept="image/*" required aria-label="Scan"> <button>Classify</button></form>"""

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 32 * 2**20


def run(image):
    return SESSION.run(None, {"image": image})[0]


@app.get("/")
def page():
    return render_template_string(PAGE, card=CARD)


@app.post("/predict")
def predict():
    """Takes a form with the file 'scan'; answers {"verdict": ..., "probabilities": {class: probability}}."""
    if "scan" not in request.files:
        return jsonify(error="Send an image as the form field 'scan'."), 400
    try:
        probabilities = answer(run, request.files["scan"].stream, CARD)
    except (UnidentifiedImageError, OSError, ValueError):
        return jsonify(error="This file is no image that Pillow can read."), 400
    named = dict(zip(CARD["classes"], map(float, probabilities)))
    return jsonify(verdict=verdict(probabilities, CARD), probabilities=named, model=CARD["name"])


if __name__ == "__main__":
    app.run(port=8000)
