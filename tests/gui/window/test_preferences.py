"""Preferences: the person's hold at once, the roadmap's are one decision."""

from __future__ import annotations

from dataclasses import fields

import pytest
from pytestqt.qtbot import QtBot

from gui.dialogs.preferences.dialog import PreferencesDialog
from gui.dialogs.preferences.lists import ComponentsTab, HolidaysTab, TeamsTab
from gui.dialogs.preferences.thresholds import ThresholdsTab
from gui.settings import Settings
from gui.theme import ThemeSource
from gui.window.window import MainWindow
from roadmap.values import Criticality, Thresholds
from tests.gui.window.conftest import command, idle, item_id


def opened(window: MainWindow, themes: ThemeSource) -> PreferencesDialog:
    dialog = PreferencesDialog(themes, Settings(), window.session, window)
    dialog.open()
    return dialog


def test_saving_without_a_change_decides_nothing(
    window: MainWindow, themes: ThemeSource, qtbot: QtBot
) -> None:
    dialog = opened(window, themes)
    assert dialog.commands() == []
    with qtbot.waitSignal(dialog.changed) as heard:
        dialog.accept()
    assert heard.args == [Settings()]
    assert window.session.count == 7


def test_everything_changed_is_one_decision(
    window: MainWindow, themes: ThemeSource, qtbot: QtBot
) -> None:
    session = window.session
    dialog = opened(window, themes)
    calendar, words, _ = dialog._forms
    teams, components, holidays = (
        next(tab for tab in dialog._lists if isinstance(tab, kind))
        for kind in (TeamsTab, ComponentsTab, HolidaysTab)
    )
    calendar.name.setText("Harbour Platform")  # type: ignore[union-attr]  # a CalendarTab
    words.currency.setText("CHF")  # type: ignore[union-attr]  # a WordsTab
    fill(teams, "Storage")
    fill(components, "Load balancer", "high", "Ines", "")
    fill(holidays, "2026-12-25", "Christmas")
    dialog.accept()
    idle(qtbot, session)
    assert session.count == 8
    assert (session.settings.name, session.settings.currency) == ("Harbour Platform", "CHF")
    assert [team.name for team in session.live.teams.ordered()] == ["Storage"]
    [component] = session.live.components.ordered()
    assert (component.criticality, component.owner) == (Criticality.HIGH, "Ines")
    assert [day.name for day in session.live.holidays.ordered()] == ["Christmas"]
    again = opened(window, themes)
    lists = {type(tab): tab for tab in again._lists}
    lists[TeamsTab].table.selectRow(0)
    lists[TeamsTab].remove_chosen()
    model = lists[ComponentsTab].table.model()
    model.setData(model.index(0, 1), "low")
    again.accept()
    idle(qtbot, session)
    assert session.live.teams.ordered() == []
    assert session.live.components.ordered()[0].criticality is Criticality.LOW


def test_a_threshold_changes_alone_and_the_others_stay_to_the_last_digit(
    window: MainWindow, themes: ThemeSource, qtbot: QtBot
) -> None:
    session = window.session
    third = {"fire_share": 1 / 3, "fire_left_share": 0.3, "stuck_sprints": 5}
    session.execute([command("edit_roadmap", thresholds=third)])
    idle(qtbot, session)
    dialog = opened(window, themes)
    assert dialog.commands() == []
    tab = next(form for form in dialog._forms if isinstance(form, ThresholdsTab))
    assert set(tab.boxes) == {each.name for each in fields(Thresholds)}
    tab.boxes["validated_share"].setValue(60)
    dialog.accept()
    idle(qtbot, session)
    assert session.settings.thresholds == Thresholds(
        fire_share=1 / 3, fire_left_share=0.3, stuck_sprints=5, validated_share=0.6
    )


def test_a_component_that_changes_its_team_takes_its_open_items_along(
    window: MainWindow, themes: ThemeSource, qtbot: QtBot
) -> None:
    session = window.session
    session.execute([command("add_team", name="Edge"), command("add_component", name="Proxies")])
    session.execute([command("edit_item", item=item_id("Patch TLS"), component="Proxies")])
    idle(qtbot, session)
    dialog = opened(window, themes)
    components = next(tab for tab in dialog._lists if isinstance(tab, ComponentsTab))
    model = components.table.model()
    model.setData(model.index(0, 3), "Edge")
    dialog.accept()
    idle(qtbot, session)
    [edge] = session.live.teams.ordered()
    assert session.live.components.ordered()[0].team == edge.id
    assert session.live.items[item_id("Patch TLS")].team == edge.id


def fill(tab: TeamsTab | ComponentsTab | HolidaysTab, *texts: str) -> None:
    tab.add_line()
    row = tab.table.rowCount() - 1
    for place, text in enumerate(texts):
        model = tab.table.model()
        model.setData(model.index(row, place), text)


def test_what_a_rule_refuses_keeps_the_dialog_open(window: MainWindow, themes: ThemeSource) -> None:
    dialog = opened(window, themes)
    holidays = next(tab for tab in dialog._lists if isinstance(tab, HolidaysTab))
    fill(holidays, "next Friday", "Party")
    dialog.accept()
    assert dialog.isVisible()
    assert "write the day as 2026-12-25" in dialog.problem.text
    dialog.reject()


def test_in_the_past_the_roadmap_tabs_are_off(window: MainWindow, themes: ThemeSource) -> None:
    window.session.go_to(2)
    dialog = opened(window, themes)
    assert not dialog._forms[0].isEnabled()
    assert dialog.commands() == []
    dialog.reject()


def test_the_theme_is_one_of_three(themes: ThemeSource, window: MainWindow) -> None:
    dialog = PreferencesDialog(themes, Settings(theme="dark", text_size=150), None, window)
    assert dialog.you.settings == Settings(theme="dark", text_size=150)
    dialog.you.theme.setCurrentIndex(0)
    dialog.you.name.setText("  Maya   Okafor ")
    assert dialog.you.settings.theme == "system"
    assert dialog.you.settings.name == "Maya Okafor"


def test_why_nothing_can_be_changed_is_plain_text(
    window: MainWindow, themes: ThemeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = "'<b>a</b>.roadmap' is write-protected."
    monkeypatch.setattr(type(window.session), "read_only", property(lambda _: reason))
    for part in opened(window, themes)._lists:
        assert "&lt;b&gt;a&lt;/b&gt;" in part.toolTip()
        assert part.accessibleDescription() == reason
