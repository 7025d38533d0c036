"""The verbs of this room."""

from ictdesk.privacy.export.commands.keep import Made, keep_bundle
from ictdesk.privacy.export.commands.note import note_begun, note_failed, note_fetched, note_progress
from ictdesk.privacy.export.commands.order import order_bundle
from ictdesk.privacy.export.commands.review import judge_passage, judge_rest, mark_words
from ictdesk.privacy.export.commands.suggest import Suggestion, keep_suggestions
from ictdesk.privacy.export.commands.take_along import (
    begin_export,
    drop_exports,
    fetch_export,
    keep_export,
    note_export_failed,
    order_export,
    void_exports,
)
from ictdesk.privacy.export.commands.void import drop_old, void_bundles

__all__ = [
    "Made",
    "Suggestion",
    "begin_export",
    "drop_exports",
    "drop_old",
    "fetch_export",
    "judge_passage",
    "judge_rest",
    "keep_bundle",
    "keep_export",
    "keep_suggestions",
    "mark_words",
    "note_begun",
    "note_export_failed",
    "note_failed",
    "note_fetched",
    "note_progress",
    "order_bundle",
    "order_export",
    "void_bundles",
    "void_exports",
]
