"""What two kecamatan exported, each of them all units of the sample, not labelled as made up."""

from dataclasses import replace
from pathlib import Path

from data.ingest.load import default_sources, load_books
from data.region.folder import write_folder
from tests.data.persons import ANI

PLACES = ("Bubutan", "Sukomanunggal")


def export_sample(folder: Path) -> Path:
    """Fill the folder, and return it."""
    office = replace(load_books(default_sources()), is_sample=False)
    for place in PLACES:
        write_folder(office, folder, place, ANI)
    return folder
