"""Finds the messages. A message is its text, or the pair of singular and plural."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file
from django.template import engines
from django.template.base import Node, Template, Token
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

from tools.translations import places
from tools.translations.members import ONLY_MEMBERS, ONLY_MEMBERS_COUNT

type Message = str | tuple[str, str]

FUNCTIONS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_noop": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}
ARGUMENT = re.compile(r'_\("([^"]+)"\)')


def messages() -> set[Message]:
    """All that people outside the team may read."""
    found: set[Message] = set(places.OF_DJANGO)
    for file in places.files(places.WORDS, places.SOURCES):
        found |= {_plain(one[1]) for one in extract_from_file("python", file, keywords=FUNCTIONS)}
    for file in places.files(places.SENTENCES, places.SOURCES):
        found |= set(sentences(file))
    for file in places.files(places.TEMPLATES, places.SOURCES / "templates"):
        found |= set(in_template(file.read_text(encoding="utf-8")))
    return {one for one in found if not _is_for_members(one)}


def _is_for_members(one: Message) -> bool:
    return one in ONLY_MEMBERS if isinstance(one, str) else one[0] in ONLY_MEMBERS_COUNT


def _plain(said: object) -> Message:
    return (str(said[0]), str(said[1])) if isinstance(said, tuple) else str(said)


def sentences(file: Path) -> Iterator[str]:
    """What errors say: the class's own `sentence`, and the text with which one is raised."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            yield from (one.value for one in node.exc.args[:1] if _is_text(one))  # type: ignore[attr-defined]
        elif isinstance(node, ast.AnnAssign | ast.Assign) and _is_text(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(one, ast.Name) and one.id == "sentence" for one in targets):
                yield node.value.value  # type: ignore[union-attr]


def _is_text(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def in_template(source: str) -> Iterator[Message]:
    """Read with Django's own parser, so that spaces and names come out as they are looked up."""
    yield from ARGUMENT.findall(source)
    template: Template = engines["django"].engine.from_string(source)  # type: ignore[attr-defined]
    for node in template.nodelist.get_nodes_by_type(Node):
        if isinstance(node, TranslateNode) and node.filter_expression.var.literal:
            yield str(node.filter_expression.var.literal)
        elif isinstance(node, BlockTranslateNode):
            singular, plural = (_rendered(node, part) for part in (node.singular, node.plural))
            yield (singular, plural) if plural else singular


def _rendered(node: BlockTranslateNode, tokens: list[Token]) -> str:
    text: str = node.render_token_list(tokens)[0] if tokens else ""
    return trim_whitespace(text) if node.trimmed else text
