"""What has to be made before the pages run: third-party assets in place, and the Dutch catalogue."""

import re
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
PACKAGES = CHECKOUT / "frontend" / "node_modules"
TOOLS = CHECKOUT / "frontend" / "dist"  # for tests; never served
VENDOR = CHECKOUT / "src" / "socialplan" / "web" / "static" / "vendor"
LOCALE = CHECKOUT / "src" / "socialplan" / "locale"
# A source-map comment names a file that is not copied; manifest storage stops on it.
SOURCE_MAP = re.compile(rb"(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*")
DRAWING = re.compile(r"<path(?! stroke=\"none\")[^>]*/>|<circle[^>]*/>|<line[^>]*/>|<rect[^>]*/>")


def assets() -> int:
    """Copies what frontend/files lists and joins the listed icons into one sprite; returns how many."""
    lines = [line.strip() for line in (CHECKOUT / "frontend" / "files").read_text().splitlines()]
    icons = [line.removeprefix("icon ") for line in lines if line.startswith("icon ")]
    pairs = [line.split(" -> ") for line in lines if " -> " in line and not line.startswith("#")]
    for source, target in pairs:
        tool = target.startswith("dist/")
        _copy(PACKAGES / source, TOOLS / target.removeprefix("dist/") if tool else VENDOR / target)
    (VENDOR / "icons.svg").write_text(_sprite(icons))
    return len(pairs) + 1


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    content = source.read_bytes()
    if source.suffix in (".css", ".js"):
        content = SOURCE_MAP.sub(b"", content)
    target.write_bytes(content)


def _sprite(icons: list[str]) -> str:
    symbols = [_symbol(name) for name in icons]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _symbol(name: str) -> str:
    drawing = (PACKAGES / "@tabler/icons/icons/outline" / f"{name}.svg").read_text()
    shapes = "".join(DRAWING.findall(drawing))
    style = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
    return f'<symbol id="{name}" viewBox="0 0 24 24" {style} stroke-width="2">{shapes}</symbol>'


def catalogues() -> int:
    """Joins the areas of each language into one compiled django.mo; returns how many messages."""
    import polib

    total = 0
    for folder in sorted(path for path in LOCALE.glob("*") if path.is_dir()):
        joined = polib.POFile()
        joined.metadata = {
            "Content-Type": "text/plain; charset=utf-8",
            "Plural-Forms": "nplurals=2; plural=(n != 1);",
        }
        seen: set[tuple[str | None, str]] = set()
        for area in sorted(folder.glob("*.po")):
            for entry in polib.pofile(str(area), encoding="utf-8"):
                key = (entry.msgctxt, entry.msgid)
                if entry.translated() and key not in seen:
                    seen.add(key)
                    joined.append(entry)
        target = folder / "LC_MESSAGES" / "django.mo"
        target.parent.mkdir(exist_ok=True)
        joined.save_as_mofile(str(target))
        total += len(joined)
    return total


STEPS = {"assets": assets, "catalogues": catalogues}

if __name__ == "__main__":
    for step in sys.argv[1:]:
        print(f"{step}: {STEPS[step]()}")
