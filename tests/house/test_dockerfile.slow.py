#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the Dockerfile, then runs its build steps as a script into a folder: what it copies exists, what it installs is known to
apt, and the program it would start answers."""
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

top = os.environ["TC_SOURCE_DIR"]
text = open(os.path.join(top, "Dockerfile"), encoding="utf-8").read()
lines = re.sub(r"\\\n\s*", " ", "\n".join(l for l in text.splitlines() if not l.startswith("#"))).splitlines()
steps = [(l.split(None, 1)[0], l.split(None, 1)[1]) for l in lines if l.strip()]
bad = []

KNOWN = {"FROM", "RUN", "WORKDIR", "COPY", "ENV", "VOLUME", "USER", "EXPOSE", "HEALTHCHECK", "CMD"}
bad += [f"unknown instruction {i}" for i, _ in steps if i not in KNOWN]
users = [v for i, v in steps if i == "USER"]
if not users or users[-1] in ("root", "0"):
    bad.append("the image would run as root")
for wanted in ("HEALTHCHECK", "EXPOSE", "VOLUME"):
    if wanted not in [i for i, _ in steps]:
        bad.append(f"no {wanted}")
if sum(i == "FROM" for i, _ in steps) < 2:
    bad.append("not multi-stage")

packages = {l.split()[1] for l in open(os.path.join(top, ".ci/packages")) if l.strip() and not l.startswith("#")}
installed = [w for i, v in steps if i == "RUN" and "apt-get install" in v
             for w in v.split("--no-install-recommends", 1)[1].split("&&")[0].split()]
bad += [f"{p} is not in .ci/packages" for p in installed if p.endswith("-dev") and p not in packages]
if shutil.which("apt-cache") and subprocess.run(["apt-cache", "show", "bash"], capture_output=True).returncode == 0:
    for package in installed:
        if subprocess.run(["apt-cache", "show", package], capture_output=True).returncode:
            bad.append(f"apt does not know {package}")

work = tempfile.mkdtemp()
try:
    src, out = os.path.join(work, "src"), os.path.join(work, "out")
    os.mkdir(src)
    for instruction, value in steps:
        if instruction == "COPY" and not value.startswith("--from"):
            *sources, target = shlex.split(value)
            for source in sources:
                path = os.path.join(top, source)
                if not os.path.exists(path):
                    bad.append(f"COPY {source}: not there")
                elif os.path.isdir(path):
                    shutil.copytree(path, os.path.join(src, target), symlinks=True)
                else:
                    shutil.copy(path, os.path.join(src, target))
        elif instruction == "RUN" and "apt-get" not in value and not bad:
            command = value.replace("DESTDIR=/out", f"DESTDIR={out}")
            done = subprocess.run(["bash", "-c", command], cwd=src, capture_output=True, text=True)
            if done.returncode:
                bad.append(f"RUN {value}: exit {done.returncode}\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
    if not bad:
        program = os.path.join(out, "usr/bin/tracuu")
        archive, papers = os.path.join(work, "archive"), os.path.join(work, "papers")
        os.mkdir(papers)
        with open(os.path.join(papers, "a.txt"), "w", encoding="utf-8") as f:
            f.write("Kết luận hội nghị\n\nBan Thường vụ Tỉnh ủy kết luận về công tác cán bộ.\n")
        env = {k: v for k, v in os.environ.items() if not k.startswith("TRACUU")}
        for args, want in ((["index", papers], ""), (["search", "công tác cán bộ"], "a.txt")):
            done = subprocess.run([program, "--archive", archive, *args], capture_output=True, text=True, env=env)
            if done.returncode or want not in done.stdout:
                bad.append(f"the installed program: {args}: exit {done.returncode} {done.stdout[-300:]} {done.stderr[-300:]}")
finally:
    shutil.rmtree(work)
print("\n".join(bad) or "the image's steps build and the program answers")
sys.exit(1 if bad else 0)
