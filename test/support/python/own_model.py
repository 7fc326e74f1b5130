"""Writes a data set with wrong labels, and what a model by folds says of it: python3 own_model.py FOLDER. Needs torch or scikit-learn."""

import json
import sys

import numpy as np

out = sys.argv[1]
n, k = 400, 4
rng = np.random.default_rng(3)
truth = rng.integers(0, k, n)
# A class is a bright quarter of the picture.
pictures = rng.integers(40, 120, (n, 32, 32, 3))
for i, label in enumerate(truth):
    row, column = divmod(int(label), 2)
    pictures[i, row * 16 : row * 16 + 16, column * 16 : column * 16 + 16] += 90
pictures = pictures.astype(np.uint8)
wrong = np.sort(rng.choice(n, 40, replace=False))
labels = truth.copy()
labels[wrong] = (truth[wrong] + rng.integers(1, k, len(wrong))) % k
features = pictures.reshape(n, 4, 8, 4, 8, 3).mean((2, 4)).reshape(n, -1).astype(np.float32) / 255


def by_sklearn():
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict

    model = LogisticRegression(C=0.3, max_iter=1000)
    return {"probs": cross_val_predict(model, features, labels, cv=5, method="predict_proba")}


def by_torch():
    import torch

    x, y = torch.tensor(features), torch.tensor(labels)
    fold = torch.tensor(np.arange(n) % 5)
    logits = torch.zeros(n, k)
    for f in range(5):
        torch.manual_seed(f)
        model = torch.nn.Linear(x.shape[1], k)
        optimiser = torch.optim.SGD(model.parameters(), lr=0.5, weight_decay=1e-3)
        for _ in range(300):
            optimiser.zero_grad()
            torch.nn.functional.cross_entropy(model(x[fold != f]), y[fold != f]).backward()
            optimiser.step()
        logits[fold == f] = model(x[fold == f]).detach()
    return {"logits": logits.numpy()}


np.savez(f"{out}/pictures.npz", images=pictures, labels=labels)
for name, predict in [("scikit-learn", by_sklearn), ("torch", by_torch)]:
    try:
        np.savez(f"{out}/{name}.npz", features=features, **predict())
    except ImportError:
        pass
with open(f"{out}/facts.json", "w") as file:
    json.dump({"wrong": wrong.tolist(), "truth": truth.tolist()}, file)
