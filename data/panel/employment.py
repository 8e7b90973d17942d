"""Who is on which unit's staff, from when to when; every doubt about the staff list is said."""

import pandas as pd

from data.memoize import memoize

LONG_AGO, FAR_AHEAD = pd.Timestamp("1900-01-01"), pd.Timestamp("2199-12-31")
ONE_DAY = pd.Timedelta(days=1)
MOST_NAMED = 5


@memoize()
def staff_spells(
    pegawai: pd.DataFrame, pelatihan: pd.DataFrame, units: frozenset[str]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """One row a person's spell in a unit: nip, unit, mulai, selesai (both days included, never missing).

    Units of `units` or of the training book that are on no staff list get the people seen in the training book, or one
    nameless employee. The second of the pair says in Indonesian what was assumed.
    """
    listed, said = listed_spells(pegawai)
    notes = list(said)
    seen = pelatihan[["nip", "unit"]].dropna().drop_duplicates()
    seen = seen[~seen["unit"].isin(listed["unit"]) & ~seen["nip"].isin(listed["nip"])]
    bare = sorted(units - set(listed["unit"]) - set(seen["unit"]))
    nameless = pd.DataFrame({"nip": [f"pegawai {unit}" for unit in bare], "unit": bare}, dtype=object)
    if not seen.empty:
        notes.append(
            f"Tanpa daftar pegawai untuk {_some_of(sorted(set(seen['unit'])))}: pembaginya jumlah orang yang tercatat "
            "di buku pelatihan, sehingga porsi sudah dilatih cenderung terlalu tinggi."
        )
    if bare and not pelatihan.empty:
        notes.append(
            f"Tanpa daftar pegawai dan tanpa peserta tercatat untuk {_some_of(bare)}: "
            "dianggap belum dilatih, kecuali lewat pelatihan seluruh unit."
        )
    everywhere = pd.concat([seen, nameless], ignore_index=True).assign(mulai=LONG_AGO, selesai=FAR_AHEAD)
    return pd.concat([listed, everywhere], ignore_index=True), tuple(notes)


@memoize()
def listed_spells(pegawai: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The staff list with its open ends closed: a missing end lasts until the person's next spell starts.

    The second of the pair says in Indonesian what was assumed.
    """
    unnamed = pegawai["nip"].isna() | pegawai["unit"].isna()
    listed = pegawai.loc[~unnamed, ["nip", "unit", "mulai", "selesai"]]
    listed = listed.assign(mulai=listed["mulai"].fillna(LONG_AGO))
    listed = listed.sort_values(["nip", "mulai", "unit", "selesai"], na_position="first")
    listed = listed.drop_duplicates(["nip", "mulai", "unit"], keep="last")
    following = listed.groupby("nip")[["mulai", "unit"]].shift(-1)
    open_ended = listed["selesai"].isna() & (following["mulai"] > listed["mulai"])
    ended = listed["selesai"].mask(open_ended, following["mulai"] - ONE_DAY).fillna(FAR_AHEAD)
    elsewhere = following["unit"].notna() & (following["unit"] != listed["unit"])
    moved, doubled = elsewhere & open_ended, elsewhere & (following["mulai"] <= ended)
    sayings = {
        "baris daftar pegawai tanpa NIP atau tanpa unit tidak ikut dihitung": unnamed,
        "baris daftar pegawai tanpa tanggal selesai dianggap selesai sehari sebelum orangnya mulai di unit lain": moved,
        "orang tercatat di dua unit pada waktu yang sama dan dihitung di keduanya": doubled,
    }
    notes = tuple(f"{which.sum()} {saying}." for saying, which in sayings.items() if which.any())
    return listed.assign(selesai=ended), notes


@memoize()
def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with text keys and dates, also where it is empty or a column is wholly blank."""
    keys = frame.astype({"nip": object, "unit": object})
    return keys.assign(mulai=pd.to_datetime(keys["mulai"]), selesai=pd.to_datetime(keys["selesai"]))


def employed(pegawai: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.Series:
    """Mask of the rows of `pegawai` employed at some time from `first` to `last`; an unknown start or end is open."""
    return ~(pegawai["mulai"] > last) & ~(pegawai["selesai"] < first)


def last_units(pegawai: pd.DataFrame) -> pd.Series:
    """Each person's last unit, by NIP."""
    ordered = pegawai.sort_values("mulai", na_position="first").dropna(subset=["nip"])
    return ordered.drop_duplicates("nip", keep="last").set_index("nip")["unit"]


def _some_of(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f", dan {more} unit lain" if more > 0 else "")
