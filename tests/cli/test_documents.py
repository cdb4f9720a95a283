"""`storewise documents` adds, lists and removes, and its exit codes mean something."""

from pathlib import Path
from typing import Any


def test_documents_are_added_found_listed_and_removed(storewise: Any, tmp_path: Path) -> None:
    storewise.answer("store", "create", "shop", "--name", "Shop")
    returns = tmp_path / "returns.md"
    returns.write_text("# Returns\n\nGoods may be sent back within 30 days.\n")
    terms = tmp_path / "terms.txt"
    terms.write_text("DELIVERY\n\nWe deliver within three days.\n")
    done = storewise.answer("documents", "add", str(returns), str(terms), "--store", "shop")
    assert [each["title"] for each in done["added"]] == ["Returns", "DELIVERY"]
    assert {each["state"] for each in done["added"]} == {"ready"}
    again = storewise.answer("documents", "add", str(returns), "--store", "shop")
    assert (again["added"], again["known"]) == ([], [str(returns)])
    listed = storewise.answer("documents", "list", "--store", "shop")
    assert [each["file_name"] for each in listed] == ["terms.txt", "returns.md"]
    gone = storewise.run("documents", "remove", listed[0]["id"], "--store", "shop")
    assert gone.returncode == 0, gone.stderr
    assert storewise.run("documents", "remove", listed[0]["id"], "--store", "shop").returncode == 3
    assert len(storewise.answer("documents", "list", "--store", "shop")) == 1


def test_a_refused_file_tells_why_and_stops_no_other(storewise: Any, tmp_path: Path) -> None:
    storewise.answer("store", "create", "shop", "--name", "Shop")
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text("We repair what we sell.\n")
    bad.write_bytes(b"%PDF-1.4\nnothing else")
    alone = storewise.run("documents", "add", str(bad), "--store", "shop")
    assert (alone.returncode, "damaged" in alone.stderr) == (4, True)
    both = storewise.run(
        "documents", "add", str(bad), str(good), "--store", "shop", "--no-wait", "--json"
    )
    assert both.returncode == 8
    assert '"code":"ingestion.document_broken"' in both.stdout
    assert '"title":"good"' in both.stdout
    titled = storewise.run(
        "documents", "add", str(bad), str(good), "--store", "shop", "--title", "Both"
    )
    assert titled.returncode == 2


def test_reindexing_tells_how_many_passages_wait(storewise: Any, tmp_path: Path) -> None:
    storewise.answer("store", "create", "shop", "--name", "Shop")
    terms = tmp_path / "terms.txt"
    terms.write_text("We deliver within three days.\n")
    storewise.answer("documents", "add", str(terms), "--store", "shop", "--no-wait")
    told = storewise.run("reindex", "--store", "shop")
    assert (told.returncode, "1 passages of documents wait" in told.stderr) == (0, True)
