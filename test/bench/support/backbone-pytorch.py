# PyTorch's time for the features that the page computes: python backbone-pytorch.py SIDE PICTURES THREADS
# Pictures of 32 pixels are enlarged by bicubic interpolation, the network is built of public/backbone. Prints one object of JSON.
import json, pathlib, sys, time
import numpy as np, torch
from torch.nn import functional as F

side, count, threads = (int(given) for given in sys.argv[1:4])
torch.set_num_threads(threads)
folder = pathlib.Path(__file__).parents[3] / 'public/backbone'
numbers = (folder / 'lite0-e14.bin').read_bytes()
layers = []
for layer in json.loads((folder / 'lite0-e14.json').read_text())['layers']:
    shape, at, depthwise = layer['shape'], layer['byteOffset'], layer['kind'] == 'depthwise'
    outputs = shape[2] if depthwise else shape[3]
    size = int(np.prod(shape))
    if layer['dtype'] == 'float32':
        w, b = np.frombuffer(numbers, '<f4', size, at), np.frombuffer(numbers, '<f4', outputs, at + 4 * size)
    else:
        scale, b = np.frombuffer(numbers, '<f4', 2 * outputs, at).reshape(2, outputs)
        w = np.frombuffer(numbers, np.int8, size, at + 8 * outputs).reshape(-1, outputs) * scale
    w = torch.tensor(np.array(w, np.float32).reshape(shape)).permute(*((2, 3, 0, 1) if depthwise else (3, 2, 0, 1)))
    w = w.contiguous(memory_format=torch.channels_last)
    layers.append((layer, w, torch.tensor(np.array(b)), outputs if depthwise else 1))

def features(pictures):
    x = torch.from_numpy(pictures).float().permute(0, 3, 1, 2)
    x = F.interpolate(x, size=(side, side), mode='bicubic', antialias=True, align_corners=False).clamp(0, 255)
    x = start = ((x - 127) / 128).contiguous(memory_format=torch.channels_last)
    means = []
    for layer, w, b, groups in layers:
        if layer.get('blockStart'): start = x
        n, k, s = x.shape[-1], w.shape[-1], layer['stride']
        pad = max((-(-n // s) - 1) * s + k - n, 0)
        if pad % 2: x = F.pad(x, (pad // 2, pad - pad // 2) * 2)
        x = F.conv2d(x, w, b, stride=s, padding=0 if pad % 2 else pad // 2, groups=groups)
        if layer['relu6']: x = x.clamp_(0, 6)
        if layer.get('residual'): x = x + start
        if layer['name'] in ('block11/expand', 'block14/expand'): means.append(x.mean((2, 3)))
    return torch.cat(means, 1)

rng = np.random.default_rng(1)
pictures = rng.integers(0, 256, (count, 32, 32, 3), np.uint8)
with torch.inference_mode():
    features(pictures[:64])
    wall, processor = time.perf_counter(), time.process_time()
    for at in range(0, count, 64): features(pictures[at:at + 64])
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
print(json.dumps(dict(side=side, pictures=count, seconds=wall, processorSeconds=round(processor, 2), threads=threads, torch=torch.__version__)))
