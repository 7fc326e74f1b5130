"""Writes golden.json beside itself: what cleanlab and crowd-kit make of several annotators' labels.

    pip install cleanlab==2.9.0 crowd-kit pandas && python make-golden.py
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from cleanlab.multiannotator import get_label_quality_multiannotator
from crowdkit.aggregation import DawidSkene


def case(name, n, k, skills, said, seed):
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, k, n)
    labels = np.full((n, len(skills)), np.nan)
    for a, skill in enumerate(skills):
        speaks = rng.random(n) < said
        right = rng.random(n) < skill
        labels[:, a] = np.where(speaks, np.where(right, truth, rng.integers(0, k, n)), np.nan)
    for i in np.where(np.isnan(labels).all(axis=1))[0]:
        labels[i, i % len(skills)] = truth[i]
    logits = rng.normal(size=(n, k)) + 2.2 * np.eye(k)[truth]
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    probabilities = np.round(probabilities, 6)
    answer = get_label_quality_multiannotator(labels, probabilities, verbose=False)
    quality = answer["annotator_stats"]["annotator_quality"].sort_index()
    rows = [
        {"task": i, "worker": a, "label": int(labels[i, a])}
        for i in range(n)
        for a in range(len(skills))
        if not np.isnan(labels[i, a])
    ]
    skene = DawidSkene(n_iter=100, tol=0).fit_predict(pd.DataFrame(rows)).sort_index()
    return {
        "name": name,
        "k": k,
        "labels": [[None if np.isnan(v) else int(v) for v in column] for column in labels.T],
        "probabilities": [float(p) for p in probabilities.ravel()],
        "crowdlab": {
            "labels": [int(v) for v in answer["label_quality"]["consensus_label"]],
            "score": [float(v) for v in answer["label_quality"]["consensus_quality_score"]],
            "agreement": [float(v) for v in answer["label_quality"]["annotator_agreement"]],
            "quality": [float(v) for v in quality],
        },
        "dawidSkene": [int(v) for v in skene],
    }


cases = [
    case("three annotators, two classes", 60, 2, [0.95, 0.8, 0.55], 0.8, 1),
    case("five annotators, four classes", 80, 4, [0.95, 0.9, 0.8, 0.5, 0.3], 0.6, 2),
    case("one who labels little", 50, 3, [0.9, 0.9, 0.2], 0.5, 3),
]
Path(__file__).with_name("golden.json").write_text(json.dumps(cases) + "\n")
