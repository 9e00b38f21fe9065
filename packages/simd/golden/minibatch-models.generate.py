"""Writes minibatch-models.json: 256 models of each kind as PyTorch trains them, for their exact losses to be compared with ours.

    python3 minibatch-models.generate.py

The start and the samples are those of the notebook of Elhage et al. 2022: W Xavier-normal, b zero, fresh samples x = B U in every step, the loss the mean over
batch and features of importance * (x - relu(x W^T W + b))^2. The models of a kind are trained side by side in batched products; the
sum of their losses is minimised, so each moves as if alone.
"""

import json
import pathlib
import sys

import torch

SEED = 20261128
INSTANCES = 256
# The first is trained to the end; the others are stopped on the way down, where the loss tells most about the steps behind it.
KINDS = [
    dict(features=5, hidden=2, density=[0.1] * 5, importance=[1.0] * 5, steps=500, batchSize=256,
         optimizer="adamw", options=dict(learningRate=0.01, weightDecay=0.01)),
    dict(features=10, hidden=3, density=[0.05] * 10, importance=[1.0] * 10, steps=80, batchSize=64,
         optimizer="adam", options=dict(learningRate=0.01, weightDecay=0.0)),
    dict(features=6, hidden=3, density=[0.4, 0.3, 0.2, 0.1, 0.05, 0.05], importance=[1.0, 0.9, 0.81, 0.729, 0.6561, 0.59049], steps=20, batchSize=128,
         optimizer="sgd", options=dict(learningRate=0.3, momentum=0.9, weightDecay=0.0)),
]


def optimizer_of(kind, parameters):
    options = kind["options"]
    if kind["optimizer"] == "sgd":
        return torch.optim.SGD(parameters, lr=options["learningRate"], momentum=options["momentum"], weight_decay=options["weightDecay"])
    rule = torch.optim.AdamW if kind["optimizer"] == "adamw" else torch.optim.Adam
    return rule(parameters, lr=options["learningRate"], weight_decay=options["weightDecay"])


def train(kind):
    n, m = kind["features"], kind["hidden"]
    shape = (INSTANCES, kind["batchSize"], n)
    density = torch.tensor(kind["density"])
    importance = torch.tensor(kind["importance"])
    W = ((2 / (n + m)) ** 0.5 * torch.randn(INSTANCES, m, n)).requires_grad_()
    b = torch.zeros(INSTANCES, 1, n, requires_grad=True)
    optimizer = optimizer_of(kind, [W, b])
    for _ in range(kind["steps"]):
        x = torch.rand(shape) * (torch.rand(shape) <= density)
        y = torch.relu(x @ W.transpose(1, 2) @ W + b)
        loss = (importance * (x - y) ** 2).mean() * INSTANCES
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return [dict(W=numbers(one), b=numbers(bias)) for one, bias in zip(W, b)]


def numbers(tensor):
    """Seven significant digits: the loss of the rounded model is what is compared."""
    return [float(f"{value:.7g}") for value in tensor.detach().flatten().tolist()]


torch.manual_seed(SEED)
made_with = dict(torch=torch.__version__, python=sys.version.split()[0], seed=SEED)
kinds = [dict(kind, models=train(kind)) for kind in KINDS]
path = pathlib.Path(__file__).with_name("minibatch-models.json")
path.write_text(json.dumps(dict(madeWith=made_with, kinds=kinds), separators=(",", ":")) + "\n")
