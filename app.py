"""Dampak Pelatihan ASN: the frame around every page — configuration, menu, sample label, error boundary."""

from pathlib import Path
from typing import Any

import streamlit as st

from data.region.kecamatan import kecamatan_sent
from pages.parts import access, cache, filters, memory, presentation, show
from pages.parts.boundary import boundary
from pages.parts.browser import complete_page

OF_STEWARDS = ("unggah", "riwayat", "mutu-data", "hari-libur")
STEWARDS: dict[str, Any] = {"visibility": access.visibility("data")}
OF_ONE_KECAMATAN = "kecamatan"
several = kecamatan_sent()
OF_A_CITY: dict[str, Any] = {"visibility": "visible" if several else "hidden"}
ICON = Path(__file__).parent / "pages" / "parts" / "icon.svg"
MENU_WIDTH = 288
MENU = {
    "Pimpinan": [
        st.Page(
            "pages/leadership/ringkasan.py", title="Ringkasan", icon=":material/summarize:", default=True,
            help="Satu kalimat jawaban, angka pokok, dan satu gambar.",
        ),
        st.Page(
            "pages/leadership/perubahan.py", title="Apa yang berubah bulan ini", url_path="apa-yang-berubah",
            icon=":material/monitoring:", help="Unit yang bulan ini membaik atau memburuk di luar kebiasaannya.",
        ),
        st.Page(
            "pages/leadership/laporan.py", title="Laporan bulanan", url_path="laporan-bulanan",
            icon=":material/description:", help="Laporan satu periode sebagai PPTX, DOCX, XLSX, PDF, dan gambar.",
        ),
    ],
    "Kota": [
        st.Page(
            "pages/city/ringkasan_kota.py", title="Ringkasan kota", url_path="ringkasan-kota",
            icon=":material/location_city:", **OF_A_CITY,
            help="Satu kalimat tentang semua kecamatan, dan siapa yang perlu dukungan.",
        ),
        st.Page(
            "pages/leadership/ringkasan.py", title="Kecamatan", url_path=OF_ONE_KECAMATAN, icon=":material/home_work:",
            help="Ringkasan satu kecamatan.", **OF_A_CITY,
        ),
        st.Page(
            "pages/city/antarkecamatan.py", title="Antarkecamatan", url_path="antarkecamatan",
            icon=":material/compare:", help="Dampak pelatihan dan 20 JP di tiap kecamatan.", **OF_A_CITY,
        ),
        st.Page(
            "pages/city/pelaporan.py", title="Pelaporan", url_path="pelaporan", icon=":material/outbox:",
            help="Kecamatan mana mengirim apa, sampai bulan mana.", **OF_A_CITY,
        ),
    ],
    "Analis": [
        st.Page(
            "pages/analyst/sebelum_sesudah.py", title="Sebelum dan sesudah", url_path="sebelum-sesudah",
            icon=":material/compare_arrows:", help="Tiap unit sebelum dan sesudah pelatihannya.",
        ),
        st.Page(
            "pages/analyst/pelatihan_kepuasan.py", title="Pelatihan dan kepuasan", url_path="pelatihan-kepuasan",
            icon=":material/scatter_plot:", help="Regresi sederhana indikator pada pelatihan.",
        ),
        st.Page(
            "pages/analyst/dampak.py", title="Dampak", icon=":material/insights:",
            help="Dampak pelatihan dibandingkan dengan unit yang belum dilatih, dengan semua pemeriksaannya.",
        ),
        st.Page(
            "pages/analyst/kepuasan.py", title="Survei kepuasan (SKM)", url_path="kepuasan-skm",
            icon=":material/sentiment_satisfied:", help="IKM, sembilan unsur, dan kecukupan sampelnya.",
        ),
        st.Page(
            "pages/analyst/kompetensi.py", title="Pengembangan kompetensi", url_path="kompetensi",
            icon=":material/school:", help="20 JP setahun, asal jam pelatihan, dan penolakan undangan.",
        ),
        st.Page(
            "pages/analyst/pembelajaran.py", title="Pembelajaran dan motivasi", url_path="pembelajaran",
            icon=":material/psychology:", help="Reaksi, nilai tes, perilaku, motivasi, dan hasil pelatihan.",
        ),
        st.Page(
            "pages/analyst/layanan.py", title="Layanan", url_path="layanan",
            icon=":material/schedule:", help="Lama layanan, ketepatan waktu, berkas kembali, dan tunggakan.",
        ),
        st.Page(
            "pages/analyst/biaya.py", title="Biaya", url_path="biaya",
            icon=":material/payments:", help="Biaya pelatihan, serapan anggaran, dan biaya tiap poin perbaikan.",
        ),
        st.Page(
            "pages/analyst/jelajah.py", title="Jelajah", url_path="jelajah",
            icon=":material/table_view:", help="Semua angka dalam satu tabel: saring, urutkan, pivot, dan gambar.",
        ),
    ],
    "Pengelola data": [
        st.Page(
            "pages/steward/unggah.py", title="Unggah", url_path="unggah", icon=":material/upload_file:",
            help="Baca buku Excel kantor Anda dan pakai datanya.", **STEWARDS,
        ),
        st.Page(
            "pages/steward/riwayat.py", title="Riwayat", url_path="riwayat", icon=":material/history:",
            help="Buku yang tersimpan, siapa yang menyimpan, dan cara membatalkannya.", **STEWARDS,
        ),
        st.Page(
            "pages/steward/mutu_data.py", title="Mutu data", url_path="mutu-data", icon=":material/fact_check:",
            help="Apa yang terbaca, apa yang perlu diperbaiki, dan sebabnya.", **STEWARDS,
        ),
        st.Page(
            "pages/steward/hari_libur.py", title="Hari libur", url_path="hari-libur", icon=":material/event_busy:",
            help="Hari yang tidak dihitung sebagai hari kerja, dan yang berbeda di kantor ini.", **STEWARDS,
        ),
        st.Page(
            "pages/steward/kamus.py", title="Kamus dan metode", url_path="kamus", icon=":material/menu_book:",
            help="Arti tiap indikator dan cara tiap angka dihitung.",
        ),
    ],
}  # fmt: skip
"""Of two pages of one file an address inside the dashboard opens the first: the city's come after Ringkasan."""

# The icon comes before the menu: unset, Streamlit would ask the internet for the menu's icon of the page.
st.set_page_config(page_icon=ICON, layout="wide", initial_sidebar_state=MENU_WIDTH)
complete_page(st.container() if presentation.is_on() else st.sidebar)
page = st.navigation(MENU, position="hidden" if presentation.is_on() else "sidebar", expanded=True)
st.set_page_config(page_title=f"{page.title} · Dampak Pelatihan ASN")
cache.begin_run()
with boundary(), filters.travelling(page.url_path):
    access.guard()
    if several:
        filters.kecamatan(several, needed=page.url_path == OF_ONE_KECAMATAN)
    if presentation.is_on():
        presentation.controls(page.url_path)
    else:
        access.door()
    if page.url_path not in ("", OF_ONE_KECAMATAN):
        show.head(page.title)
    if not presentation.is_on():
        show.foot()
    access.show("data" if page.url_path in OF_STEWARDS else None, page.run)
memory.keep_what_is_loaded(page.title)
