"""Opens the files that writeModels.ts wrote and compares with what Axial answers. Called by run.mjs with their folder."""
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np

FOLDER = Path(sys.argv[1])
HERE = Path(__file__).parent
PYTHON = HERE.parent.parent / "src" / "export" / "python"
NETWORKS, PICTURES = 1e-5, 1e-4  # what probabilities may differ by: of the same input, and of the same image file
sys.path.insert(0, str(PYTHON))
failures = []


def has(module):
    return importlib.util.find_spec(module) is not None


def report(target, differences, limit, unit=""):
    """One line: the target, what was tried, the largest difference."""
    largest = max(differences, default=float("nan"))
    good = bool(largest <= limit)
    print(f"{'ok  ' if good else 'BAD '} {target}: {len(differences)} tried, largest difference {largest:.2g}{unit}", flush=True)
    if not good:
        failures.append(target)


def models():
    folders = sorted((FOLDER / "models").iterdir(), key=lambda each: int(each.name))
    for folder in folders:
        about = json.loads((folder / "about.json").read_text())
        inputs = np.fromfile(folder / "inputs.f32", "<f4").reshape(about["shape"])
        yield folder, about, inputs, np.fromfile(folder / "answers.f32", "<f4").reshape(len(inputs), -1)


def compare(target, run):
    differences = []
    for folder, about, inputs, answers in models():
        try:
            differences.append(float(np.abs(run(folder, inputs) - answers).max()))
        except Exception as error:
            differences.append(float("inf"))
            print(f"     {target}, network {folder.name} ({', '.join(about['layers'])}): {str(error)[:300]}")
    report(target, differences, NETWORKS)


def check_preprocessing():
    from preprocess import load_image, prepare

    cases = json.loads((FOLDER / "pixels" / "cases.json").read_text())
    differences, unread = [], set()
    for case in cases:
        spec = case["spec"]
        try:
            image = load_image(case["file"], spec["version"])
        except (OSError, ValueError):  # Axial reads some that Pillow does not
            unread.add(Path(case["file"]).name)
            continue
        here = prepare(image, spec["size"], spec["depth"], spec["fit"])
        there = np.fromfile(FOLDER / "pixels" / case["pixels"], np.uint8).reshape(here.shape)
        differences.append(int(np.abs(here.astype(int) - there).max()))
        if differences[-1] > 1:
            print(f"     {case['file']}, {spec}: {differences[-1]} grey levels")
    formats = sorted({Path(case["file"]).suffix for case in cases})
    report(f"preprocessing in NumPy ({' '.join(formats)})", differences, 1, " grey levels")
    if unread:
        print(f"     not read by Pillow: {', '.join(sorted(unread))}")


def check_slices():
    """Every slice that Axial takes of the drawn DICOM files and volumes: is it found by its values, and are its bytes the same?"""
    from preprocess import between
    from slices import hash_of, slices_in

    cases = json.loads((FOLDER / "slices" / "cases.json").read_text())
    differences, unknown = [], {}
    for file in sorted({case["file"] for case in cases}):
        wanted = [case for case in cases if case["file"] == file]
        try:
            here = {hash_of(values): values for values in slices_in(Path(file), "axial")}
        except Exception as error:
            here, unknown[file] = {}, str(error)[:80]
        for case in wanted:
            if case["values"] not in here:
                unknown.setdefault(file, "other values")
                continue
            padding = case["padding"] and (case["padding"]["low"], case["padding"]["high"])
            values = here[case["values"]].astype(np.float64)
            pixels = between(values, case["window"]["low"], case["window"]["high"], case["inverted"], padding)
            there = np.fromfile(FOLDER / "slices" / case["pixels"], np.uint8).reshape(case["shape"])
            differences.append(int(np.abs(pixels.astype(int) - there).max()))
    report(f"slices of DICOM and volumes, of {len(cases)} in all", differences, 1, " grey levels")
    for file, reason in unknown.items():
        print(f"     not found: {Path(file).name}: {reason}")


def check_golden(target, session_of):
    """The golden scans as image files. `session_of`: a model's folder -> [1, size, size, depth] -> the network's output."""
    from preprocess import answer

    differences = []
    for folder, *_ in models():
        kit = folder / "kit"
        if not kit.exists():
            continue
        run, card = session_of(folder), json.loads((kit / "axial.json").read_text("utf-8"))
        for scan in json.loads((kit / "golden" / "golden.json").read_text()):
            here = answer(run, kit / "golden" / scan["file"], card)
            differences.append(float(np.abs(here - scan["probabilities"]).max()))
    report(f"{target}, golden scans", differences, PICTURES)


def check_onnx():
    import onnx
    import onnxruntime

    def session_of(folder):
        session = onnxruntime.InferenceSession(folder / "model.onnx")
        return lambda images: session.run(None, {"image": images})[0]

    def run(folder, inputs):
        onnx.checker.check_model(onnx.load(folder / "model.onnx"), full_check=True)
        return session_of(folder)(inputs)

    compare("ONNX Runtime", run)
    check_golden("ONNX Runtime", session_of)


def check_litert():
    import tensorflow as tf

    def run(folder, inputs):
        interpreter = tf.lite.Interpreter(str(folder / "model.tflite"))
        place = interpreter.get_input_details()[0]["index"]
        interpreter.resize_tensor_input(place, inputs.shape)
        interpreter.allocate_tensors()
        interpreter.set_tensor(place, inputs)
        interpreter.invoke()
        return interpreter.get_tensor(interpreter.get_output_details()[0]["index"])

    compare("LiteRT interpreter", run)
    check_golden("LiteRT interpreter", lambda folder: lambda images: run(folder, images))


def check_keras(backend):
    """In a process of its own: a backend is chosen once. Loads, predicts, trains one step, saves and loads again."""
    command = [sys.executable, str(HERE / "check_keras.py"), str(FOLDER)]
    done = subprocess.run(command, env={**os.environ, "KERAS_BACKEND": backend}, capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stderr[-2000:])
        return report(f"Keras on {backend}", [float("inf")], NETWORKS)
    result = json.loads(done.stdout.splitlines()[-1])
    report(f"Keras on {backend}", result["predict"], NETWORKS)
    report(f"Keras on {backend}, golden scans", result["golden"], PICTURES)
    report(f"Keras on {backend}, saved again", result["saved"], NETWORKS)


def unpacked(name):
    """The first models that have such a package, each unpacked."""
    for folder, *_ in models():
        if (folder / name).exists():
            into = folder / Path(name).stem
            zipfile.ZipFile(folder / name).extractall(into)
            yield into


def check_tensorflow_js_readme():
    """The lines of NumPy in README.txt, run as they are, make the network's input that preprocess.py makes."""
    from preprocess import network_input

    differences = []
    for folder in unpacked("tfjs.zip"):
        code = re.search(r"```python\n(.*?)```", (folder / "README.txt").read_text("utf-8"), re.S).group(1)
        names = {}
        exec(code, names)
        card = json.loads((folder / "axial.json").read_text("utf-8"))
        for scan in sorted((folder.parent / "kit" / "golden").glob("*.png")):
            differences.append(float(np.abs(names["network_input"](scan) - network_input(scan, card)).max() * 255))
    report("the lines in README.txt", differences, 1, " grey levels")


def check_huggingface():
    from safetensors.numpy import load_file

    differences = []
    for folder in unpacked("hf.zip"):
        tensors = load_file(folder / "model.safetensors")
        front = (folder / "README.md").read_text("utf-8").split("---")[1]
        if has("yaml"):
            import yaml

            assert yaml.safe_load(front)["model-index"][0]["results"][0]["task"]["type"] == "image-classification"
        differences.append(0.0 if all(np.isfinite(each).all() for each in tensors.values()) else float("inf"))
    report("Hugging Face folder", differences, NETWORKS)


def post(url, file):
    boundary = "axial-boundary"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="scan"; filename="scan.png"\r\nContent-Type: image/png\r\n\r\n'
    body = head.encode() + file.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
    request = urllib.request.Request(url, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    return json.loads(urllib.request.urlopen(request).read())


def check_server(target, package, command):
    """Runs the app for real and posts the golden scans."""
    differences = []
    for folder in unpacked(package):
        subprocess.run([sys.executable, "test_golden.py"], cwd=folder, check=True, capture_output=True)
        server = subprocess.Popen([sys.executable, "-m", *command], cwd=folder, stderr=subprocess.DEVNULL)
        try:
            wait_for("http://127.0.0.1:8753/")
            for scan in json.loads((folder / "golden" / "golden.json").read_text()):
                answer = post("http://127.0.0.1:8753/predict", folder / "golden" / scan["file"])
                here = list(answer["probabilities"].values())
                differences.append(max(abs(a - b) for a, b in zip(here, scan["probabilities"])))
        finally:
            server.terminate()
            server.wait()
    report(target, differences, PICTURES)


def train(into, more, extra_environment=None):
    """Starts train.py in a copy of the folder of its own; resolves to the process."""
    folder = FOLDER / "training" / into
    zipfile.ZipFile(FOLDER / "training" / "python.zip").extractall(folder)
    environment = {**os.environ, "KERAS_BACKEND": "jax", "JAX_PLATFORMS": "cpu", "TF_CPP_MIN_LOG_LEVEL": "3", **(extra_environment or {})}
    command = [sys.executable, "train.py", "--data", str(FOLDER / "training" / "scans"), *more]
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def losses_of(process):
    """Each epoch's training and validation loss, and the rate of the last."""
    out, errors = process.communicate(timeout=600)
    if process.returncode != 0:
        print(out[-1500:], errors[-3000:])
        return [float("nan")], 0
    lines = re.findall(r"epoch \d+ of .*", out)  # Ray puts the worker's name before them
    numbers = [float(part.split()[-1]) for line in lines for part in line.split(", ")[:2]]
    return numbers, int(lines[-1].split(", ")[-1].split()[0]) if lines else 0  # host 0 speaks for all


def check_training():
    """One device, four in one process and two processes of two must learn alike; a scan that is missing is said."""
    one, rate = losses_of(train("one", []))
    four, rate_four = losses_of(train("four", ["--devices", "4"]))
    together = [
        train(f"host{host}", ["--devices", "2", "--hosts", "2", "--host", str(host), "--coordinator", "127.0.0.1:8754"])
        for host in range(2)
    ]
    hosts = [losses_of(process) for process in together]
    ways = {"4 devices": (four, rate_four), "2 hosts of 2 devices": hosts[0]}
    if has("ray"):
        ways["2 workers of Ray Train"] = losses_of(train("ray", ["--ray", "2"]))
    for name, (losses, each) in ways.items():
        differences = [abs(a - b) for a, b in zip(losses, one)] if len(losses) == len(one) else [float("inf")]
        report(f"train.py, {name} against one ({each} against {rate} scans/s)", differences, 1e-4)
    learned = one[0] - one[-2]
    report("train.py learns", [0.0 if learned > 0.02 else 1.0], 0)
    scans = FOLDER / "training" / "scans"
    missing = next(iter(sorted(each for each in scans.iterdir() if each.is_file())))
    hidden = missing.rename(FOLDER / "training" / "hidden")
    refused = train("missing", [])
    out = refused.communicate(timeout=600)[0]
    hidden.rename(missing)
    report("train.py says which scan is missing", [0.0 if refused.returncode and "89 of 90 scans found" in out else 1.0], 0)


def wait_for(url):
    for _ in range(100):
        try:
            return urllib.request.urlopen(url).read()
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{url} does not answer")


if __name__ == "__main__":
    check_preprocessing()
    if has("pydicom") and has("nibabel"):
        check_slices()
    if has("onnx") and has("onnxruntime"):
        check_onnx()
    if has("tensorflow"):
        check_litert()
    check_tensorflow_js_readme()
    for backend in ("tensorflow", "jax", "torch"):
        if has(backend):
            check_keras(backend)
        else:
            print(f"skip Keras on {backend}: not installed")
    if has("keras") and has("jax"):
        check_training()
    if has("safetensors"):
        check_huggingface()
    if has("flask") and has("gunicorn"):
        check_server("Flask and gunicorn", "flask.zip", ["gunicorn", "--bind", "127.0.0.1:8753", "app:app"])
    if has("fastapi") and has("uvicorn"):
        check_server("FastAPI and uvicorn", "fastapi.zip", ["uvicorn", "--port", "8753", "app:app"])
    sys.exit(1 if failures else 0)
