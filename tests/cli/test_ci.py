"""What CI is given: the action, the hook, and the README's snippets, held to what there is."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from tapecheck.cli.check import check
from tapecheck.cli.config import read_config

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```\w+\n(?:#|//) (\S+)\n(.*?)^```$", README, re.M | re.S))
FALSE = "---\npublished: 2025-02-13\n---\nAlibaba shares rose 6.2 percent on Wednesday.\n"
TAPECHECK = Path(sys.executable).with_name("tapecheck")


def commands(text: str) -> list[str]:
    """Return every command line of a snippet that checks."""
    return re.findall(r"tapecheck check [^'\n]*", text)


def test_the_readme_shows_every_host_the_hook_and_the_service() -> None:
    assert set(BLOCKS) == {
        "tapecheck.toml", ".github/workflows/copy.yml", ".gitlab-ci.yml", "Jenkinsfile",
        ".pre-commit-config.yaml", "compose.yaml",
    }  # fmt: skip


@pytest.mark.parametrize("name", [".gitlab-ci.yml", "Jenkinsfile"])
def test_a_command_of_a_snippet_is_one_that_there_is(name: str) -> None:
    (command,) = commands(BLOCKS[name])
    context = check.make_context("check", shlex.split(command)[2:])
    assert context.params["sources"] == ("drafts/",)
    # What is written is what the host collects.
    assert BLOCKS[name].count(str(context.params["output"])) == 2


def test_the_configuration_of_the_readme_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "tapecheck.toml"
    file.write_text(BLOCKS["tapecheck.toml"])
    assert set(read_config(file)) == {"tape", "fail_on", "baseline"}
    assert tomllib.loads(BLOCKS["tapecheck.toml"])["fail-on"] == "imprecise"


def test_the_workflow_gives_the_action_inputs_that_it_has() -> None:
    steps = yaml.safe_load(BLOCKS[".github/workflows/copy.yml"])["jobs"]["copy"]["steps"]
    ours = [step for step in steps if step["uses"].startswith("your-org/tapecheck@")]
    assert len(ours) == 2
    for step in ours:
        assert set(step["with"]) <= set(ACTION["inputs"])


def test_gitlab_gets_a_job_with_its_report() -> None:
    job = yaml.safe_load(BLOCKS[".gitlab-ci.yml"])["copy"]
    assert job["artifacts"]["reports"] == {"codequality": "gl-code-quality.json"}


def test_the_action_is_a_composite_one_that_says_what_it_takes() -> None:
    assert set(ACTION) <= {"name", "description", "author", "branding", "inputs", "outputs", "runs"}
    assert ACTION["runs"]["using"] == "composite"
    for step in ACTION["runs"]["steps"]:
        assert set(step) == {"name", "shell", "run", "env"}
        # What a workflow passes in is data: never part of a script.
        assert "${{" not in step["run"]
    options = {option for each in check.params for option in each.opts}
    for name, told in ACTION["inputs"].items():
        assert set(told) == {"description", "required", "default"}
        assert name == "sources" or f"--{name}" in options


@pytest.mark.skipif(not Path("/bin/bash").exists(), reason="the action's steps are bash")
def test_the_step_of_the_action_checks_what_it_is_given(tmp_path: Path) -> None:
    step = ACTION["runs"]["steps"][1]
    inputs = {name: told["default"] for name, told in ACTION["inputs"].items()}
    inputs |= {"sources": "one two.md\n\nthree.md\n", "fail-on": "refuted"}
    env = {
        name: inputs[re.fullmatch(r"\$\{\{ inputs\.(.*) \}\}", told)[1]]  # type: ignore[index]  # it is one
        for name, told in step["env"].items()
    }
    assert set(inputs) == {told[len("${{ inputs.") : -len(" }}")] for told in step["env"].values()}
    (tmp_path / "one two.md").write_text(FALSE)
    (tmp_path / "three.md").write_text("Nothing.")
    bin = tmp_path / "temp" / "tapecheck" / "bin"
    bin.mkdir(parents=True)
    (bin / "tapecheck").symlink_to(TAPECHECK)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=tmp_path, env={**os.environ, **env, "RUNNER_TEMP": str(tmp_path / "temp")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=one two.md,line=4,endLine=4,col=21,endColumn=32,")


def pre_commit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments], cwd=folder, text=True, check=False,
        capture_output=True, env={**os.environ, "PRE_COMMIT_HOME": str(folder / ".cache")},
    )  # fmt: skip


def test_the_manifest_of_the_hook_is_valid() -> None:
    done = pre_commit(ROOT, "validate-manifest", str(MANIFEST))
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_hook_stops_a_commit_with_a_refuted_claim(tmp_path: Path) -> None:
    (hook,) = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    # Run from here instead of installed from a network; all else is as it ships.
    hook |= {"language": "system", "entry": hook["entry"].replace("tapecheck", str(TAPECHECK), 1)}
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    (tmp_path / "draft.md").write_text(FALSE.replace("6.2", "8.5"))
    (tmp_path / "notes.rst").write_text(FALSE)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    done = pre_commit(tmp_path, "run", "--all-files")
    assert done.returncode == 0, done.stdout
    (tmp_path / "a b.HTML").write_text(f"{FALSE}<p>")
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    done = pre_commit(tmp_path, "run", "--all-files")
    assert done.returncode == 1
    assert "x refuted  line 4, column 21" in done.stdout
    assert "notes.rst" not in done.stdout


def test_every_option_of_the_command_is_told_in_its_help() -> None:
    for each in check.params:
        if isinstance(each, click.Option):
            assert each.help or isinstance(each.type, click.Choice), each.name
