"""Files that the commands write for one person: readable by nobody else."""

import os
from pathlib import Path

from sdm_tool.cli.messages import Refused

ONLY_OWNER = 0o600


def require_folder(file: Path) -> None:
    """Raise Refused where the file's folder is not there, before work is done for it."""
    if not file.absolute().parent.is_dir():
        raise Refused(f"There is no folder {file.absolute().parent}.")


def write_private(file: Path, content: bytes) -> None:
    """Write the file, readable by its owner only. Raises Refused."""
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, ONLY_OWNER)
        with os.fdopen(opened, "wb") as out:
            out.write(content)
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}.") from error
