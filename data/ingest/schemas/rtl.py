"""The follow-up plan of the satisfaction survey: what is to be done about which element, when, and by whom."""

from data.ingest.schemas.contract import Column, Contract, names, spellings
from data.ingest.schemas.planning import TAHUN
from data.ingest.schemas.shared import IGNORED

WAKTU = spellings(
    I="TW I; Triwulan I; 1; TW 1; Triwulan 1",
    II="TW II; Triwulan II; 2; TW 2; Triwulan 2",
    III="TW III; Triwulan III; 3; TW 3; Triwulan 3",
    IV="TW IV; Triwulan IV; 4; TW 4; Triwulan 4",
)
STATUS = spellings(
    sudah="sudah ditindaklanjuti; sudah selesai; selesai; sudah dilaksanakan; terlaksana; terealisasi; ya",
    belum="belum ditindaklanjuti; belum selesai; belum dilaksanakan; belum terlaksana; proses; dalam proses; tidak",
)
RTL = Contract(
    kind="rtl",
    label="rencana tindak lanjut",
    columns=(
        Column("unsur", "Prioritas Unsur", "text", names("Prioritas Unsur; Unsur Prioritas; Unsur")),
        Column("program", "Program/Kegiatan", "text", vital=True, aliases=names(
            "Program/Kegiatan; Program; Kegiatan; Rencana; Rencana Tindak Lanjut; RTL; Rencana Aksi; Tindak Lanjut"
        )),
        Column("waktu", "Waktu (Triwulan)", "choice", names(
            "Waktu (Triwulan); Waktu; Waktu (TW); Triwulan; TW; Waktu Pelaksanaan; Waktu TW"
        ), choices=WAKTU),
        Column("penanggung_jawab", "Penanggung Jawab", "text", names("Penanggung Jawab; PJ; Penanggungjawab; PIC")),
        TAHUN,
        Column("status", "Status", "choice", names("Status; Status Tindak Lanjut; Realisasi RTL"), choices=STATUS),
        Column("deskripsi", "Deskripsi", "text", names("Deskripsi; Uraian Tindak Lanjut; Deskripsi Tindak Lanjut")),
        Column("dokumentasi", "Dokumentasi", "ignored", names("Dokumentasi; Bukti; Bukti Dukung; Foto")),
        *IGNORED,
    ),
    needs=(("tahun",), ("program",), ("unsur", "deskripsi"), ("waktu", "status")),
    from_title=frozenset({"tahun"}),
    excludes=frozenset({"nip", "pagu"}),
)  # fmt: skip
