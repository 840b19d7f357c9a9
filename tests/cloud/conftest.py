"""AWS on this machine: moto's server. What it takes more easily than AWS does is said where a test meets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from infrastructure import package
from infrastructure.pythons import NoSuchPython
from infrastructure.standing_in import CREDENTIALS, serving_aws


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The stand-in's address, where boto3 and Zappa find it by themselves."""
    folder: Path = tmp_path_factory.mktemp("aws")
    with serving_aws(folder / "aws.log") as address, pytest.MonkeyPatch.context() as patch:
        for name, value in (CREDENTIALS | {"AWS_ENDPOINT_URL": address, "AWS_DEFAULT_REGION": "us-east-1"}).items():
            patch.setenv(name, value)
        yield address


@pytest.fixture(scope="session")
def built() -> None:
    """The package of stage dev, in dist/."""
    try:
        package.build("dev")
    except NoSuchPython as error:
        pytest.skip(str(error))
