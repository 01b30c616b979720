"""Every message of the interface, collected from the code and the templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[2] / "src" / "socialplan"
LOCALE = SOURCE / "locale"
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"(?:\bn?p?gettext|\b_)\(({LITERAL})(?:, ({LITERAL}))?")
SINGULAR_ONLY = {"gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}


def in_templates() -> Iterator[tuple[str, Path]]:
    for path in sorted((SOURCE / "web" / "templates").rglob("*.html")):
        for first, second in IN_TEMPLATE.findall(templatize(path.read_text())):
            # templatize doubles the percent sign for xgettext; Django looks a message up as it is written.
            yield ast.literal_eval(first).replace("%%", "%"), path
            if second:
                yield ast.literal_eval(second).replace("%%", "%"), path


def in_code() -> Iterator[tuple[str, Path]]:
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text())
        names = _names(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                for argument in node.args[: names[node.func.id]]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value, path


def _names(tree: ast.AST) -> dict[str, int]:
    """What the translating functions are called in this file, and how many messages each takes."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                if alias.name in SINGULAR_ONLY | PLURAL:
                    found[alias.asname or alias.name] = 2 if alias.name in PLURAL else 1
    return found


def messages() -> dict[str, Path]:
    return dict([*in_code(), *in_templates()])


def dutch() -> dict[str, list[str]]:
    """msgid (or its plural) -> its Dutch forms, over every area."""
    found: dict[str, list[str]] = {}
    for path in sorted((LOCALE / "nl").glob("*.po")):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            if entry.translated():
                forms = list(entry.msgstr_plural.values()) or [entry.msgstr]
                found[entry.msgid] = forms
                if entry.msgid_plural:
                    found[entry.msgid_plural] = forms
    return found
