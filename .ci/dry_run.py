#!/usr/bin/env python3
"""Holds the dry run on the recorded group against figures known from its recording.

  dry_run.py OUTPUT_DIRECTORY
"""
import json
import pathlib
import sys

EXPECTED_MEMBERS = 40
data = json.loads((pathlib.Path(sys.argv[1]) / "clan_data.json").read_text(encoding="utf-8-sig"))
members = {member["username"]: member for member in data["members"]}
faults = []


def expect(what, actual, expected):
    if actual != expected:
        faults.append(f"{what} is {actual!r} instead of {expected!r}")


expect("the number of members", len(members), EXPECTED_MEMBERS)
expect("xp_7d of velvet mole", members.get("velvet mole", {}).get("xp_7d"), 15_875)
archived = members.get("archive36749", {})
expect("total_xp of archive36749", archived.get("total_xp"), 65_507_344)
expect("state of archive36749", archived.get("state"), "not_measured")
for quiet in ("9 sparks", "mute pylon"):
    expect(f"total_xp of {quiet}", members.get(quiet, {"total_xp": "missing"})["total_xp"], None)
for fault in faults:
    print(f"- {fault}")
sys.exit(bool(faults))
