"""A file is packed piece by piece, and comes back as it came."""

from hashlib import sha256
from pathlib import Path

from socialplan.store.raw import PIECE, Keeping, opened, raw_folder, raw_place

LINES = 40_000


def test_a_file_of_several_pieces_comes_back_whole(tmp_path: Path) -> None:
    source = tmp_path / "said.jsonl"
    lines = (f'{{"id": "{number}", "text": "{number * 7919:064x}"}}\n' for number in range(LINES))
    source.write_text("".join(lines))
    content = source.read_bytes()
    assert len(content) > 3 * PIECE
    with Keeping(tmp_path, 1, [source]) as keeping:
        (name,) = keeping.settled()
    assert name == sha256(content).hexdigest()
    assert [file.stem for file in raw_folder(tmp_path, 1).iterdir()] == [name]
    with opened(raw_place(tmp_path, 1, name)) as kept:
        assert kept.read() == content
