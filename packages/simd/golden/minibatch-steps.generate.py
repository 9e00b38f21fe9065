"""Writes minibatch-steps.json: what PyTorch makes of a few steps on given rows, by optimiser.

    python3 minibatch-steps.generate.py

The rows, the start and the hyper-parameters are in the file, with W [hidden, features] and b after every step and the loss before it.
The loss is the mean over rows and features of importance * (x - relu(x W^T W + b))^2.
"""

import json
import pathlib
import sys

import torch

SEED = 20261128
STEPS = 4
ROWS = 12
RULES = [
    ("sgd", dict(lr=0.3), dict(learningRate=0.3)),
    ("sgd", dict(lr=0.2, momentum=0.9, weight_decay=0.05), dict(learningRate=0.2, momentum=0.9, weightDecay=0.05)),
    ("adam", dict(lr=0.01), dict(learningRate=0.01)),
    ("adam", dict(lr=0.02, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1), dict(learningRate=0.02, beta1=0.8, beta2=0.95, epsilon=1e-4, weightDecay=0.1)),
    ("adamw", dict(lr=0.01, weight_decay=0.01), dict(learningRate=0.01, weightDecay=0.01)),
    ("adamw", dict(lr=0.05, betas=(0.5, 0.9), eps=1e-3, weight_decay=0.5), dict(learningRate=0.05, beta1=0.5, beta2=0.9, epsilon=1e-3, weightDecay=0.5)),
]
OPTIMIZERS = dict(sgd=torch.optim.SGD, adam=torch.optim.Adam, adamw=torch.optim.AdamW)


def numbers(tensor):
    """Nine significant digits: every float32 has its own."""
    return [float(f"{value:.9g}") for value in tensor.detach().flatten().tolist()]


def case(rule, arguments, named, features, hidden):
    rows = torch.rand(STEPS, ROWS, features) * (torch.rand(STEPS, ROWS, features) <= 0.3)
    W = ((2 / (features + hidden)) ** 0.5 * torch.randn(hidden, features)).requires_grad_()
    b = (0.1 * torch.randn(features)).requires_grad_()
    importance = 0.5 + torch.rand(features)
    start = dict(W=numbers(W), b=numbers(b))
    optimizer = OPTIMIZERS[rule]([W, b], **arguments)
    steps = []
    for x in rows:
        loss = (importance * (x - torch.relu(x @ W.T @ W + b)) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        steps.append(dict(loss=float(loss), W=numbers(W), b=numbers(b)))
    return dict(features=features, hidden=hidden, optimizer=rule, options=named, importance=numbers(importance), start=start, rows=[numbers(x) for x in rows], steps=steps)


torch.manual_seed(SEED)
cases = [case(*rule, features, hidden) for rule in RULES for features, hidden in ((5, 2), (18, 3))]
made_with = dict(torch=torch.__version__, python=sys.version.split()[0], seed=SEED)
path = pathlib.Path(__file__).with_name("minibatch-steps.json")
path.write_text(json.dumps(dict(madeWith=made_with, cases=cases)) + "\n")
