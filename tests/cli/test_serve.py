from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from cli.serving import COMMAND, served
from tapecheck.intake.demo import sample_text
from tapecheck.reference.sample import sample_tape_path

ROOT = Path(__file__).parents[2]
ROSE = {"text": "Alibaba shares rose 8.48 percent on Wednesday.", "published": "2025-02-13"}


def refused(*arguments: object) -> str:
    """Return what a server says that does not start."""
    ended = subprocess.run(
        [*COMMAND, "serve", "--port", "0", *map(str, arguments)],
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    return ended.stderr


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(log=tmp_path_factory.mktemp("serve") / "log") as (found, _, _):
        yield found


def test_it_says_where_it_listens_and_that_the_tape_is_the_sample(tmp_path: Path) -> None:
    with served(log=tmp_path / "log") as (address, said, _):
        assert said[0].startswith("tape: sample (the sample tape that ships with tapecheck")
        assert re.fullmatch(
            r"serving http://127\.0\.0\.1:\d+, explained at /docs; Ctrl-C stops it", said[2]
        )
        assert httpx.get(f"{address}/v1/health").json()["tape"] == "sample"


def test_other_commands_do_not_wait_for_the_web() -> None:
    look = "import sys, tapecheck.cli.check; print({'litestar', 'uvicorn'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert found.stdout == "set()\n"


def test_it_serves_a_tape_and_rules_that_are_named(tmp_path: Path) -> None:
    tape = tmp_path / "tape"
    shutil.copytree(sample_tape_path(), tape)
    with served("--tape", tape, "--rules", ROOT / "rules", log=tmp_path / "log") as (_, said, _):
        assert said[0].startswith(f"tape: sample ({tape}, digest ")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_asked(tmp_path: Path, how: signal.Signals) -> None:
    with served(log=tmp_path / "log") as (address, _, server):
        assert httpx.get(f"{address}/v1/health").is_success
        server.send_signal(how)
        status = server.wait(timeout=30)
    assert status == (0 if how == signal.SIGINT else -how)
    assert "Application shutdown complete" in (tmp_path / "log").read_text()


def test_it_runs_on_uvloop_and_httptools(tmp_path: Path) -> None:
    with served(log=tmp_path / "log") as (address, _, server):
        assert httpx.get(f"{address}/v1/health").is_success
        maps = Path(f"/proc/{server.pid}/maps")
        if not maps.exists():
            pytest.skip("no /proc here to see what a process has loaded")
        loaded = maps.read_text()
    assert "uvloop" in loaded
    assert "httptools" in loaded


def test_the_log_holds_addresses_and_no_article(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with served(log=log) as (address, _, _):
        httpx.post(f"{address}/v1/checks", json={"text": "Embargoed until nine."}, timeout=60)
        httpx.post(
            f"{address}/v1/checks", json={"text": "Embargoed", "published": "soon"}, timeout=60
        )
    assert "POST /v1/checks" in log.read_text()
    assert "Embargoed" not in log.read_text()


def test_a_ledger_that_cannot_be_reached_is_told_in_one_line(tmp_path: Path) -> None:
    said = refused("--database", f"sqlite:///{tmp_path}/none/ledger.sqlite3")
    assert f"the ledger cannot be used: there is no folder {tmp_path}/none; see that" in said


def test_it_is_not_open_to_others_without_a_word(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/ledger.sqlite3"
    said = refused("--host", "0.0.0.0", "--database", database)
    assert said == (
        "error: --host 0.0.0.0: others could reach the service, and no API key was made; "
        "make one with `tapecheck keys create HOLDER`, or say --open\n"
    )


def test_once_there_is_a_key_it_is_asked_for(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/ledger.sqlite3"
    create = [*COMMAND, "keys", "create", "cms", "--database", database]
    token = subprocess.run(create, capture_output=True, text=True, check=True).stdout.strip()
    with served(log=tmp_path / "log") as (address, said, _):
        assert "keys: every request needs one" in said
        headers = {"authorization": f"Bearer {token}"}
        assert httpx.post(f"{address}/v1/checks", json=ROSE, timeout=60).status_code == 401
        assert httpx.post(f"{address}/v1/checks", json=ROSE, headers=headers, timeout=60).is_success


@pytest.mark.parametrize("how", [(), ("--open",)])
def test_without_keys_it_answers_to_this_machine_s_own_names_and_those_that_are_allowed(
    tmp_path: Path, how: tuple[str, ...]
) -> None:
    told = ("--allow-host", "News.example", *how)
    with served(*told, log=tmp_path / "log") as (address, _, _):
        port = address.rpartition(":")[2]
        for host in (f"localhost:{port}", f"127.0.0.1:{port}", "news.example"):
            assert httpx.get(f"{address}/v1/health", headers={"host": host}).status_code == 200
        answer = httpx.get(f"{address}/v1/health", headers={"host": f"evil.example:{port}"})
        assert (answer.status_code, answer.json()["type"]) == (421, "/problems/other-host")


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("TAPECHECK_WORKERS", "many", "'many' is not a valid integer range"),
        ("TAPECHECK_WORKERS", "0", "0 is not in the range 1<=x<=64"),
        ("TAPECHECK_LOG_FORMAT", "xml", "'xml' is not one of 'json', 'text'"),
        ("TAPECHECK_OPEN", "perhaps", "'perhaps' is not a valid boolean"),
    ],
)
def test_a_wrong_setting_in_the_environment_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, says: str
) -> None:
    monkeypatch.setenv(variable, value)
    said = refused()
    assert said.startswith(f"error: {variable}: {says}")
    assert said.endswith("; `tapecheck serve --help` tells what it takes\n")


def _workers(server: subprocess.Popen[bytes]) -> set[int]:
    """Return the processes that a server, or a thread of it, has started."""
    threads = Path(f"/proc/{server.pid}/task").glob("*/children")
    children = [child for each in threads for child in each.read_text().split()]
    return {
        int(child)
        for child in children
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    }


@pytest.mark.slow
def test_a_worker_that_is_killed_is_replaced_and_no_request_fails(tmp_path: Path) -> None:
    def send(place: int) -> int:
        article = ROSE | {"text": f"{ROSE['text']} {place}"}
        return httpx.post(f"{address}/v1/checks", json=article, timeout=30).status_code

    with served("--workers", 2, log=tmp_path / "log") as (address, _, server):
        assert send(0) == 200
        _until(lambda: len(_workers(server)) == 2)
        first = _workers(server)
        with ThreadPoolExecutor(4) as threads:
            answers = threads.map(send, range(1, 200))
            os.kill(min(first), signal.SIGKILL)
            assert set(answers) == {200}
        assert len(_workers(server) - first) == 1


@pytest.mark.slow
def test_workers_that_are_told_to_stop_with_the_server_finish_what_they_took(
    tmp_path: Path,
) -> None:
    long = {"text": (sample_text().partition("---\n")[2] * 100)[:19_000]}
    with served("--workers", 2, log=tmp_path / "log") as (address, _, server):
        with ThreadPoolExecutor(8) as threads:
            waiting = [
                threads.submit(
                    httpx.post, f"{address}/v1/checks", json=long | {"title": f"{n}"}, timeout=60
                )
                for n in range(8)
            ]
            _until(lambda: any(answer.done() for answer in waiting))
            for process in (server.pid, *_workers(server)):  # as systemd does
                os.kill(process, signal.SIGTERM)
            assert {answer.result().status_code for answer in waiting} == {200}
        assert server.wait(timeout=30) == -signal.SIGTERM


@pytest.mark.slow
def test_another_tape_is_taken_without_dropping_a_request(tmp_path: Path) -> None:
    tape, other = tmp_path / "tape", tmp_path / "other"
    shutil.copytree(sample_tape_path(), tape)
    sources = ROOT / "service" / "tapecheck" / "reference" / "sample" / "sources"
    told = ["--instruments", sources / "instruments.csv", "--bars", sources / "bars-alibaba.csv"]
    load = [*COMMAND, "tape", "load", "--into", other, "--name", "other", *told]
    subprocess.run([*map(str, load)], check=True, capture_output=True)
    seen: list[str] = []
    with served("--tape", tape, log=tmp_path / "log") as (address, _, _), httpx.Client() as client:
        ends = time.monotonic() + 30
        while "other" not in seen and time.monotonic() < ends:
            article = ROSE | {"text": f"{ROSE['text']} {len(seen)}"}
            seen.append(client.post(f"{address}/v1/checks", json=article).json()["tape"])
            if len(seen) == 5:
                tape.rename(tmp_path / "old")
                other.rename(tape)
    assert seen[:5] == ["sample"] * 5
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] == "other"


def _until(holds: Callable[[], bool]) -> None:
    ends = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < ends, "it did not come about in 30 seconds"
        time.sleep(0.1)


def test_a_port_in_use_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused("--port", port)
    assert said == (
        f"error: 127.0.0.1:{port}: cannot listen there: address already in use; "
        "name another --host or --port\n"
    )


def test_a_host_that_is_none_of_ours_is_told_in_one_line() -> None:
    said = refused("--host", "192.0.2.1", "--open")
    assert said.startswith("error: 192.0.2.1:0: cannot listen there: ")


def test_a_tape_that_cannot_be_used_is_told_in_one_line(tmp_path: Path) -> None:
    assert refused("--tape", tmp_path / "none") == (
        f"error: {tmp_path}/none: no such folder; make one with `tapecheck tape load`\n"
    )
    assert "is not a tape: no manifest.json" in refused("--tape", tmp_path)
    changed = tmp_path / "changed"
    shutil.copytree(sample_tape_path(), changed)
    with (changed / "bars.parquet").open("ab") as bars:
        bars.write(b"\0")
    said = refused("--tape", changed)
    assert f"{changed}/bars.parquet: was changed since it was loaded" in said


def test_a_rule_file_with_a_typo_is_told_in_one_line(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    changes = rules / "en" / "claims" / "change.toml"
    changes.write_text(changes.read_text().replace("measure =", "mesure =", 1))
    said = refused("--rules", rules)
    assert "unknown key 'mesure'" in said
    assert "did you mean 'measure'?" in said


def test_eight_at_once_get_the_same_bytes(address: str) -> None:
    alone = httpx.post(f"{address}/v1/checks", json=ROSE, timeout=60).content
    with httpx.Client(base_url=address) as client, ThreadPoolExecutor(8) as threads:
        answers = threads.map(lambda _: client.post("/v1/checks", json=ROSE).content, range(64))
        assert set(answers) == {alone}


def test_a_body_that_is_too_large_is_told_so_before_it_is_read(address: str) -> None:
    headers = {"content-type": "application/json"}
    size = 9 * 2**20
    answer = httpx.post(f"{address}/v1/checks", content=b" " * size, headers=headers, timeout=60)
    assert answer.status_code == 413
    assert answer.json()["size"] == size
    answer = httpx.post(
        f"{address}/v1/checks", content=iter([b" " * 2**20] * 9), headers=headers, timeout=60
    )
    assert answer.status_code == 413
    assert answer.json()["limit"] == 8 * 2**20


@pytest.mark.slow
def test_health_and_short_articles_are_answered_while_long_ones_are_checked(address: str) -> None:
    long = {"text": (sample_text().partition("---\n")[2] * 400)[:1_000_000]}
    with httpx.Client(base_url=address, timeout=120) as client, ThreadPoolExecutor(2) as threads:
        waiting = [threads.submit(client.post, "/v1/checks", json=long) for _ in range(2)]
        time.sleep(0.3)
        rounds = 0
        while not all(answer.done() for answer in waiting):
            assert client.get("/v1/health").is_success
            assert client.post("/v1/checks", json=ROSE).is_success
            rounds += 1
        assert all(answer.result().status_code == 200 for answer in waiting)
    # A server that checks in its event loop is deaf until both are done: two rounds at most.
    assert rounds > 10


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a wheel's command, built and installed as in the Dockerfile, and a place to run it."""
    made = tmp_path_factory.mktemp("wheel")
    hatchling = str(Path(sys.executable).with_name("hatchling"))
    build = [hatchling, "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = made.glob("*.whl")
    python = made / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", made / "venv"], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps"]
    subprocess.run([*pip, "--no-index", str(wheel)], check=True, capture_output=True)
    (packages,) = (made / "venv" / "lib").glob("python*/site-packages")
    # The locked dependencies are those of this environment, without its editable tapecheck: what
    # a .pth file there names is not followed.
    own = next(Path(place) for place in sys.path if Path(place).name == "site-packages")
    (packages / "locked.pth").write_text(f"{own}\n")
    elsewhere = made / "elsewhere"
    elsewhere.mkdir()
    return made / "venv" / "bin" / "tapecheck", elsewhere


def run(installed: tuple[Path, Path], *arguments: object) -> str:
    command, elsewhere = installed
    ended = subprocess.run(
        [command, *map(str, arguments)], cwd=elsewhere, env={"PATH": os.defpath},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return ended.stdout


@pytest.mark.slow
def test_the_wheel_works_from_another_folder(installed: tuple[Path, Path]) -> None:
    command, elsewhere = installed
    assert run(installed, "--version").startswith("tapecheck 0.")
    packages = next(command.parents[1].glob("lib/python*/site-packages"))
    tape = packages / "tapecheck" / "reference" / "sample" / "tape"
    assert run(installed, "tape", "show", tape).startswith("tape sample, format 1\n")
    assert "change.percent" in run(installed, "rules")
    shown = json.loads(run(installed, "demo", "--format", "jsonl"))
    assert shown["tape"] == "sample"
    where = "import tapecheck; print(tapecheck.__file__)"
    python = command.with_name("python")
    found = subprocess.run([python, "-c", where], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == str(packages / "tapecheck" / "__init__.py")
    assert not list(elsewhere.iterdir())


def _healthy(look: list[str]) -> bool:
    return subprocess.run(look, check=False, capture_output=True, timeout=10).returncode == 0


@pytest.mark.slow
def test_the_wheel_serves_and_the_image_s_health_check_sees_it(
    installed: tuple[Path, Path],
) -> None:
    command, elsewhere = installed
    told = re.search(r'CMD \["python", "-c", "(.*)"\]', (ROOT / "Dockerfile").read_text())
    assert told
    log = elsewhere.with_name("log")
    bare = {"cwd": elsewhere, "env": {"PATH": os.defpath}}
    with served("--host", "0.0.0.0", "--open", log=log, command=[command], **bare) as (
        address,
        _,
        _,
    ):
        port = address.rpartition(":")[2]
        look = [str(command.with_name("python")), "-c", told[1].replace("8000", port)]
        # As Docker does in the start period, until the workers are ready.
        healthy = (_healthy(look) or time.sleep(0.5) for _ in range(40))
        assert any(healthy)
        assert httpx.get(f"http://127.0.0.1:{port}/docs").is_success
    assert subprocess.run(look, check=False, capture_output=True).returncode == 1


def test_each_request_is_one_line_of_json_with_its_id(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with served("--log-format", "json", log=log) as (address, _, _):
        httpx.post(f"{address}/v1/checks", json=ROSE, headers={"x-request-id": "cms-7"}, timeout=60)
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    (told,) = (line for line in lines if line["event"] == "POST /v1/checks")
    assert (told["method"], told["path"], told["status"]) == ("POST", "/v1/checks", 200)
    assert (told["request_id"], told["level"], told["sender"]) == ("cms-7", "info", "")
    assert told["ms"] > 0
    assert any(line["event"] == "Application startup complete." for line in lines)


@pytest.mark.slow
def test_a_request_in_flight_is_answered_when_it_is_stopped(tmp_path: Path) -> None:
    long = {"text": (sample_text().partition("---\n")[2] * 400)[:400_000]}
    log = tmp_path / "log"
    with served("--article-seconds", 60, log=log) as (address, _, server):
        with ThreadPoolExecutor(2) as threads:
            waiting = threads.submit(httpx.post, f"{address}/v1/checks", json=long, timeout=60)
            _until(lambda: len(_workers(server)) == 2)  # one for short articles, one for long ones
            assert not waiting.done()
            server.send_signal(signal.SIGTERM)
            answer = waiting.result()
        assert answer.status_code == 200
        assert len(answer.json()["assertions"]) > 1000
        assert server.wait(timeout=30) == -signal.SIGTERM
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/v1/health")
