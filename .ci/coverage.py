#!/usr/bin/env python3
"""Line coverage per slice, merged over all test projects.

  coverage.py RESULTS_DIRECTORY
Reads every coverage.cobertura.xml below the folder; a line is covered if any project ran it. Exit 1 below the floors.
"""
import collections
import pathlib
import sys
import xml.etree.ElementTree as xml

FLOOR_ALL, FLOOR_DOMAIN = 80.0, 90.0
DOMAIN = "ClanStats.Domain"
INNER = ("Harvest", "Exports")


def slice_of(path):
    """The slice of a source file: its project, its folder, and the inner folder where slices hold several rooms."""
    parts = path.split("/")
    if parts[0] == DOMAIN:
        return DOMAIN
    folders = parts[1:-1]
    return "/".join(folders[:2] if folders and folders[0] in INNER else folders[:1]) or "Program"


def read(directory):
    """Hits of every line: {file: {line: hits}}."""
    lines = collections.defaultdict(dict)
    for report in pathlib.Path(directory).rglob("coverage.cobertura.xml"):
        root = xml.parse(report).getroot()
        source = (root.findtext("sources/source") or "").replace("\\", "/").rstrip("/")
        for class_ in root.iter("class"):
            # A report names files relative to its own root, which differs by project; what follows src/ is common to all.
            name = "/".join(("", source, class_.get("filename").replace("\\", "/")))
            name = name[name.rfind("/src/") + 5:] if "/src/" in name else name.lstrip("/")
            if not name.startswith("ClanStats"):
                continue
            for line in class_.iter("line"):
                number = int(line.get("number"))
                lines[name][number] = max(lines[name].get(number, 0), int(line.get("hits")))
    return lines


def main():
    lines = read(sys.argv[1])
    totals = collections.defaultdict(lambda: [0, 0])
    for name, hits in lines.items():
        for group in (slice_of(name), "all of src"):
            totals[group][0] += sum(1 for hit in hits.values() if hit)
            totals[group][1] += len(hits)
    if not totals:
        print("No coverage was collected.")
        return 1
    print("Line coverage")
    for group in sorted(totals, key=lambda name: (name == "all of src", name)):
        covered, count = totals[group]
        print(f"  {group:<24} {100 * covered / max(1, count):5.1f} %  {covered:>6} of {count}")
    failed = False
    for group, floor in (("all of src", FLOOR_ALL), (DOMAIN, FLOOR_DOMAIN)):
        covered, count = totals[group]
        if 100 * covered / max(1, count) < floor:
            print(f"Coverage of {group} is below {floor:.0f} %.")
            failed = True
    return int(failed)


sys.exit(main())
