"""Where the carried files are."""

import pytest

from resources import path


def test_a_carried_file_is_found_whatever_the_working_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert path("fonts/Tinos-Regular.ttf").read_bytes()[:4] == b"\0\1\0\0"


def test_a_missing_file_is_an_error_at_once() -> None:
    with pytest.raises(FileNotFoundError, match=r"Arial\.ttf"):
        path("fonts/Arial.ttf")
