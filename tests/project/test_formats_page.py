from pathlib import Path

import pytest

from batch.formats.products import FORMATS, PRODUCTS, Product

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"


@pytest.mark.parametrize("name", FORMATS)
def test_the_page_of_formats_names_each(name: str) -> None:
    assert f"| `{name}` |" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.name)
def test_the_page_of_formats_names_every_field_of_a_product(product: Product) -> None:
    (row,) = (
        line
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if f"| `{product.name}` |" in line
    )
    for field in product.texts:
        assert field.key in row
        assert field.when is None or field.when[1] in row
