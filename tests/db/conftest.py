"""A real encrypted store for every test: made once, copied for each."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.local.folder import OfficeFolder, OpenedStore
from tests.db.records import CHEAP, HOLDER, LOGIN, PASSWORD, StoreDesk, found_office

# The keyring of the machine that runs the tests is left alone: secrets go to files beside the store.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


@pytest.fixture(scope="session")
def finished_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed office folder with one officer; tests copy it."""
    root = tmp_path_factory.mktemp("office") / "office"
    folder = OfficeFolder(root, CHEAP)
    opened = folder.create(HOLDER, PASSWORD)
    found_office(opened)
    folder.finish_creation()
    opened.close()
    return root


@pytest.fixture
def folder(finished_office: Path, tmp_path: Path) -> OfficeFolder:
    """A closed office of this test's own."""
    root = tmp_path / "office"
    shutil.copytree(finished_office, root)
    return OfficeFolder(root, CHEAP)


@pytest.fixture
def opened(folder: OfficeFolder) -> Iterator[OpenedStore]:
    """That office, opened by its officer."""
    store = folder.open(LOGIN, PASSWORD)
    yield store
    store.close()


@pytest.fixture
def desk(opened: OpenedStore) -> StoreDesk:
    """The opened store with short ways to write and look."""
    return StoreDesk(opened)
