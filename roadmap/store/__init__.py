"""Where a roadmap's history is kept: the bytes of a record, the document, the log in memory.

Start with `opening.py`. Nothing outside this package knows SQLite or the event-sourcing library.
"""

from roadmap.store.checkpoints import Checkpoints as Checkpoints
from roadmap.store.checkpoints import Saved as Saved
from roadmap.store.codec import digest_of as digest_of
from roadmap.store.memory import MemoryLog as MemoryLog
from roadmap.store.opening import create_log as create_log
from roadmap.store.opening import open_any as open_any
from roadmap.store.opening import open_log as open_log
from roadmap.store.sealed_zip import is_zip as is_zip
from roadmap.store.snapshot import Manifest as Manifest
from roadmap.store.snapshot import manifest_of as manifest_of
from roadmap.store.snapshot import write_snapshot as write_snapshot
