"""What do Qt's own inputs need besides the style sheet?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QWidget,
)


def pad_spin_box(box: QAbstractSpinBox) -> None:
    """Gives the text of a spin or date box the margin of a line edit.

    The style sheet's padding does not reach the edit field inside (Qt 6.8 to 6.11).
    """
    field = box.findChild(QLineEdit)
    if isinstance(field, QLineEdit):
        field.setTextMargins(9, 0, 0, 0)


def set_up_calendar(edit: QDateEdit) -> None:
    """A date box with a quiet calendar: no week numbers, no red weekends, Monday first."""
    edit.setCalendarPopup(True)
    calendar = edit.calendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())


def leave_wheel(box: QComboBox | QAbstractSpinBox) -> None:
    """Leaves the wheel to what scrolls around a box, unless the box has the focus.

    Else whoever scrolls a long form chooses something in each box that comes under the pointer.
    """
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(_WheelLeft(box))


class _WheelLeft(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget):
            return False
        if watched.hasFocus():
            return False
        event.ignore()
        return True
