/**
 * The script that applies changes, with places for what it holds. It needs Python 3.8 and no package; numpy where a CIFAR archive is of the
 * python version, whose batches hold arrays.
 */
export const FIXES_SCRIPT = String.raw`#!/usr/bin/env python3
"""Applies label fixes that were decided in Second Look.

    python apply_fixes.py FOLDER          moves pictures from one class folder into another
    python apply_fixes.py labels.csv      writes labels.fixed.csv
    python apply_fixes.py archive.tar.gz  writes archive.fixed.tar.gz, of CIFAR's python or binary version

A label is changed only where it still is the one that was looked at; what does not fit is said and left as it is.
"""
import argparse
import csv
import io
import json
import os
import pickle
import re
import shutil
import sys
import tarfile

NAME = @@NAME@@
CLASSES = json.loads(@@CLASSES@@)
SPLITS = json.loads(@@SPLITS@@)
FIXES = [json.loads(line) for line in [
@@FIXES@@
]]

applied = set()
left = []


def leave(fix, why):
    left.append("%s: %s" % (ascii(fix["name"]), why))


def relabelled():
    return [fix for fix in FIXES if fix["given"] != fix["current"]]


def excluded():
    return [fix for fix in FIXES if fix.get("excluded")]


def inside(root, path):
    """A path below the folder, or None where it would lead out of it."""
    full = os.path.realpath(os.path.join(root, path))
    return full if full.startswith(os.path.realpath(root) + os.sep) else None


def fix_folder(root, options):
    for fix in relabelled():
        parts = fix["name"].split("/")
        at = max((i for i, part in enumerate(parts[:-1]) if part == fix["given"]), default=None)
        if fix["current"] is None or at is None:
            leave(fix, "it lies in no folder of its class, or has no class now")
            continue
        source = inside(root, fix["name"])
        folder = fix["current"]
        target = inside(root, "/".join(parts[:at] + [folder] + parts[at + 1:]))
        if "/" in folder or folder in ("", ".", "..") or source is None or target is None:
            leave(fix, "its path or class is no name for a folder")
        elif not os.path.isfile(source):
            leave(fix, "there is no such file")
        elif os.path.exists(target):
            leave(fix, "there is a file of that name in the other folder")
        else:
            if not options.dry_run:
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.move(source, target)
            fix["at"] = source if options.dry_run else target
            applied.add(id(fix))
    for fix in excluded() if options.remove_excluded else []:
        source = fix.get("at") or inside(root, fix["name"])
        if source is None or not os.path.isfile(source):
            leave(fix, "it is excluded, and was not found to be removed")
        else:
            if not options.dry_run:
                os.remove(source)
            applied.add(id(fix))
    return None


def fix_csv(path, options):
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    if not rows:
        sys.exit("%s is empty." % path)
    header, rows = rows[0], rows[1:]
    # By the whole name; by its last part only where no other picture of the data set has that.
    names = {fix["name"]: fix for fix in FIXES if fix["named"]}
    bases = {fix["name"].split("/")[-1]: fix for fix in FIXES if fix["alone"]}
    places = {(fix["split"], str(fix["index"])): fix for fix in FIXES}
    lower = [column.lower() for column in header]

    def column(wanted, usual):
        if wanted is not None:
            if wanted not in header:
                sys.exit("%s has no column %r; it has: %s" % (path, wanted, ", ".join(header)))
            return header.index(wanted)
        return next((lower.index(name) for name in usual if name in lower), None)

    label = column(options.label, ["label", "class", "category", "target", "ground_truth", "given"])
    if label is None:
        sys.exit("Which column of %s holds the labels? Say it by --label; it has: %s" % (path, ", ".join(header)))
    key = column(options.name, ["file_name", "filename", "name", "path", "filepath", "image", "file", "id"]) if names else None
    split, index = (lower.index(name) if name in lower else None for name in ("split", "index"))
    if key is None and (split is None or index is None):
        sys.exit("Which column of %s names the pictures? Say it by --name; it has: %s" % (path, ", ".join(header)))
    found = set()
    kept = []
    for row in rows:
        if key is not None and key < len(row):
            fix = names.get(row[key]) or (bases.get(row[key]) if "/" not in row[key] else None)
        elif split is not None and max(split, index) < len(row):
            fix = places.get((row[split], row[index]))
        else:
            fix = None
        if fix is None or label >= len(row):
            kept.append(row)
            continue
        found.add(id(fix))
        if fix["given"] != fix["current"]:
            numbers = row[label].isdigit() and row[label] not in CLASSES
            old, new = (CLASSES.index(value) if numbers and value in CLASSES else value for value in (fix["given"], fix["current"]))
            if row[label] != ("" if old is None else str(old)):
                leave(fix, "its label is %s, not %s" % (ascii(row[label]), ascii(old)))
            else:
                row[label] = "" if new is None else str(new)
                applied.add(id(fix))
        if fix.get("excluded") and options.remove_excluded:
            applied.add(id(fix))
        else:
            kept.append(row)
    for fix in FIXES:
        if id(fix) not in found:
            leave(fix, "no row names it")
    out = re.sub(r"(\.\w+)?$", r".fixed\1", path, count=1)
    if not options.dry_run:
        with open(out, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header] + kept)
    return out


BATCH = re.compile(r"^(?:(data|test)_batch(?:_(\d+))?|(train|test))(\.bin)?$")


def batch_order(name):
    part, number, whole, _ = BATCH.match(name).groups()
    return ((part or whole) == "test", int(number or 0))


def fix_cifar(path, options):
    try:
        archive = tarfile.open(path)
    except tarfile.TarError as error:
        sys.exit("%s cannot be read as an archive: %s" % (path, error))
    with archive:
        members = [(member, archive.extractfile(member).read()) for member in archive if member.isfile()]
    base = {id(member): os.path.basename(member.name) for member, _ in members}
    batches = sorted((m for m, _ in members if BATCH.match(base[id(m)])), key=lambda m: batch_order(base[id(m)]))
    if not batches:
        sys.exit("%s holds no batches of CIFAR's." % path)
    contents = {id(member): data for member, data in members}
    names = CLASSES
    for member, data in members:
        if base[id(member)] in ("batches.meta.txt", "fine_label_names.txt"):
            names = [line.strip() for line in data.decode("utf-8").splitlines() if line.strip()]
        elif base[id(member)] in ("batches.meta", "meta"):
            # A pickle can run code: this is the archive that whoever calls this trains with anyway.
            meta = pickle.loads(data, encoding="latin1")
            names = meta.get("fine_label_names") or meta["label_names"]
    fixes = {(fix["split"], fix["index"]): fix for fix in FIXES}
    train = next((name for name, _ in SPLITS if name.lower().startswith("train")), SPLITS[0][0])
    test = next((name for name, _ in SPLITS if name.lower().startswith("test")), "test")
    next_place = {train: 0, test: 0}
    found = set()
    for member in batches:
        is_test, _ = batch_order(base[id(member)])
        split = test if is_test else train
        data = bytearray(contents[id(member)])
        if base[id(member)].endswith(".bin"):
            wide = 3074 if base[id(member)] in ("train.bin", "test.bin") else 3073
            size = wide if len(data) % wide == 0 else 6147 - wide
            places = range(size - 3073, len(data), size)
            labels, batch = [data[at] for at in places], None
        else:
            batch = pickle.loads(bytes(data), encoding="latin1")
            key = "fine_labels" if "fine_labels" in batch else "labels"
            labels = [int(label) for label in batch[key]]
        drop = set()
        for at, label in enumerate(labels):
            fix = fixes.get((split, next_place[split] + at))
            if fix is None:
                continue
            found.add(id(fix))
            if fix["given"] != fix["current"]:
                if fix["current"] not in names:
                    leave(fix, "the archive has no class %s" % ascii(fix["current"]))
                elif names[label] != fix["given"]:
                    leave(fix, "its label is %s, not %s" % (ascii(names[label]), ascii(fix["given"])))
                else:
                    labels[at] = names.index(fix["current"])
                    applied.add(id(fix))
            if fix.get("excluded") and options.remove_excluded:
                drop.add(at)
                applied.add(id(fix))
        next_place[split] += len(labels)
        if batch is None:
            for at, place in enumerate(places):
                data[place] = labels[at]
            kept = b"".join(bytes(data[at * size:(at + 1) * size]) for at in range(len(labels)) if at not in drop)
        else:
            batch[key] = labels
            rows = [at for at in range(len(labels)) if at not in drop]
            for entry, value in batch.items() if drop else []:
                if isinstance(value, list) and len(value) == len(labels):
                    batch[entry] = [value[at] for at in rows]
                elif entry == "data":
                    batch[entry] = value[rows]
            kept = pickle.dumps(batch, protocol=2)
        contents[id(member)] = kept
    for fix in FIXES:
        if id(fix) not in found:
            leave(fix, "the archive has no such sample")
    out = re.sub(r"((\.tar)?\.\w+)?$", r".fixed\1", path, count=1)
    if not options.dry_run:
        with tarfile.open(out, "w:gz" if out.endswith("gz") else "w") as archive:
            for member, _ in members:
                member.size = len(contents[id(member)])
                archive.addfile(member, io.BytesIO(contents[id(member)]))
    return out


def main():
    parser = argparse.ArgumentParser(description="Applies %d label fixes decided in Second Look for %s." % (len(FIXES), ascii(NAME)))
    parser.add_argument("target", help="an image folder, a CSV, or a CIFAR archive (.tar.gz, .tar)")
    parser.add_argument("--dry-run", action="store_true", help="change nothing, only say what would be done")
    parser.add_argument("--remove-excluded", action="store_true", help="take samples out that were excluded; else they stay")
    parser.add_argument("--label", help="of a CSV: the column of labels")
    parser.add_argument("--name", help="of a CSV: the column that names the pictures")
    options = parser.parse_args()
    if os.path.isdir(options.target):
        out = fix_folder(options.target, options)
    elif not os.path.isfile(options.target):
        sys.exit("There is no %s." % options.target)
    elif options.target.lower().endswith(".csv"):
        out = fix_csv(options.target, options)
    else:
        out = fix_cifar(options.target, options)
    for sentence in left[:20]:
        print("left as it is: " + sentence)
    if len(left) > 20:
        print("and %d more" % (len(left) - 20))
    done = "would be applied" if options.dry_run else "applied"
    print("%d of %d fixes %s, %d left as they are%s" % (len(applied), len(FIXES), done, len(left), "" if out is None else ": " + out))
    stay = 0 if options.remove_excluded else len(excluded())
    if stay:
        print("%d excluded samples stay; --remove-excluded takes them out" % stay)


if __name__ == "__main__":
    main()
`;
