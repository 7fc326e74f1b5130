"""What CleanVision says of the pictures of a folder, as JSON: python ask_cleanvision.py FOLDER."""

import contextlib
import json
import os
import sys

from cleanvision import Imagelab

with contextlib.redirect_stdout(sys.stderr):
    lab = Imagelab(data_path=sys.argv[1])
    lab.find_issues(n_jobs=1)
issues = lab.issues.rename(index=os.path.basename)
sets = {kind: [[os.path.basename(name) for name in one] for one in lab.info[kind]["sets"]] for kind in ("exact_duplicates", "near_duplicates")}
print(json.dumps({"scores": json.loads(issues.to_json(orient="index")), "sets": sets}))
