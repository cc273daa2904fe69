"""Does ./run make its environment with the right Python, once, and start what was asked?"""

from pathlib import Path

import pytest

from tests.ground.machine import ROOT, Machine

PIP = "python3.11 -m pip install -q --disable-pip-version-check -c constraints.txt -e"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.python("python3", 11)
    return machine


def venv(machine: Machine) -> str:
    return f"{machine.project}/.venv"


def test_a_second_start_sets_nothing_up(machine: Machine) -> None:
    assert machine.run("demo").code == 0
    assert machine.calls() == [
        f"python3.11 -m venv --clear {venv(machine)}",
        "python3.11 -m pip --version",
        f"{PIP} .",
        "roadmap demo",
    ]
    assert machine.run("demo").code == 0
    assert machine.calls() == ["roadmap demo"]


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_changed_requirements_are_installed_again(machine: Machine, name: str) -> None:
    machine.run("demo")
    machine.calls()
    with (machine.project / name).open("a") as file:
        file.write("# changed\n")
    machine.run("demo")
    assert f"{PIP} ." in machine.calls()


def test_a_moved_folder_is_set_up_again(machine: Machine) -> None:
    machine.run("demo")
    machine.calls()
    machine.project = machine.project.rename(machine.project.with_name("moved"))
    machine.run("demo")
    assert f"{PIP} ." in machine.calls()


def test_a_failed_installation_is_tried_again(machine: Machine) -> None:
    machine.python("python3", 11, pip=False)
    answer = machine.run("demo")
    assert answer.code == 1
    assert "could not be installed" in answer.err
    machine.calls()
    machine.run("demo")
    assert f"{PIP} ." in machine.calls()


def test_the_tools_of_the_tests_come_with_the_first_test(machine: Machine) -> None:
    machine.run("demo")
    machine.calls()
    machine.run("test", "tests/ground")
    assert machine.calls() == [
        "python3.11 -m pip --version",
        f"{PIP} .[test]",
        "python3.11 -m pytest tests/ground",
    ]
    machine.run("demo")
    assert machine.calls() == ["roadmap demo"]


def test_uv_is_used_where_it_is_and_downloads_no_python(machine: Machine) -> None:
    machine.uv()
    machine.run("demo")
    used = [call for call in machine.calls() if call.startswith("uv")]
    uv = "uv downloads=never"
    assert used == [
        f"{uv} venv -q --clear --python python3 {venv(machine)}",
        f"{uv} pip install -q --python {venv(machine)}/bin/python -c constraints.txt -e .",
    ]


def test_a_python_without_ensurepip_will_do_where_uv_is(machine: Machine) -> None:
    machine.python("python3", 12, ensurepip=False)
    machine.uv()
    assert machine.run("demo").code == 0


def test_pip_is_used_where_uv_fails(machine: Machine) -> None:
    machine.uv(works=False)
    assert machine.run("demo").code == 0
    assert f"{PIP} ." in machine.calls()


@pytest.mark.parametrize(
    ("present", "chosen"),
    [
        ({"python3": 13, "python3.11": 11}, 13),
        ({"python3": 9, "python3.11": 11}, 11),
        ({"python3": 14, "python3.12": 12, "python3.11": 11}, 12),
        ({"python3": 14}, 14),
        ({"python3": 10, "python3.14": 14}, 14),
    ],
)
def test_the_python_is_chosen(machine: Machine, present: dict[str, int], chosen: int) -> None:
    for name, version in present.items():
        machine.python(name, version)
    machine.run("demo")
    assert machine.calls()[0].startswith(f"python3.{chosen} -m venv")


def test_the_python_that_is_named_is_taken(machine: Machine) -> None:
    machine.python("mine", 12)
    machine.env["ROADMAP_PYTHON"] = "mine"
    machine.run("demo")
    assert machine.calls()[0].startswith("python3.12 -m venv")


def test_a_system_with_an_old_python_only_is_told_so(machine: Machine) -> None:
    machine.python("python3", 9)
    machine.user(0)
    machine.apt()
    answer = machine.run("demo")
    assert answer.code == 1
    assert "Python 3.11 or newer" in answer.err


def test_a_folder_that_is_no_environment_is_left_alone(machine: Machine) -> None:
    kept = machine.project / ".venv" / "letter.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    answer = machine.run("demo")
    assert answer.code == 1
    assert "is no Python environment" in answer.err
    assert kept.read_text() == "mine"


def test_words_the_folder_and_the_exit_code_reach_the_command(
    machine: Machine, tmp_path: Path
) -> None:
    machine.env["EXIT_roadmap"] = "3"
    answer = machine.run("new", "a b.roadmap", "--name", "T*", cwd=tmp_path)
    assert machine.calls()[-1] == "roadmap new a b.roadmap --name T*"
    assert answer.out == f"in {tmp_path}\n"
    assert answer.code == 3


def test_no_words_and_help_explain_and_set_nothing_up(machine: Machine) -> None:
    for words in ([], ["--help"]):
        answer = machine.run(*words)
        assert answer.code == 0
        assert "./run test [--full]" in answer.out
    assert machine.calls() == []


def test_the_checks_all_run_and_what_was_left_out_is_named(machine: Machine) -> None:
    machine.env["EXIT_ruff"] = "1"
    answer = machine.run("test")
    assert answer.code == 1
    assert answer.err.splitlines()[-1] == "Failed: lint format."
    assert "for want of: xauth xdotool xvfb." in answer.err
    ran = [call.split(" ")[0] for call in machine.calls()[3:]]
    assert ran == ["ruff", "ruff", "mypy", "lint-imports", "python3.11"]


def with_programs_for_windows(machine: Machine) -> None:
    for name in ("Xvfb", "xauth", "xdotool", "chromium", "chromedriver"):
        machine.program(name, "exit 0")
    machine.program("xvfb-run", 'shift 3; echo "$QT_QPA_PLATFORM $ROADMAP_TEST_FULL $*" >>"$CALLS"')


def test_the_tests_with_windows_run_where_their_programs_are(machine: Machine) -> None:
    with_programs_for_windows(machine)
    answer = machine.run("test")
    assert answer.code == 0, answer.err
    assert machine.calls()[-1] == f"xcb 1 {venv(machine)}/bin/python -m pytest -m window -q"
    assert answer.err.splitlines()[-1] == "All passed."


def test_the_full_test_leaves_nothing_out(machine: Machine) -> None:
    with_programs_for_windows(machine)
    answer = machine.run("test", "--full")
    assert answer.code == 0, answer.err
    assert "Left out" not in answer.err
    assert machine.calls()[-1] == f"xcb 1 {venv(machine)}/bin/python -m pytest -m window -q"


def test_benchmarks_and_pictures_are_started(machine: Machine) -> None:
    machine.run("bench")
    assert machine.calls()[-1] == "python3.11 -m pytest -q -o timeout=0 -s tests/benchmarks"
    machine.run("pictures")
    assert machine.calls()[-1] == "python3.11 -m gui.pictures"


def test_the_build_server_calls_the_full_test(machine: Machine) -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert '/../run" test --full' in script
