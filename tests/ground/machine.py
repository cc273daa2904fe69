"""A pretended machine for the tests of ./run: its own PATH with fakes that write down their calls.

Only what decides is faked (who am I, which libraries, which Python, apt, sudo, uv); the shell and
the small tools are the real ones.
"""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("cat", "cksum", "dirname", "env", "mkdir", "mktemp", "rm", "sh", "sort", "tail", "tr")

QT = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

# What `fits` asks on stdin is answered from the version; every other call is written down.
PYTHON = """
version={version}
case $1 in
-)
  cat >/dev/null
  [ "$version" -ge 11 ] && [ "$version" -lt "$2" ] && {{ [ "$3" = uv ] || {ensurepip}; }}
  exit ;;
-V) echo "Python 3.$version.1"; exit ;;
esac
echo "python3.$version $*" >>"$CALLS"
case "$1 $2 $3" in
"-m venv --clear")
  mkdir -p "$4/bin"; cat "$0" >"$4/bin/python"; echo >"$4/pyvenv.cfg" ;;
"-m pip install")
  {pip}
  bin=$(dirname "$0")
  for tool in roadmap ruff mypy lint-imports; do
    printf '#!/bin/sh\\necho "%s $*" >>"$CALLS"; echo "in $PWD"; exit ${{EXIT_%s:-0}}\\n' \\
      "$tool" "$(echo $tool | tr -d -)" >"$bin/$tool"
    "$CHMOD" +x "$bin/$tool"
  done ;;
esac
"$CHMOD" +x "$4/bin/python" 2>/dev/null
exit 0
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one start of ./run gave back."""

    code: int
    out: str
    err: str


class Machine:
    """A folder with the project's set-up files and a PATH of its own."""

    def __init__(self, place: Path) -> None:
        self.project = place / "project with space"
        self.bin = place / "bin"
        self._calls = place / "calls"
        self.env: dict[str, str] = {}
        self.project.mkdir()
        self.bin.mkdir()
        for name in ("run", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, self.project / name)
        for name in TOOLS:
            real = shutil.which(name)
            assert real is not None, f"{name} is needed for these tests"
            (self.bin / name).symlink_to(real)
        self.program("uname", "echo Linux")
        self.user(1000)
        self.libraries({**QT, **WINDOW})

    def program(self, name: str, script: str) -> None:
        """Puts a shell script of that name on the PATH."""
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def user(self, number: int) -> None:
        """Makes the caller the user of that number; 0 is root."""
        self.program("id", f"echo {number}")

    def libraries(self, present: dict[str, str]) -> None:
        """Makes exactly these shared libraries known to ldconfig."""
        lines = "".join(f"\t{name} (libc6,x86-64) => /lib/{name}\n" for name in present)
        self.program("ldconfig", f"cat <<'END'\n250 libs found\n{lines}END")

    def python(self, name: str, version: int, *, ensurepip: bool = True, pip: bool = True) -> None:
        """Puts a pretended Python 3.`version` on the PATH."""
        self.program(
            name,
            PYTHON.format(
                version=version,
                ensurepip="true" if ensurepip else "false",
                pip="" if pip else "exit 1",
            ),
        )

    def apt(self, *, brings_python: int | None = None, works: bool = True) -> None:
        """Puts apt-get on the PATH; installing brings that Python when one is named."""
        script = 'echo "apt-get $*" >>"$CALLS"\n'
        if brings_python is not None:
            self.python("python-from-apt", brings_python)
            brought = self.bin / "python-from-apt"
            kept = self.project.parent / "python-from-apt"
            brought.rename(kept)
            script += f'[ "$1" = update ] || cp "{kept}" "{self.bin}/python3"\n'
            (self.bin / "cp").symlink_to(str(shutil.which("cp")))
        self.program("apt-get", script + ("exit 0" if works else "echo E: no >&2; exit 100"))

    def sudo(self, *, allowed: bool = True) -> None:
        """Puts sudo on the PATH, for a user who may or may not use it."""
        self.program("sudo", 'echo "sudo" >>"$CALLS"\n' + ('exec "$@"' if allowed else "exit 1"))

    def uv(self, *, works: bool = True) -> None:
        """Puts uv on the PATH; it makes the environment with the Python it is given."""
        script = 'echo "uv downloads=$UV_PYTHON_DOWNLOADS $*" >>"$CALLS"\n'
        if works:
            script += (
                'case $1 in venv) exec "$5" -m venv --clear "$6" ;;\n'
                'pip) exec "$5" -m pip install ;; esac'
            )
        else:
            script += "exit 2"
        self.program("uv", script)

    def run(self, *words: str, cwd: Path | None = None) -> Answer:
        """Starts ./run with these words."""
        done = subprocess.run(
            [str(self.project / "run"), *words],
            cwd=cwd or self.project,
            env={
                "PATH": str(self.bin),
                "CALLS": str(self._calls),
                "CHMOD": str(shutil.which("chmod")),
                **self.env,
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def calls(self) -> list[str]:
        """The calls written down since the last look."""
        if not self._calls.exists():
            return []
        lines = self._calls.read_text().splitlines()
        self._calls.unlink()
        return lines
