"""Which fonts can write a name, in whatever script.

Fonts that come with packages are looked at first, so that a certificate is the same on every machine: matplotlib's
own, then Noto's for the scripts these lack, then those of the system. A name that no font can write is refused with
the mend; no certificate shows an empty box.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from matplotlib import font_manager, get_data_path
from matplotlib.font_manager import FontPath, FontProperties
from matplotlib.ft2font import FT2Font

from autograder.errors import AutograderError

LONGEST_NAME = 80  # characters
OWN = (
    "STIXGeneral.ttf",
    "DejaVuSerif.ttf",
    "DejaVuSans.ttf",
)  # of matplotlib: Latin, Greek, Cyrillic; Arabic, Hebrew, Georgian, ...
NOTO, NOTO_CJK = "manimgx_fonts", "noto_cjk_sans_otc"  # packages
JAPANESE, KOREAN, CHINESE = 0, 1, 2  # faces of Noto Sans CJK, which draw the same Han characters differently
JOINERS = "\u200c\u200d"  # the only invisible characters that names are written with


def clean(name: str) -> str:
    """A name as it is signed and printed: composed characters, single spaces. AutograderError for what is no name."""
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    if not tidy:
        raise AutograderError("The name is empty; give the one to print with --name.")
    if len(tidy) > LONGEST_NAME:
        raise AutograderError(
            f"{tidy[:20]}...: the name has {len(tidy)} characters, and at most {LONGEST_NAME} can be printed; "
            "give a shorter one with --name."
        )
    for character in tidy:
        if unicodedata.category(character)[0] == "C" and character not in JOINERS:
            raise AutograderError(
                f"The name contains the character U+{ord(character):04X}, which cannot be printed; "
                "give the name without it with --name."
            )
    return tidy


def own(name: str) -> FontProperties:
    """A font that comes with matplotlib, by its file's name."""
    return FontProperties(fname=FontPath(str(Path(get_data_path(), "fonts", "ttf", name)), 0))


def fonts_for(name: str) -> FontProperties:
    """A font that has every character of the name, or several that have them together."""
    needed = {ord(character) for character in name} - {ord(joiner) for joiner in JOINERS}
    useful: list[FontPath] = []
    missing = set(needed)
    for font in _candidates(name):
        has = _characters(font)
        if needed <= has:
            return FontProperties(fname=font)
        if missing & has - {ord(" ")}:
            useful.append(font)
            missing -= has
    if missing:
        raise AutograderError(_nothing_writes(chr(min(missing))))
    return FontProperties(family=[_family(font) for font in useful])


def _candidates(name: str) -> Iterator[FontPath]:
    """Fonts in order of preference; the system's are looked for only if no other will do."""
    for own_font in OWN:
        yield FontPath(str(Path(get_data_path(), "fonts", "ttf", own_font)), 0)
    for path in sorted(_package(NOTO).glob("NotoSans*.ttf"), key=lambda path: ("Italic" in path.name, path.name)):
        yield FontPath(str(path), 0)
    for path in sorted(_package(NOTO_CJK).glob("*.ttc")):
        yield FontPath(str(path), _cjk_face(name))
    for found in sorted(font_manager.findSystemFonts()):
        yield FontPath(found, _cjk_face(name) if "CJK" in found and found.endswith(".ttc") else 0)


def _cjk_face(name: str) -> int:
    scripts = {unicodedata.name(character, "").split(" ")[0] for character in name}
    if scripts & {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}:
        return JAPANESE
    return KOREAN if "HANGUL" in scripts else CHINESE


def _package(name: str) -> Path:
    found = find_spec(name)
    return Path(found.origin).parent if found and found.origin else Path("no such package")


@cache
def _characters(font: FontPath) -> frozenset[int]:
    """What the font can write; nothing, if matplotlib cannot use it."""
    try:
        opened = FT2Font(font.path, face_index=font.face_index)
        return frozenset(opened.get_charmap()) if opened.scalable else frozenset()
    except (OSError, RuntimeError, ValueError):
        return frozenset()


def _family(font: FontPath) -> str:
    """The family's name, made known to matplotlib."""
    name = FT2Font(font.path, face_index=font.face_index).family_name
    if name not in font_manager.fontManager.get_font_names():
        font_manager.fontManager.addfont(font.path)
    return name


def _nothing_writes(character: str) -> str:
    called = unicodedata.name(character, "unnamed")
    script = called.split(" ")[0].split("-")[0]
    package = "fonts-noto-cjk" if script in ("CJK", "HANGUL", "HIRAGANA", "KATAKANA") else "fonts-noto-core"
    return (
        f"No font here can write {character!r} (U+{ord(character):04X}, {called.lower()}); "
        f"run `make setup`, or install Debian's package {package}, or give another spelling of the name with --name."
    )
