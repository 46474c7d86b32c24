"""Write the table of settings into README.md: `python -m tools.settings_in_readme`."""

from __future__ import annotations

import re
from pathlib import Path

from api.settings_table import render_settings_table

README = Path(__file__).parents[1] / "README.md"
TABLE = re.compile(r"(?<=<!-- settings: rendered by `make settings` -->\n).*?(?=<!--)", re.DOTALL)


def main() -> None:
    """Replace what stands between the two comments."""
    text = README.read_text(encoding="utf-8")
    README.write_text(TABLE.sub(lambda _: render_settings_table(), text, count=1), encoding="utf-8")


if __name__ == "__main__":
    main()
