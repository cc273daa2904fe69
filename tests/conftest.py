"""What every test may rely on: its own home, repeatable examples, and where the shared data lies.

Nothing here knows the product; builders of roadmaps and windows stand beside the tests they serve.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Plain `pytest` is headless as well; ./run test --full sets "xcb" for the tests marked `window`.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples everywhere: a red run can be repeated. `explore` looks further on purpose.
settings.register_profile(
    "repeatable", derandomize=True, deadline=None, database=None, print_blob=False
)
settings.register_profile(
    "explore",
    deadline=None,
    max_examples=1000,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

ROOT = Path(__file__).resolve().parents[1]
# ./run test --full sets this: what is missing then fails instead of being left out.
FULL = os.environ.get("ROADMAP_TEST_FULL") == "1"

# A variable of the machine must not choose another store, style, scale or theme.
STRAY = ("PERSISTENCE_", "SQLITE_", "QT_QPA_PLATFORMTHEME", "QT_STYLE", "QT_SCALE", "QT_FONT")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference data beside the repository; the test is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference data ../shared is not on this machine")
    return folder


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of the session's own: no test reads or writes a person's settings, data or caches.

    QSettings, QStandardPaths and platformdirs all follow these variables on Linux.
    """
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in (
            ("HOME", "."),
            ("XDG_CONFIG_HOME", ".config"),
            ("XDG_DATA_HOME", ".local/share"),
            ("XDG_STATE_HOME", ".local/state"),
            ("XDG_CACHE_HOME", ".cache"),
            ("XDG_RUNTIME_DIR", "runtime"),
        ):
            place = home / folder
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            patch.setenv(name, str(place))
        for name in [name for name in os.environ if name.startswith(STRAY)]:
            patch.delenv(name)
        patch.setenv("LC_ALL", "C.UTF-8")
        yield home


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what reads ../shared, and leave out what needs a display or browser that is not here."""
    browserless = not (shutil.which("chromium") and shutil.which("chromedriver"))
    headless = not os.environ.get("DISPLAY") or os.environ["QT_QPA_PLATFORM"] == "offscreen"
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared)
        if headless and not FULL and item.get_closest_marker("window"):
            item.add_marker(
                pytest.mark.skip(reason="needs a real X display: ./run test --full brings one")
            )
        if browserless and not FULL and item.get_closest_marker("browser"):
            item.add_marker(
                pytest.mark.skip(reason="needs chromium and its driver: ./run test --full")
            )
