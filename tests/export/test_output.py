import pytest

from audit.export.output import atomic, written


def test_a_file_appears_whole(tmp_path):
    """What was written stands under the name, and no draft is left."""
    written(str(tmp_path / "a.txt"), ["一\n", "二\n"])
    assert (tmp_path / "a.txt").read_bytes() == "一\n二\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_failure_leaves_the_old_file(tmp_path):
    """When the work fails half way, the former content stays and no draft is left."""
    target = tmp_path / "a.txt"
    target.write_text("old", "utf-8")

    def half():
        yield "new"
        raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError):
        written(str(target), half())
    assert target.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_link_is_followed(tmp_path):
    """The file that a link points to is replaced, not the link."""
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old", "utf-8")
    link.symlink_to(real)
    with atomic(link) as file:
        file.write("new")
    assert link.is_symlink()
    assert real.read_text("utf-8") == "new"


def test_without_a_file_the_answer_goes_to_stdout(capsys):
    """None means stdout."""
    written(None, ["一", "二"])
    assert capsys.readouterr().out == "一二"
