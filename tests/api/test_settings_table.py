from __future__ import annotations

from api.settings import Settings, environment_name
from api.settings_table import render_settings_table


def test_every_setting_has_one_row_with_a_description() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in render_settings_table().splitlines()[2:]
    ]
    assert [row[0] for row in rows] == [f"`{environment_name(f)}`" for f in Settings.model_fields]
    assert all(len(row) == 3 and row[2].endswith(".") for row in rows)


def test_defaults_are_written_as_a_person_writes_them() -> None:
    table = render_settings_table()
    assert "| `TACTFUL_DEADLINE_MS` | 20,000 |" in table
    assert "| `TACTFUL_GUIDANCE_DIR` | none |" in table
    assert "| `TACTFUL_LOG_LEVEL` | `info` |" in table
    assert "| `TACTFUL_BODY_TIMEOUT_S` | 10 |" in table


def test_a_secret_names_its_file_variable() -> None:
    assert "`OPENAI_API_KEY_FILE`" in render_settings_table()
