"""Does the inspector stand beside a page when that page wants it there?"""

from gui.window.window import MainWindow
from tests.gui.window.conftest import item_id


def test_the_log_has_the_whole_width_until_something_is_selected(window: MainWindow) -> None:
    side = window.frame.side
    window.open_page("grid")
    assert side.isVisible()
    window.open_page("decisions")
    assert not side.isVisible()
    window.selection.select((item_id("Patch TLS"),))
    assert side.isVisible()
    window.selection.clear()
    assert not side.isVisible()
    window.open_page("grid")
    assert side.isVisible()
