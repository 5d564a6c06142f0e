#!/usr/bin/env python3
"""Counts the tests in all .trx files below a folder and prints: passed failed skipped. Names what failed or was skipped on stderr."""
import pathlib
import sys
import xml.etree.ElementTree as xml

SPACE = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"
passed = failed = skipped = 0
for report in pathlib.Path(sys.argv[1]).rglob("*.trx"):
    for result in xml.parse(report).getroot().iter(f"{SPACE}UnitTestResult"):
        outcome = result.get("outcome")
        if outcome == "Passed":
            passed += 1
        elif outcome == "NotExecuted":
            skipped += 1
            print(f"skipped: {result.get('testName')}", file=sys.stderr)
        else:
            failed += 1
            print(f"failed: {result.get('testName')}", file=sys.stderr)
print(passed, failed, skipped)
