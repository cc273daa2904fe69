"""Where a person's settings, data, caches and logs lie; ROADMAP_PORTABLE puts all in one folder."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def config_folder() -> Path:
    """Return the folder of the settings."""
    return _folder("config", platformdirs.user_config_path("roadmap"))


def settings_path() -> Path:
    """Return where a person's settings are kept; the file need not exist."""
    return config_folder() / "settings.toml"


def data_folder() -> Path:
    """Return the folder of what the program makes itself, such as the sample."""
    return _folder("data", platformdirs.user_data_path("roadmap"))


def cache_folder() -> Path:
    """Return the folder of what may be thrown away."""
    return _folder("cache", platformdirs.user_cache_path("roadmap"))


def log_folder() -> Path:
    """Return the folder that unforeseen errors are written to."""
    return _folder("logs", platformdirs.user_log_path("roadmap"))


def _folder(name: str, usual: Path) -> Path:
    portable = os.environ.get("ROADMAP_PORTABLE")
    return Path(portable) / name if portable else usual
