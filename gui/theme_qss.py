"""What do Qt's own widgets look like under the tokens?

A palette and one style sheet for the standard controls; what we paint ourselves (buttons,
chips, cards, bars) takes its colours from the Theme directly. Sizes follow the 4 px rhythm.
Fonts are set on the widgets, never here: a style sheet takes no half pixels.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from gui.icons import IconSet
from gui.tokens import Colors, Theme

_R = QPalette.ColorRole


def palette(theme: Theme) -> QPalette:
    """The Qt palette of the theme, for Fusion and for whatever the style sheet leaves alone."""
    c = theme.colors
    result = QPalette()
    for role, color in (
        (_R.Window, c.bg), (_R.WindowText, c.text), (_R.Base, c.surface),
        (_R.AlternateBase, c.bg), (_R.Text, c.text), (_R.Button, c.surface),
        (_R.ButtonText, c.text), (_R.BrightText, c.bad), (_R.Highlight, c.accent),
        (_R.HighlightedText, c.onaccent), (_R.ToolTipBase, c.surface), (_R.ToolTipText, c.text),
        (_R.PlaceholderText, c.faint), (_R.Link, c.accent), (_R.LinkVisited, c.accent),
        (_R.Light, c.surface), (_R.Midlight, c.hover), (_R.Mid, c.border2),
        (_R.Dark, c.border2), (_R.Shadow, c.border), (_R.Accent, c.accent),
    ):  # fmt: skip
        result.setColor(role, color)
    for role in (_R.WindowText, _R.Text, _R.ButtonText, _R.PlaceholderText):
        result.setColor(QPalette.ColorGroup.Disabled, role, _faded(c.text))
    result.setColor(QPalette.ColorGroup.Disabled, _R.Highlight, c.border2)
    return result


def style_sheet(theme: Theme) -> str:
    """The style sheet of the whole application."""
    c = theme.colors
    return "".join(
        (
            _grounds(c),
            _inputs(c, theme.icons),
            _tables(c),
            _menus(c),
            _small_parts(c, theme.icons),
            _plain_buttons(c, theme.icons),
        )
    )


def _faded(color: QColor) -> QColor:
    faded = QColor(color)
    faded.setAlphaF(0.4)
    return faded


def _rgba(color: QColor) -> str:
    return f"rgba({color.red()},{color.green()},{color.blue()},{color.alpha()})"


def _grounds(c: Colors) -> str:
    tones = "".join(
        f'QLabel[tone="{tone}"]{{color:{color.name()};}}'
        for tone, color in (
            ("text", c.text), ("muted", c.muted), ("faint", c.faint), ("accent", c.accent),
            ("must", c.must), ("choice", c.ch), ("ok", c.ok), ("warn", c.warn), ("bad", c.bad),
            ("onaccent", c.onaccent),
        )
    )  # fmt: skip
    return f"""
    QMainWindow, QDialog, QWidget[ground="bg"] {{ background:{c.bg.name()}; }}
    QWidget[ground="surface"] {{ background:{c.surface.name()}; }}
    QFrame[panel="true"] {{ background:{c.surface.name()}; border:1px solid {c.border.name()};
        border-radius:8px; }}
    QFrame[line="true"] {{ background:{c.border.name()}; border:0; }}
    {tones}
    QLabel:disabled {{ color:{_rgba(_faded(c.text))}; }}
    QSplitter::handle {{ background:{c.border.name()}; }}
    QStatusBar {{ background:{c.surface.name()}; color:{c.muted.name()}; }}
    """


def _inputs(c: Colors, icons: IconSet) -> str:
    """Fields and boxes.

    The padding above and below a combo box is the same with and without the focus: Qt (6.8 to 6.11)
    takes it for the room around the list, measured with the focus and laid out without, and the
    last row would not fit.
    """
    boxes = "QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit"
    focused = ", ".join(f"{name.strip()}:focus" for name in boxes.split(","))
    off = ", ".join(f"{name.strip()}:disabled" for name in boxes.split(","))
    arrow = icons.file("chevron-down", c.muted)
    up = icons.file("chevron-up", c.muted)
    return f"""
    {boxes} {{ background:{c.surface.name()}; color:{c.text.name()};
        border:1px solid {c.field.name()}; border-radius:6px; padding:6px 9px;
        selection-background-color:{c.accent.name()}; selection-color:{c.onaccent.name()}; }}
    {focused} {{ border:2px solid {c.accent.name()}; padding:5px 8px; }}
    {off} {{ color:{_rgba(_faded(c.text))}; border-color:{c.border2.name()}; }}
    QLineEdit[invalid="true"] {{ border:1px solid {c.bad.name()}; }}
    QLineEdit[bare="true"] {{ border:0; background:transparent; padding:0; }}
    QAbstractSpinBox {{ padding:4px 2px 4px 9px; }}
    QAbstractSpinBox:focus {{ padding:3px 1px 3px 8px; }}
    QAbstractSpinBox QLineEdit {{ border:0; padding:2px 0; background:transparent; }}
    QComboBox {{ padding:5px 9px; min-height:20px; }}
    QComboBox:focus {{ padding:5px 8px; min-height:18px; }}
    QComboBox::drop-down, QDateEdit::drop-down {{ border:0; width:26px; }}
    QComboBox::down-arrow, QDateEdit::down-arrow {{ image:url({arrow}); width:14px; height:14px; }}
    QComboBox QAbstractItemView {{ background:{c.surface.name()}; color:{c.text.name()};
        border:1px solid {c.border2.name()}; padding:4px; outline:0;
        selection-background-color:{c.accent2.name()}; selection-color:{c.text.name()}; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border:0; width:20px;
        background:transparent; }}
    QAbstractSpinBox::up-arrow {{ image:url({up}); width:12px; height:12px; }}
    QAbstractSpinBox::down-arrow {{ image:url({arrow}); width:12px; height:12px; }}
    """


def _tables(c: Colors) -> str:
    return f"""
    QTableView, QTreeView, QListView {{ background:{c.surface.name()}; color:{c.text.name()};
        border:1px solid transparent; gridline-color:{c.grid.name()}; outline:0;
        selection-background-color:{c.accent2.name()}; selection-color:{c.text.name()};
        alternate-background-color:{c.surface.name()}; }}
    QTableView:focus, QTreeView:focus, QListView:focus {{ border:1px solid {c.accent.name()}; }}
    QTableView::item, QTreeView::item {{ border:0; border-bottom:1px solid {c.grid.name()};
        padding:0 8px; }}
    QTableView::item:hover, QTreeView::item:hover, QListView::item:hover
        {{ background:{c.hover.name()}; }}
    QTableView::item:selected, QTreeView::item:selected, QListView::item:selected
        {{ background:{c.accent2.name()}; color:{c.text.name()}; }}
    QTableView::item:focus, QTreeView::item:focus, QListView::item:focus
        {{ border:2px solid {c.accent.name()}; }}
    QListView[cards="true"], QListView[cards="true"]:focus {{ border:0; background:transparent; }}
    QHeaderView {{ background:{c.surface.name()}; border:0; }}
    QHeaderView::section {{ background:{c.surface.name()}; color:{c.faint.name()}; border:0;
        border-bottom:1px solid {c.border.name()}; padding:0 11px; height:29px; font-weight:500; }}
    QHeaderView::section:hover {{ background:{c.hover.name()}; }}
    QTableCornerButton::section {{ background:{c.surface.name()}; border:0; }}
    """


def _menus(c: Colors) -> str:
    return f"""
    QMenu {{ background:{c.surface.name()}; color:{c.text.name()};
        border:1px solid {c.border2.name()}; padding:4px; }}
    QMenu::item {{ padding:5px 24px 5px 10px; border-radius:4px; min-height:18px; }}
    QMenu::item:selected {{ background:{c.accent2.name()}; color:{c.text.name()}; }}
    QMenu::item:disabled {{ color:{_rgba(_faded(c.text))}; }}
    QMenu::icon {{ padding-left:8px; }}
    QMenu::separator {{ height:1px; background:{c.border.name()}; margin:4px 6px; }}
    QMenuBar {{ background:{c.surface.name()}; color:{c.text.name()}; }}
    QMenuBar::item {{ padding:5px 10px; background:transparent; }}
    QMenuBar::item:selected {{ background:{c.hover.name()}; }}
    QToolTip {{ background:{c.surface.name()}; color:{c.text.name()};
        border:1px solid {c.border2.name()}; padding:4px 6px; }}
    """


def _small_parts(c: Colors, icons: IconSet) -> str:
    tick = icons.file("check", c.onaccent)
    marks = "QCheckBox::indicator, QTableView::indicator, QListView::indicator"
    checked = ", ".join(f"{name.strip()}:checked" for name in marks.split(","))
    return f"""
    QCheckBox, QRadioButton {{ spacing:8px; padding:3px; border:2px solid transparent;
        border-radius:6px; }}
    QCheckBox:focus, QRadioButton:focus {{ border:2px solid {c.accent.name()}; }}
    {marks} {{ width:14px; height:14px; border:1px solid {c.field.name()}; border-radius:4px;
        background:{c.surface.name()}; }}
    {checked} {{ background:{c.accent.name()}; border-color:{c.accent.name()};
        image:url({tick}); }}
    QRadioButton::indicator {{ width:14px; height:14px; border:1px solid {c.field.name()};
        border-radius:8px; background:{c.surface.name()}; }}
    QRadioButton::indicator:checked {{ width:6px; height:6px; border:5px solid {c.accent.name()};
        background:{c.onaccent.name()}; }}
    QProgressBar {{ background:{c.border.name()}; border:0; border-radius:3px; max-height:6px;
        min-height:6px; }}
    QProgressBar::chunk {{ background:{c.accent.name()}; border-radius:3px; }}
    QScrollArea {{ border:0; background:transparent; }}
    QAbstractScrollArea::corner {{ background:transparent; border:0; }}
    QScrollBar:vertical {{ background:transparent; width:10px; margin:0; }}
    QScrollBar:horizontal {{ background:transparent; height:10px; margin:0; }}
    QScrollBar::handle {{ background:{c.border2.name()}; border-radius:3px; }}
    QScrollBar::handle:vertical {{ min-height:28px; margin:2px 2px; }}
    QScrollBar::handle:horizontal {{ min-width:28px; margin:2px 2px; }}
    QScrollBar[idle="true"]::handle {{ background:transparent; }}
    QScrollBar::handle:hover {{ background:{c.field.name()}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width:0; height:0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background:transparent; }}
    QTabBar::tab {{ padding:8px 14px; color:{c.muted.name()};
        border-bottom:2px solid transparent; }}
    QTabBar::tab:selected {{ color:{c.text.name()}; border-bottom:2px solid {c.accent.name()}; }}
    QTabWidget::pane {{ border:0; }}
    """


def _plain_buttons(c: Colors, icons: IconSet) -> str:
    """Qt's own buttons: message and file dialogs, the calendar. Ours are painted."""
    plain = "QDialogButtonBox QPushButton"
    left, right = icons.file("chevron-left", c.muted), icons.file("chevron-right", c.muted)
    return f"""
    {plain} {{ background:{c.surface.name()}; color:{c.text.name()}; padding:6px 14px;
        border:1px solid {c.border2.name()}; border-radius:6px; }}
    {plain}:hover {{ background:{c.hover.name()}; }}
    {plain}:default {{ background:{c.accent.name()}; color:{c.onaccent.name()};
        border-color:{c.accent.name()}; }}
    {plain}:focus {{ border:2px solid {c.accent.name()}; padding:5px 13px; }}
    {plain}:default:focus {{ border:2px solid {c.onaccent.name()}; }}
    {plain}:disabled, {plain}:default:disabled {{ color:{_rgba(_faded(c.text))};
        background:{c.sunken.name()}; border-color:{c.border.name()}; }}
    QToolButton {{ background:transparent; color:{c.text.name()}; border:2px solid transparent;
        border-radius:6px; padding:3px 6px; }}
    QToolButton:hover {{ background:{c.hover.name()}; }}
    QToolButton:focus {{ border:2px solid {c.accent.name()}; }}
    QToolButton::menu-indicator {{ image:none; }}
    QCalendarWidget QWidget#qt_calendar_navigationbar {{ background:{c.surface.name()}; }}
    QCalendarWidget QToolButton#qt_calendar_prevmonth {{ qproperty-icon:url({left}); }}
    QCalendarWidget QToolButton#qt_calendar_nextmonth {{ qproperty-icon:url({right}); }}
    QCalendarWidget QTableView::item {{ border:0; padding:0; }}
    """
