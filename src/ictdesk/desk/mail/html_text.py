"""What an HTML mail says, as plain text. Nothing of it is ever shown as HTML."""

import html
import re

import nh3

DEEPEST = 200
"""Elements within elements: more is no letter, and a parser may spend its stack on it."""
LARGEST = 512 * 1024
BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "table", "ul", "ol"}
DROPPED = {"script", "style", "title", "svg", "math", "noscript", "template"}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
VOID = {"br", "img", "hr", "meta", "link", "input", "wbr", "col", "area", "base", "source"}
BREAK = re.compile(r"<br>|</(?:p|div|li|tr|h[1-4]|blockquote|table|ul|ol)>")
ANY_TAG = re.compile(r"<[^<>]*>")


def to_text(source: str) -> str:
    """The text. Takes time in proportion to the length."""
    source = source[:LARGEST]
    if depth(source) > DEEPEST:
        return _lines(html.unescape(ANY_TAG.sub(" ", source)))
    clean = nh3.clean(source, tags=BLOCKS, clean_content_tags=DROPPED, attributes={}, link_rel=None)
    spaced = " ".join(clean.split())
    return _lines(html.unescape(ANY_TAG.sub("", BREAK.sub("\n", spaced))))


def depth(source: str) -> int:
    """How deep elements lie in one another at most, at least as deep as any parser would find."""
    deepest = now = 0
    for closing, name in TAG.findall(source):
        if closing:
            now = max(0, now - 1)
        elif name.lower() not in VOID:
            now += 1
            deepest = max(deepest, now)
    return deepest


def _lines(text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip()
