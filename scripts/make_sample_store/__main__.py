"""Makes the sample store: `python -m scripts.make_sample_store` from the repository's root.

Writes products.csv and renders the pictures that are missing; `--again PATTERN` renders those
whose file name matches a second time, `--all` renders every one. It needs NumPy and Pillow
only, which Storewise itself needs too; a picture takes about three seconds on one core.
"""

from __future__ import annotations

import argparse
import fnmatch
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from . import csv_file
from .catalogue import CATEGORIES
from .pictures import every, saved

FOLDER = Path(__file__).resolve().parents[2] / "src" / "storewise" / "sample_store"


def main() -> int:
    """Write the catalogue and the pictures; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=FOLDER, help="folder to write to")
    parser.add_argument("--again", metavar="PATTERN", help="render these pictures again")
    parser.add_argument("--all", action="store_true", help="render every picture again")
    parser.add_argument("--no-pictures", action="store_true", help="write products.csv only")
    parser.add_argument("--jobs", type=int, default=1, help="pictures to render at a time")
    wish = parser.parse_args()
    wish.to.mkdir(parents=True, exist_ok=True)
    rows = csv_file.write(wish.to / "products.csv", CATEGORIES)
    products = [product for category in CATEGORIES for product in category.products]
    print(f"{len(products)} products in {rows} rows")
    if wish.no_pictures:
        return 0
    pictures = list(every(products))
    wanted = [
        p
        for p in pictures
        if wish.all
        or not (wish.to / p.file).exists()
        or (wish.again and fnmatch.fnmatch(Path(p.file).name, wish.again))
    ]
    print(f"{len(pictures)} pictures, {len(wanted)} to render")
    with ProcessPoolExecutor(wish.jobs) as pool:
        for size, picture in zip(
            pool.map(_save_by_file, [(p.file, str(wish.to)) for p in wanted]), wanted, strict=True
        ):
            print(f"{picture.file} {size / 1000:.1f} kB", flush=True)
    _remove_strangers(wish.to, {p.file for p in pictures})
    return 0


def _save_by_file(job: tuple[str, str]) -> int:
    """Render one picture by its file name, in a worker process."""
    file, folder = job
    products = [product for category in CATEGORIES for product in category.products]
    picture = next(p for p in every(products) if p.file == file)
    return saved(picture, Path(folder))


def _remove_strangers(folder: Path, files: set[str]) -> None:
    """Delete pictures that no product uses any more."""
    for path in sorted((folder / "images").glob("*.webp")):
        if f"images/{path.name}" not in files:
            path.unlink()
            print(f"removed {path.name}")


if __name__ == "__main__":
    sys.exit(main())
