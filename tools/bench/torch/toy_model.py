"""Trains the ReLU-output toy model with PyTorch, one thread, and says how long its steps take.

Reads one JSON object a line from stdin and answers each with one on stdout:

    {"do": "start", "features": 5, "hidden": 2, "density": 0.1, "instances": 8, "batch": 1024, "seed": 1}
    {"do": "steps", "count": 100}     -> {"seconds": ...} of all instances together
    {"do": "models"}                  -> {"models": [{"W": [hidden * features], "b": [features]}, ...]}

The first line out is {"torch": version, "blas": whose matrix products it uses or null}, or {"missing": reason} where torch cannot be imported.

The model, its start and its training are those of Elhage et al. 2022 and of trainMinibatch: W Xavier-normal, b zero, the mean over batch
and features of (x - relu(x W^T W + b))^2, fresh samples in every step, AdamW with PyTorch's defaults (learning rate 1e-3, weight decay 0.01).
Instances are trained side by side in batched products; the sum of their losses is minimised, so each moves as if alone.
"""

import json
import sys
import time


def answer(**values):
    print(json.dumps(values), flush=True)


try:
    import torch
except ImportError as error:
    answer(missing=str(error))
    sys.exit(0)

torch.set_num_threads(1)


class Training:
    def __init__(self, features, hidden, density, instances, batch, seed):
        torch.manual_seed(seed)
        deviation = (2 / (features + hidden)) ** 0.5
        self.shape = (instances, batch, features)
        self.density = density
        self.W = (deviation * torch.randn(instances, hidden, features)).requires_grad_()
        self.b = torch.zeros(instances, 1, features, requires_grad=True)
        self.optimizer = torch.optim.AdamW([self.W, self.b])

    def step(self):
        x = torch.rand(self.shape) * (torch.rand(self.shape) <= self.density)
        y = torch.relu(x @ self.W.transpose(1, 2) @ self.W + self.b)
        loss = ((x - y) ** 2).mean() * self.shape[0]
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()

    def models(self):
        return [{"W": W.flatten().tolist(), "b": b.flatten().tolist()} for W, b in zip(self.W, self.b)]


def blas():
    """Whose matrix products torch uses: what it was built with, or what is loaded in its place."""
    if "BLAS_INFO=mkl" in torch.__config__.show():
        return "MKL"
    try:
        with open("/proc/self/maps") as maps:
            loaded = maps.read()
    except OSError:
        return None
    known = [("openblas", "OpenBLAS"), ("libmkl", "MKL"), ("libblis", "BLIS"), ("libatlas", "ATLAS"), ("/libblas.so", "reference BLAS")]
    return next((name for part, name in known if part in loaded), None)


answer(torch=torch.__version__, python=sys.version.split()[0], blas=blas())
training = None
for line in sys.stdin:
    request = json.loads(line)
    do = request.pop("do")
    if do == "start":
        training = Training(**request)
        answer(started=True)
    elif do == "steps":
        began = time.perf_counter()
        for _ in range(request["count"]):
            training.step()
        answer(seconds=time.perf_counter() - began)
    else:
        answer(models=training.models())
