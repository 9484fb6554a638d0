import pytest

from ui.theme.tokens import TEXT_PAIRS, TOKENS, Theme, contrast


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1.0)


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="/".join)
def test_text_can_be_read_in_every_theme(theme: Theme, pair: tuple[str, str]) -> None:
    tokens = TOKENS[theme]
    assert contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) >= 4.5
