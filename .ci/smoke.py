#!/usr/bin/env python3
"""Holds some commands against the figures of docs/performance.md, on the demo's database, a tenth of a large clan's: three times a figure fails.

usage: smoke.py FOLDER PROGRAM...    FOLDER is that of a finished demo. A command that fails by time is given a second try: a machine at other work makes one slow.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import time

LIMIT = 3


def figures():
    """The rows of the section: command, seconds."""
    text = pathlib.Path("docs/performance.md").read_text(encoding="utf-8")
    section = text.split("## The smoke test", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| `([^`]+)` \| ([0-9.]+) s \|", section, re.MULTILINE)
    if not rows:
        sys.exit("docs/performance.md has no figures under 'The smoke test'")
    return [(command, float(seconds)) for command, seconds in rows]


def measure(program, command, folder, scratch):
    arguments = [part.replace("DEMO", folder).replace("OUT", scratch) for part in command.split()]
    started = time.monotonic()
    done = subprocess.run(program + arguments, capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stdout[-2000:], done.stderr[-2000:])
        sys.exit(f"{command} ended with {done.returncode}")
    return time.monotonic() - started


def main():
    folder, program = sys.argv[1], sys.argv[2:]
    slow = 0
    with tempfile.TemporaryDirectory() as scratch:
        for command, seconds in figures():
            taken = measure(program, command, folder, scratch)
            if taken > LIMIT * seconds:
                taken = min(taken, measure(program, command, folder, scratch))
            verdict = "ok" if taken <= LIMIT * seconds else f"MORE THAN {LIMIT} TIMES"
            slow += taken > LIMIT * seconds
            print(f"{taken:6.2f} s  {seconds:5.1f} s in docs/performance.md  {verdict:10}  {command}")
    sys.exit(1 if slow else 0)


main()
