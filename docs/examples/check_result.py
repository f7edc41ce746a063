"""Fail a build when a result of the License Guidance Portal is no longer to be relied on.

    python check_result.py https://guidance.example/results/abc/result.json --verdict conditional

Ends with 0 where the result still holds, with 1 where it was recalled or withdrawn, rests on what
was recalled, or where today's guidance says something else; with 2 where it cannot be read.
``--newest`` also asks that no newer version of the guidance is there, even one that says the same.
Only the standard library is used.
"""

import argparse
import json
import sys
import urllib.request

TIMEOUT = 30
"""Seconds until the portal has to answer."""
FORMAT = 1


def faults_of(result, *, verdict="", newest=False):
    """Return, in words, why a result is not to be relied on; none where it is."""
    guidance, since = result["guidance"], result["since"]
    faults = []
    if guidance["recalled"]:
        faults.append(f"recalled: {guidance['recalled']['reason']}")
    if guidance["withdrawn"]:
        faults.append(f"withdrawn: {guidance['withdrawn']['reason']}".rstrip(": "))
    for ground in guidance["rests_on_recalled"]:
        faults.append(f"rests on version {ground['edition']} of {ground['license']}, recalled")
    if verdict and result["verdict"] != verdict:
        faults.append(f"the verdict is {result['verdict']}, not {verdict}")
    if since and not since["is_same"]:
        faults.append(f"outdated: version {since['edition']} {_said(result, since)}")
    elif since and newest:
        faults.append(f"version {since['edition']} is there, and says the same")
    return faults


def _said(result, since):
    if since["asks"]:
        return f"also asks: {since['asks']}"
    if since["verdict"] != result["verdict"]:
        return f"has the verdict {since['verdict']}"
    return "has the same verdict, in other words or with other terms"


def read(address):
    """Return the JSON of a result; ValueError where it is none that this client knows."""
    if not address.startswith(("https://", "http://")):
        raise ValueError("the address must begin with https://")
    with urllib.request.urlopen(address, timeout=TIMEOUT) as answer:  # noqa: S310 - looked at above
        result = json.load(answer)
    if not isinstance(result, dict) or result.get("format") != FORMAT:
        raise ValueError("this is no result.json of the format that is known here")
    return result


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("address", help="the address of result.json")
    parser.add_argument("--verdict", default="", help="the verdict that the build relies on")
    parser.add_argument("--newest", action="store_true", help="no newer version may be there")
    given = parser.parse_args(arguments)
    try:
        result = read(given.address)
    except (OSError, ValueError) as error:
        print(f"The result cannot be read: {error}", file=sys.stderr)
        return 2
    faults = faults_of(result, verdict=given.verdict, newest=given.newest)
    for fault in faults:
        print(f"{result['urls']['page']}: {fault}", file=sys.stderr)
    if not faults:
        print(f"{result['urls']['page']}: holds ({result['verdict']})")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
