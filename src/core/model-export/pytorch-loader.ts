/** `load_model.py`, which lies beside the weights: it builds the network in PyTorch, loads it and predicts. */
export const LOAD_MODEL = String.raw`"""The networks of this folder in PyTorch, as Second Look trained them. Needs torch, numpy and safetensors.

    python load_model.py PICTURE ...      prints the likeliest class of each (needs pillow)

    from load_model import load, predict
    networks = load()                     # every *.safetensors beside this file
    logits = predict(networks, pictures)  # uint8 [n, height, width, 3], RGB -> float32 [n, classes]
"""
import json, sys
from pathlib import Path
import numpy as np, torch
from safetensors import safe_open
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F


class Network(nn.Module):
    def __init__(self, facts):
        super().__init__()
        self.facts = facts
        widths, epsilon = json.loads(facts["widths"]), float(facts["epsilon"])
        self.convs = nn.ModuleList(nn.Conv2d(a, b, 3, padding=1, bias=False) for a, b in zip(widths, widths[1:]))
        self.norms = nn.ModuleList(nn.BatchNorm2d(width, eps=epsilon) for width in widths[1:])
        self.linear = nn.Linear(widths[-1], sum(json.loads(facts["columns"])), bias=False)

    def forward(self, x):  # normalised pictures [n, 3, height, width] -> logits of the columns that it learned
        stride, pooled, adds = (json.loads(self.facts[name]) for name in ("stride", "pooled", "adds"))
        x = F.pixel_unshuffle(x[..., : x.shape[2] // stride * stride, : x.shape[3] // stride * stride], stride)
        inputs = []
        for k, (conv, norm) in enumerate(zip(self.convs, self.norms)):
            inputs.append(x)
            x = norm(conv(x)).relu()
            x = F.max_pool2d(x, 2) if k in pooled else x
            x = x + inputs[adds[str(k)]] if str(k) in adds else x
        return self.linear(x.amax((2, 3)))


def load(folder=Path(__file__).parent):
    networks = []
    for file in sorted(Path(folder).glob("*.safetensors")):
        with safe_open(file, "pt") as weights:
            networks.append(Network(weights.metadata()))
        networks[-1].load_state_dict(load_file(file))
    return [network.eval() for network in networks]


@torch.no_grad()
def predict(networks, pictures):
    facts = networks[0].facts
    mean, deviation = (torch.tensor(json.loads(facts[name])) for name in ("mean", "deviation"))
    x = ((torch.as_tensor(np.asarray(pictures)) - mean) / deviation).permute(0, 3, 1, 2)
    seen = x.shape[3] // int(facts["stride"]) * int(facts["stride"])
    logits = sum(network(x) + network(x[..., :seen].flip(3)) for network in networks) / (2 * len(networks))
    # A class that others were merged into has several columns, whose probabilities are added up.
    groups = logits.split(json.loads(facts["columns"]), 1)
    return torch.cat([group.logsumexp(1, keepdim=True) for group in groups], 1)


def read_picture(path, facts):
    from PIL import Image, ImageOps

    size = int(facts["width"]), int(facts["height"])
    picture = ImageOps.exif_transpose(Image.open(path)).convert("RGBA")
    picture = Image.alpha_composite(Image.new("RGBA", picture.size, facts["background"]), picture).convert("RGB")
    if facts["fit"] == "crop":
        return ImageOps.fit(picture, size)
    return ImageOps.pad(picture, size, color=facts["background"]) if facts["fit"] == "pad" else picture.resize(size)


if __name__ == "__main__":
    networks = load()
    facts = networks[0].facts
    for path in sys.argv[1:]:
        logits = predict(networks, [np.asarray(read_picture(path, facts))])
        best = logits[0].softmax(0).max(0)
        print(f"{path}: {json.loads(facts['classes'])[best.indices]} ({best.values:.3f})")
`;
