"""Opens every `.keras` on the backend named by KERAS_BACKEND; prints the differences as JSON. Called by check.py."""
import json
import sys
import tempfile
import zipfile
from pathlib import Path

import keras
import numpy as np

FOLDER = Path(sys.argv[1])
sys.path.insert(0, str(Path(__file__).parent.parent.parent / "src" / "export" / "python"))
from preprocess import answer

result = {"predict": [], "golden": [], "saved": []}
for folder in sorted((FOLDER / "models").iterdir(), key=lambda each: int(each.name)):
    about = json.loads((folder / "about.json").read_text())
    inputs = np.fromfile(folder / "inputs.f32", "<f4").reshape(about["shape"])
    answers = np.fromfile(folder / "answers.f32", "<f4").reshape(len(inputs), -1)
    model = keras.saving.load_model(folder / "model.keras")
    run = lambda images: keras.ops.convert_to_numpy(model(images, training=False))
    result["predict"].append(float(np.abs(run(inputs) - answers).max()))
    if int(folder.name) > 6:
        continue
    package = zipfile.ZipFile(folder / "model.keras")
    card = json.loads(package.read("axial.json"))
    for scan in json.loads(package.read("golden/golden.json"))[:4]:
        here = answer(run, package.open("golden/" + scan["file"]), card)
        result["golden"].append(float(np.abs(here - scan["probabilities"]).max()))
    loss = "binary_crossentropy" if answers.shape[1] == 1 else "sparse_categorical_crossentropy"
    model.compile(optimizer="adam", loss=loss)
    model.fit(inputs, np.zeros(len(inputs)), verbose=0)
    with tempfile.TemporaryDirectory() as into:
        model.save(f"{into}/again.keras")
        again = keras.saving.load_model(f"{into}/again.keras")
        saved = keras.ops.convert_to_numpy(again(inputs, training=False))
        result["saved"].append(float(np.abs(saved - run(inputs)).max()))
print(json.dumps(result))
