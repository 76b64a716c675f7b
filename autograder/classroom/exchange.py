"""Our part of nbgrader's exchange: handing in whole, collecting without trust, leaving no trace in git."""

from __future__ import annotations

import datetime
import os
import pwd
import shutil
import tempfile
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect, ExchangeFetchAssignment, ExchangeFetchFeedback, ExchangeSubmit

from autograder import places
from autograder.classroom import handed_in
from autograder.writing import write_whole

ACTIVE = frozenset('"<>\\`')  # no learner's name needs them, and on a page or a command line they act
NOBODY = ""  # whose folders are left where they are
NO_OWNERS = "If this exchange keeps no owners, set c.ExchangeCollect.check_owner = False in nbgrader_config.py."
LEFT_OUT = ".left_out"  # ends the name of a file beside an attempt: what was not taken of it, a line each


class Collect(ExchangeCollect):
    """Copies submissions without following a link, and keeps every attempt under `attempts/`.

    Whoever may write into the exchange names his folder as he likes, and its first part is the learner's name. So a
    folder counts only if that is a name, and if it belongs to the account of that name, or to ours: what an instructor
    laid there himself. nbgrader's `check_owner = False` is for an exchange that keeps no owners.
    """

    src_records: list[dict]

    def init_src(self) -> None:
        super().init_src()
        self.src_records = [record for record in self.src_records if record["username"] != NOBODY]

    def _path_to_record(self, path: str) -> dict:
        try:
            record = super()._path_to_record(path)
        except (ValueError, OverflowError):  # anyone may leave a folder of any name in the exchange
            self.log.warning("%s: its name holds no time; it counts as the oldest attempt", path)
            learner, name = Path(path).name.partition("+")[0], Path(path).name
            record = {"username": learner, "filename": name, "timestamp": datetime.datetime.min}
        if not _is_name(record["username"]):
            self.log.error("%r: no learner has such a name; left in the exchange", record["filename"])
            record["username"] = NOBODY
        elif self.check_owner and not _belongs_to(record["username"], Path(path)):
            self.log.error("%s: belongs to another account than it says; left in the exchange. %s", path, NO_OWNERS)
            record["username"] = NOBODY
        return record

    def do_copy(self, src: str, dest: str, log: object = None) -> None:
        """Each folder appears whole or not at all, so that a collecting that was killed is done again."""
        source, target = Path(src), Path(dest)
        with tempfile.TemporaryDirectory(prefix=".collecting-", dir=places.classroom()) as folder:
            made = Path(folder) / target.name
            left_out = handed_in.copy_plain(source, made, self.coursedir.ignore)
            # The time that collecting goes by; the file that came along may say another.
            handed_in.set_time(made, source.name.rsplit("+", 3)[2])
            handed_in.put_in_order(made, handed_in.assignment_called(self.coursedir.assignment_id))
            kept = places.classroom() / "attempts" / target.name / target.parent.name / source.name
            if not kept.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                shutil.copytree(made, Path(folder) / "kept")
                if left_out:
                    write_whole(kept.with_name(kept.name + LEFT_OUT), "\n".join(left_out).encode(errors="replace"))
                (Path(folder) / "kept").rename(kept)
            made.rename(target)


class Submit(ExchangeSubmit):
    """A submission appears in the exchange whole or not at all: a watch may collect it the moment it is there."""

    inbound_path: str
    cache_path: str

    def copy_files(self) -> None:
        inbound, cache = Path(self.inbound_path), Path(self.cache_path)
        cache.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(prefix=".handing-in-", dir=inbound) as for_inbound,
            tempfile.TemporaryDirectory(prefix=".handing-in-", dir=cache) as for_cache,
        ):
            self.inbound_path, self.cache_path = for_inbound, for_cache
            try:
                super().copy_files()
            finally:
                self.inbound_path, self.cache_path = str(inbound), str(cache)
            for folder, home in ((for_inbound, inbound), (for_cache, cache)):
                for made in Path(folder).iterdir():
                    made.rename(home / made.name)


class FetchAssignment(ExchangeFetchAssignment):
    """Fetches into the working folder, and tells git to look away."""

    def copy_files(self) -> None:
        super().copy_files()
        _hide_from_git(Path(self.dest_path))


class FetchFeedback(ExchangeFetchFeedback):
    """Fetches into the working folder, and tells git to look away."""

    def copy_files(self) -> None:
        super().copy_files()
        if Path(self.dest_path).is_dir():
            _hide_from_git(Path(self.dest_path))


def _is_name(text: str) -> bool:
    return text.isprintable() and not ACTIVE & set(text) and 0 < len(text) <= 128 and text[0] not in "-."


def _belongs_to(learner: str, folder: Path) -> bool:
    owner = folder.lstat().st_uid
    if owner == os.geteuid():
        return True
    try:
        return pwd.getpwuid(owner).pw_name == learner
    except KeyError:
        return False


def _hide_from_git(folder: Path) -> None:
    (folder / ".gitignore").write_text("*\n")
