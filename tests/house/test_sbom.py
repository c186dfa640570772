"""The bills of materials name exactly what is installed."""

import json
import re
import subprocess
from pathlib import Path

from tests.house.ours import ROOT


def test_they_hold_every_pinned_package_with_its_version_and_digests(tmp_path: Path) -> None:
    subprocess.run(["make", "--silent", "sbom", f"SBOM={tmp_path}"], cwd=ROOT, check=True, capture_output=True)
    python, web = (json.loads((tmp_path / f"{name}.json").read_text()) for name in ("python", "web"))
    assert {bill["bomFormat"] for bill in (python, web)} == {"CycloneDX"}
    pins = re.findall(r"^([A-Za-z0-9._-]+)(?:\[\S+\])?==(\S+)", (ROOT / "requirements.txt").read_text(), re.M)
    assert sorted((part["name"], part["version"]) for part in python["components"]) == sorted(pins)
    assert len(pins) > 20
    assert all(part["externalReferences"][0]["hashes"] for part in python["components"])
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    wanted = {(path.removeprefix("node_modules/"), entry["version"]) for path, entry in locked.items() if path}
    assert {(_full_name(part), part["version"]) for part in web["components"]} == wanted
    assert all(part["hashes"] for part in web["components"])


def _full_name(part: dict[str, str]) -> str:
    group = part.get("group", "")
    return f"{group}/{part['name']}" if group else part["name"]
