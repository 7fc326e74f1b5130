"""Writes data sets of arrays into a folder, as numpy, pickle and scipy write them: python3 arrays.py FOLDER"""

import os
import pickle
import sys

import numpy as np

out = sys.argv[1]
n = 20
rng = np.random.default_rng(7)
pictures = rng.integers(0, 256, (n, 32, 32, 3), dtype=np.uint8)
labels = np.arange(n) % 10
planes = pictures.transpose(0, 3, 1, 2).reshape(n, 3072)
names = [f"grün_{i}.png" for i in range(n)]


def path(name):
    full = os.path.join(out, name)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    return full


# What every data set below is made of: HWC bytes.
with open(path("pixels.bin"), "wb") as file:
    file.write(pictures.tobytes())

for protocol in range(6):
    batches = {
        "list": {"data": planes, "labels": labels.tolist(), "filenames": names, "batch_label": "one of one"},
        "array": {"labels": labels, "data": planes, "filenames": np.array(names)},
        "scalars": {"data": planes, "labels": list(labels), "filenames": np.array(names, dtype=object)},
        "bytes": {
            b"data": np.asfortranarray(planes),
            b"labels": labels.astype(">i4"),
            b"filenames": [name.encode() for name in names],
        },
        "nchw": {"data": planes.reshape(n, 3, 32, 32), "labels": labels.astype(np.uint8)},
        "nhwc": {"data": pictures, "labels": labels.reshape(n, 1)},
    }
    for kind, batch in batches.items():
        with open(path(f"pickles/{kind}-{protocol}/data_batch_1"), "wb") as file:
            pickle.dump(batch, file, protocol=protocol)

# ImageNet-32: labels from 1, the mean picture beside them.
with open(path("imagenet/train_data_batch_1"), "wb") as file:
    pickle.dump({"data": planes, "labels": (np.arange(n) + 1).tolist(), "mean": planes.mean(axis=0)}, file)

np.save(path("npy/x_train.npy"), pictures)
np.save(path("npy/y_train.npy"), labels)
np.save(path("fortran/images.npy"), np.asfortranarray(pictures))
np.save(path("fortran/labels.npy"), labels.astype(">i8"))
np.save(path("nchw/data.npy"), pictures.transpose(0, 3, 1, 2).copy())
np.save(path("nchw/targets.npy"), np.eye(10)[labels])
np.save(path("floats/x.npy"), (pictures / 255).astype("<f4"))
np.save(path("floats/y.npy"), labels.astype(np.float64))
np.save(path("big/x.npy"), (pictures.astype(np.float64) / 127.5 - 1).astype(">f8"))
np.save(path("half/x.npy"), pictures.astype(np.float16))
splits = {"x_train": pictures[:15], "y_train": labels[:15], "x_test": pictures[15:], "y_test": labels[15:]}
np.savez(path("stored/set.npz"), **splits, train_age=np.arange(15) / 4, test_age=np.arange(5) / 4)
np.savez_compressed(path("packed/set.npz"), **splits)
np.savez(path("positions/set.npz"), pictures[:10], labels[:10], pictures[10:], labels[10:])
np.savez_compressed(
    path("medmnist/breastmnist.npz"),
    train_images=pictures[:10],
    train_labels=labels[:10].reshape(-1, 1),
    val_images=pictures[10:14],
    val_labels=labels[10:14].reshape(-1, 1),
    test_images=pictures[14:],
    test_labels=labels[14:].reshape(-1, 1),
)
words = np.array(["cat", "dög", "eel", "fox"])[labels % 4]
np.savez(path("words/set.npz"), images=pictures, labels=words, filenames=np.array(names), ids=np.arange(n) + 123456789)
np.savez(path("objects/set.npz"), images=pictures, labels=words.astype(object), class_names=np.array(["a", "b"]))
np.savez(path("several/set.npz"), images=pictures, labels=np.tile([1, 0, 1], (n, 1)))
np.savez(path("table/columns.npz"), id=np.arange(3), label=np.array(["a", "b", ""]), score=np.array([0.5, np.nan, 2]), probs=np.ones((3, 2)))

try:
    from scipy.io import savemat
except ImportError:
    sys.exit(0)

for packed in (False, True):
    folder = "mat-packed" if packed else "mat"
    batch = {"data": planes, "labels": labels.astype(np.uint8).reshape(-1, 1), "batch_label": "one of one"}
    savemat(path(f"{folder}/data_batch_1.mat"), batch, do_compression=packed)
    classes = np.array("airplane automobile bird cat deer dog frog horse ship truck".split(), dtype=object).reshape(-1, 1)
    savemat(path(f"{folder}/batches.meta.mat"), {"label_names": classes}, do_compression=packed)
svhn = {"X": pictures.transpose(1, 2, 3, 0), "y": (labels + 1).reshape(-1, 1)}
savemat(path("svhn/train_32x32.mat"), svhn, do_compression=True)
fine = {"data": planes, "fine_labels": labels, "coarse_labels": labels // 5, "filenames": np.array(names, dtype=object)}
savemat(path("mat100/train.mat"), fine)
