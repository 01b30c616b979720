"""The size of files and functions, and what a page may not contain."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "socialplan"
FILES = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
TESTS = list((ROOT / "tests").rglob("*.py"))
TEMPLATES = list((SOURCE / "web" / "templates").rglob("*.html"))
NOT_A_NAME = {"utils", "helpers", "manager", "service", "misc", "common"}
INLINE = re.compile(r"""<style|\sstyle\s*=|\son[a-z]+\s*=\s*["']|hx-on|javascript:|hx-vals=['"]js""", re.I)
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.I)
ELSEWHERE = re.compile(r"""(?:src|href|action)\s*=\s*["']https?://|url\(["']?https?://|@import""", re.I)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES + TESTS, ids=named)
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_module_says_in_one_sentence_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text())), "a module starts with a sentence"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_function_is_longer_than_50_lines(path: Path) -> None:
    functions = [
        node for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]  # fmt: skip
    assert not {one.name for one in functions if (one.end_lineno or 0) - one.lineno + 1 > 50}


def test_names_say_what_is_inside() -> None:
    assert not [named(path) for path in FILES if path.stem in NOT_A_NAME or path.parent.name in NOT_A_NAME]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE / "web/templates")))
def test_a_template_has_no_inline_script_or_style_and_loads_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text()
    assert not INLINE.findall(text)
    assert not SCRIPT.findall(text)
    assert not ELSEWHERE.findall(text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE / "web/templates")))
def test_a_template_stays_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 120


@pytest.mark.parametrize(
    "planted", ['<p style="color:red">', "<a onclick='x()'>", "<script>alert(1)</script>"]
)
def test_the_check_finds_planted_inline_code(planted: str) -> None:
    assert INLINE.search(planted) or SCRIPT.search(planted)


def test_own_styles_load_nothing_from_elsewhere() -> None:
    for path in (SOURCE / "web" / "static" / "socialplan").glob("*.css"):
        assert not ELSEWHERE.findall(path.read_text()), path.name


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.lock")), ids=lambda path: path.name)
def test_a_lock_names_no_address_and_has_a_hash_for_everything(path: Path) -> None:
    text = path.read_text()
    assert "://" not in text
    packages = re.findall(r"^[A-Za-z0-9_.\-\[\]]+==\S+.*$", text, re.M)
    blocks = re.split(r"^(?=[A-Za-z0-9_.\-\[\]]+==)", text, flags=re.M)[1:]
    assert packages and all("--hash=sha256:" in block for block in blocks)


def test_the_lock_of_the_pages_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "frontend" / "package-lock.json").read_text()
