"""Does ./run bring what the system lacks, and ask for it exactly where it may not?"""

from pathlib import Path

import pytest

from tests.ground.machine import QT, WINDOW, Machine

INSTALL = "apt-get install --yes -q --no-install-recommends"
ASK = "    apt-get update && apt-get install --yes --no-install-recommends"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_bare_system_without_sudo_gets_the_exact_line_to_ask_for(machine: Machine) -> None:
    machine.libraries({})
    machine.apt()
    answer = machine.run("demo")
    assert answer.code == 1
    assert answer.err.splitlines()[-1] == f"{ASK} python3 python3-venv {' '.join(QT.values())}"
    assert machine.calls() == []
    assert not (machine.project / ".venv").exists()


def test_the_line_names_only_what_is_missing(machine: Machine) -> None:
    machine.python("python3", 11)
    machine.libraries({name: deb for name, deb in QT.items() if deb != "libegl1"})
    machine.apt()
    answer = machine.run("demo")
    assert answer.code == 1
    assert answer.err.splitlines()[-1] == f"{ASK} libegl1"


def test_root_installs_what_is_missing_and_goes_on(machine: Machine) -> None:
    machine.user(0)
    machine.libraries({})
    machine.apt(brings_python=11)
    answer = machine.run("demo")
    assert answer.code == 0, answer.err
    calls = machine.calls()
    assert calls[:2] == [
        "apt-get update -q",
        f"{INSTALL} python3 python3-venv {' '.join(QT.values())}",
    ]
    assert calls[-1] == "roadmap demo"


def test_a_user_with_sudo_installs_through_it(machine: Machine) -> None:
    machine.libraries(QT)
    machine.apt(brings_python=11)
    machine.sudo()
    assert machine.run("demo").code == 0
    assert machine.calls()[:4] == [
        "sudo",
        "apt-get update -q",
        "sudo",
        f"{INSTALL} python3 python3-venv",
    ]


def test_a_user_whom_sudo_refuses_gets_the_line_to_ask_for(machine: Machine) -> None:
    machine.libraries(QT)
    machine.apt()
    machine.sudo(allowed=False)
    answer = machine.run("demo")
    assert answer.code == 1
    assert answer.err.splitlines()[-1] == f"{ASK} python3 python3-venv"


def test_what_apt_says_is_shown_when_it_fails(machine: Machine) -> None:
    machine.user(0)
    machine.apt(works=False)
    answer = machine.run("demo")
    assert answer.code == 1
    assert "E: no" in answer.err
    assert "apt-get could not install" in answer.err


def test_a_system_without_apt_is_told_what_it_lacks(machine: Machine) -> None:
    machine.python("python3", 12)
    machine.libraries({})
    answer = machine.run("demo")
    assert answer.code == 1
    assert "libgl1 libegl1" in answer.err


def test_the_look_at_the_system_can_be_left_out(machine: Machine) -> None:
    machine.python("python3", 12)
    machine.libraries({})
    machine.env["ROADMAP_SYSTEM"] = "skip"
    assert machine.run("demo").code == 0


def test_a_complete_system_is_left_alone(machine: Machine) -> None:
    machine.user(0)
    machine.python("python3", 11)
    machine.apt()
    assert machine.run("demo").code == 0
    assert not [call for call in machine.calls() if call.startswith("apt-get")]


def test_the_libraries_of_a_window_are_wanted_only_where_a_display_is(machine: Machine) -> None:
    machine.python("python3", 11)
    machine.libraries(QT)
    machine.apt()
    assert machine.run("demo").code == 0
    machine.env["DISPLAY"] = ":0"
    answer = machine.run("demo")
    assert answer.code == 1
    assert answer.err.splitlines()[-1] == f"{ASK} {' '.join(WINDOW.values())}"


def test_the_full_test_brings_the_programs_for_windows_and_pages(machine: Machine) -> None:
    machine.python("python3", 11)
    machine.apt()
    answer = machine.run("test", "--full")
    assert answer.code == 1
    assert answer.err.splitlines()[-1] == f"{ASK} chromium chromium-driver xauth xdotool xvfb"
