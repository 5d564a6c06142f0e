"""Packs a folder into FILE (.zip or .tar.gz) below one folder named NAME: archive.py FOLDER NAME FILE.

The same files give the same bytes: sorted, owned by nobody, all of one time (SOURCE_DATE_EPOCH), executable only what runs.
"""
import gzip
import os
import sys
import tarfile
import time
import zipfile

RUNS = {"clanstats", "createdump"}


def files(folder):
    found = []
    for place, _, names in os.walk(folder):
        found += [os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/") for name in names]
    return sorted(found)


def mode(path):
    return 0o755 if path in RUNS else 0o644


def pack_zip(folder, name, target, epoch):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files(folder):
            entry = zipfile.ZipInfo(f"{name}/{path}", time.gmtime(max(epoch, 315532800))[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (0o100000 | mode(path)) << 16
            with open(os.path.join(folder, path), "rb") as content:
                archive.writestr(entry, content.read())


def pack_tar(folder, name, target, epoch):
    with open(target, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, epoch) as packed, tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in files(folder):
            entry = tarfile.TarInfo(f"{name}/{path}")
            entry.size = os.path.getsize(os.path.join(folder, path))
            entry.mode, entry.mtime = mode(path), epoch
            with open(os.path.join(folder, path), "rb") as content:
                archive.addfile(entry, content)


folder, name, target = sys.argv[1:]
(pack_zip if target.endswith(".zip") else pack_tar)(folder, name, target, int(os.environ["SOURCE_DATE_EPOCH"]))
