"""Do the pins fit what pyproject.toml asks for, and name no machine or registry?"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYTHONS = ["3.11", "3.12", "3.13"]


def wanted(root: Path) -> Iterator[Requirement]:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    for lines in [project["dependencies"], *project["optional-dependencies"].values()]:
        yield from map(Requirement, lines)


def environment(python: str) -> dict[str, str]:
    return {
        "python_version": python,
        "python_full_version": f"{python}.1",
        "sys_platform": "linux",
        "platform_python_implementation": "CPython",
    }


@pytest.mark.parametrize("python", PYTHONS)
def test_every_requirement_has_one_pin_that_fits_it(root: Path, python: str) -> None:
    pins: dict[str, str] = {}
    for line in (root / "constraints.txt").read_text().splitlines():
        pin = Requirement(line)
        if pin.marker is None or pin.marker.evaluate(environment(python)):
            name = canonicalize_name(pin.name)
            assert name not in pins, f"{name} is pinned twice for Python {python}"
            pins[name] = str(pin.specifier).removeprefix("==")
    for requirement in wanted(root):
        if requirement.marker is None or requirement.marker.evaluate(environment(python)):
            assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)])


def test_the_pins_name_no_place(root: Path) -> None:
    text = (root / "constraints.txt").read_text()
    assert not any(sign in text for sign in ("://", "@", "--", "/"))


def test_the_page_of_other_peoples_work_names_every_package(root: Path) -> None:
    page = canonicalize_name((root / "THIRD_PARTY.md").read_text())
    for line in (root / "constraints.txt").read_text().splitlines():
        name = canonicalize_name(Requirement(line).name)
        if name != "colorama":  # Windows only, never installed by ./run
            assert name in page, f"{name} is missing in THIRD_PARTY.md"
