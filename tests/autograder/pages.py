"""What a page may hold that travels alone: looked at as a browser's parser sees it, without a browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from autograder import pages

ELEMENTS = """
    html head meta title style body header main nav section article h1 h2 h3 h4 p ul ol li a div span strong em code
    pre br table thead tbody tr th td figure figcaption svg rect text line img wbr details summary footer blockquote
"""
QUIET = frozenset(ELEMENTS.split())
LINKS = ("href", "src", "srcset", "action", "formaction", "data", "poster", "background", "xlink:href", "style")


class Page(HTMLParser):
    """The elements of a page, and what is wrong with them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.policy = ""
        self.style = ""
        self._in_style = False
        self.ids: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if tag not in QUIET:
            self.faults.append(f"<{tag}>")
        for name, value in found.items():
            if name.startswith("on"):
                self.faults.append(f"{tag} {name}")
            if (
                name in LINKS
                and not value.startswith("#")
                and not (tag == "img" and value.startswith("data:image/png"))
            ):
                self.faults.append(f"{tag} {name}={value[:40]}")
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"]
        elif "http-equiv" in found:
            self.faults.append(f"meta {found['http-equiv']}")
        self.ids += [found["id"]] if "id" in found else []
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        self.style += data * self._in_style


def faults(text: str) -> list[str]:
    """What the page holds that could act, load or send; and whether its policy is what it should be."""
    page = Page(text)
    found = page.faults
    if page.policy != pages.policy(page.style):
        found.append(f"policy: {page.policy}")
    if re.search(r"url\(|@import|expression\(", page.style):
        found.append("a style that loads")
    if len(page.ids) != len(set(page.ids)):
        found.append("an id that comes twice")
    return found
