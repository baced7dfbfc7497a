"""The Dockerfile's steps, run in a clean directory where no Docker engine is at hand; what comes out must answer."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, with continued lines joined."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text())
    lines = [line.split(None, 1) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(name, rest) for name, rest in lines]


class Builder:
    """Runs the instructions with each stage's WORKDIR as a directory of its own."""

    def __init__(self, place: Path) -> None:
        self.place, self.stages = place, dict[str, Path]()
        self.here, self.settings, self.command = place, dict[str, str](), ""

    def build(self) -> None:
        for number, (name, rest) in enumerate(instructions()):
            if name == "FROM":
                self.here = self.place / str(number)
                self.stages[rest.rpartition(" ")[2]] = self.here
                self.here.mkdir()
            elif name == "COPY":
                self._copy(rest)
            elif name == "RUN":
                self.run(rest)
            elif name == "ENV":
                self.settings = dict(part.split("=", 1) for part in shlex.split(rest.replace("/app", str(self.here))))
            elif name == "CMD":
                self.command = rest

    def _copy(self, rest: str) -> None:
        *sources, target = rest.split()
        start = ROOT
        if sources[0].startswith("--from="):
            start = self.stages[sources.pop(0).removeprefix("--from=")]
        for source in sources:
            found = start / source.removeprefix("/app/")
            goal = self.here / target / (found.name if found.is_file() else "")
            if found.is_dir():
                shutil.copytree(found, goal, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(found, goal)

    def run(self, command: str) -> str:
        environment = {**os.environ, **self.settings, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        done = subprocess.run(
            command, shell=True, cwd=self.here, env=environment, capture_output=True, text=True, check=False, stdin=-3
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout


def test_the_image_answers(tmp_path: Path) -> None:
    builder = Builder(tmp_path)
    builder.build()
    assert builder.run("venv/bin/python -m bot health") == "All is well.\n"
    assert "take a commissioning approach" in builder.run("venv/bin/python -m bot list")
    assert "bot/content" in builder.run('venv/bin/python -c "import bot.services.content as c; print(c.shipped_content())"')
    assert "here is an example" in builder.run("venv/bin/python -m bot serve")


def test_it_is_not_root_and_has_a_health_check() -> None:
    told = dict(instructions())
    assert told["USER"] == "10001:10001"
    assert "health" in told["HEALTHCHECK"]
    assert all(re.search(r":\d+\.\d+\.\d+", rest) for name, rest in instructions() if name == "FROM"), "images are pinned"
