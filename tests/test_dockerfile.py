"""The Dockerfile cannot be built everywhere; hadolint at least reads it as a builder would."""

import re
import subprocess
import sys
from pathlib import Path

import yaml

from tapecheck.cli.serve import serve
from tapecheck.cli.serving import check_variables
from tapecheck.ledger.database import database_url

ROOT = Path(__file__).parents[1]


def test_hadolint_finds_nothing_to_say() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    said = subprocess.run(
        [hadolint, "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_compose_file_of_the_readme_starts_a_service_that_there_is() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```yaml\n# compose.yaml\n(.*?)```", readme, re.DOTALL)
    assert found
    services = yaml.safe_load(found[1])["services"]
    ours, database = services["tapecheck"], services["database"]
    check_variables(serve, ours["environment"])
    url = database_url(ours["environment"]["TAPECHECK_DATABASE_URL"])
    told = database["environment"]
    assert (url.host, url.username, url.database) == (
        "database", told["POSTGRES_USER"], told["POSTGRES_DB"],
    )  # fmt: skip
    assert url.password == told["POSTGRES_PASSWORD"]
    assert ours["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert ours["read_only"]
    assert ours["environment"]["TAPECHECK_TAPE"].startswith(ours["volumes"][0].split(":")[1])
    assert "keys create" in readme[found.end() :]


def test_the_image_keeps_its_ledger_in_a_volume_and_runs_without_rights() -> None:
    told = (ROOT / "Dockerfile").read_text(encoding="utf-8").rpartition("FROM ")[2]
    variables = dict(re.findall(r"(TAPECHECK_\w+)=(\S+)", told))
    check_variables(serve, variables)
    (volume,) = re.findall(r"^VOLUME (\S+)$", told, re.MULTILINE)
    ledger = database_url(variables["TAPECHECK_DATABASE_URL"]).database
    assert ledger is not None
    assert Path(ledger).parent == Path(volume)
    (user,) = re.findall(r"^USER (\d+)$", told, re.MULTILINE)
    assert int(user) > 0
