"""The office's figures draw their result's own numbers, hide small groups, and have words and a table twin."""

import pandas as pd
import pytest

from analysis.charts import marks
from analysis.charts.marks import HIDDEN, Mark
from analysis.charts.style import Chart
from analysis.competence import chart as competence_chart
from analysis.competence import compliance as competence_compliance
from analysis.competence import participation as competence_participation
from analysis.competence import sources
from analysis.competence import text as competence_text
from analysis.competence.compliance import compliance
from analysis.competence.participation import Outreach, participation
from analysis.competence.sources import competence as hours_of
from analysis.cost import chart as cost_chart
from analysis.cost import compute as cost
from analysis.cost import text as cost_text
from analysis.cost.compute import absorption, cost_per_point, return_on_training, training_cost
from analysis.learning import chart as learning_chart
from analysis.learning import compute as learning
from analysis.learning import text as learning_text
from analysis.learning.compute import learning as learn
from analysis.service import chart as service_chart
from analysis.service import compute as service
from analysis.service import text as service_text
from analysis.service.compute import backlog, service_times
from analysis.stats.intervals import Share
from analysis.survey import chart as survey_chart
from analysis.survey import compute as survey_compute
from analysis.survey import text as survey_text
from analysis.survey.compute import satisfaction, trend
from analysis.targets.chart import targets_table
from analysis.targets.compute import target_statuses
from data.panel.dataset import Dataset
from data.panel.exposure import ANY
from data.problems import NoAnswer
from data.vocabulary.ikm import UNSUR
from data.vocabulary.indicators import indicator
from tests.analysis.office import nip, staff, trainings

SOURCE = "buku uji"
STAFF = staff(*({"nip": nip(n), "unit": "A" if n < 6 else "B"} for n in range(12)))
SCORED = {"jp": 20, "biaya": 1_000_000, "bentuk": "Seminar", "nilai_pre": 50}
REFUSED = {"kehadiran": "menolak", "alasan": "Sibuk", "nama_pelatihan": "Lain"}
FEW = {"jp": 4, "biaya": 0, "nama_pelatihan": "Kecil", "nilai_pre": 60, "nilai_post": 90}
TRAININGS = trainings(
    *({"nip": nip(n), **SCORED, "nilai_post": 70 + n} for n in range(6)),
    *({"nip": nip(n), **REFUSED} for n in range(6, 12)),
    *({"nip": nip(n), **FEW} for n in range(3)),
)
SURVEY = pd.DataFrame(
    {"unit": "A", "period": pd.Period("2025Q1") + place % 2, "layanan": "KTP" if place % 3 else None,
     **{key: 3.0 + (place + number) % 2 for number, key in enumerate(UNSUR)}}
    for place in range(20)
)  # fmt: skip
FIRST = pd.Timestamp("2025-01-06 08:00")
CASES = pd.DataFrame(
    {"unit": "A", "layanan": "KTP" if place % 2 else "KK", "masuk": FIRST + pd.Timedelta(weeks=place),
     "selesai": pd.NaT if place == 19 else FIRST + pd.Timedelta(weeks=place, minutes=30 + place),
     "standar_menit": 40.0, "standar_hari_kerja": float("nan"), "dikembalikan": place % 5 == 0}
    for place in range(20)
)  # fmt: skip
BUDGET = pd.DataFrame(
    {"tahun": [2025, 2025], "program": ["Diklat", "Magang"], "pagu": [100.0, 50.0], "realisasi": [80.0, 50.0]}
)


def every_chart() -> list[Chart]:
    survey, times = satisfaction(SURVEY), service_times(CASES, ["layanan"])
    came = participation(STAFF, TRAININGS, 70)
    return [
        survey_chart.elements(survey, SOURCE),
        survey_chart.services(survey, SOURCE),
        survey_chart.course(trend(SURVEY, "Q"), SOURCE),
        survey_chart.spread(survey, SOURCE),
        competence_chart.minimum(compliance(STAFF, TRAININGS, 2025), SOURCE),
        *(competence_chart.hours(hours_of(STAFF, TRAININGS), kind, SOURCE) for kind in competence_chart.BREAKDOWNS),
        competence_chart.funnel(came, SOURCE),
        *(competence_chart.refusals(came, group, SOURCE) for group in competence_chart.GROUPS),
        competence_chart.reasons(came, SOURCE),
        learning_chart.scores(learn(TRAININGS), SOURCE),
        service_chart.times(times, SOURCE),
        service_chart.shares(times, "on_time", SOURCE),
        service_chart.shares(times, "returned", SOURCE),
        service_chart.backlog_chart(backlog(CASES), SOURCE),
        cost_chart.trainings(training_cost(STAFF, TRAININGS), SOURCE),
        cost_chart.absorption_chart(absorption(BUDGET), SOURCE),
    ]


@pytest.mark.parametrize("chart", every_chart(), ids=lambda chart: chart.title)
def test_every_chart_says_what_it_shows(chart: Chart) -> None:
    assert chart.figure.layout.template.layout.paper_bgcolor == "#FFFFFF"
    assert len(chart.title.split()) <= 10
    assert SOURCE in chart.caption
    assert "n = " in chart.caption
    assert chart.alt
    assert chart.subtitle
    assert len(chart.table) == len(chart.data) > 0
    assert set(chart.decimals) <= set(chart.data.columns)


def test_elements_are_drawn_at_their_index_lowest_first() -> None:
    survey = satisfaction(SURVEY)
    chart = survey_chart.elements(survey, SOURCE)
    drawn = next(list(trace.x) for trace in chart.figure.data if trace.mode == "markers")
    assert drawn == sorted(one.index for one in survey.elements)
    assert chart.data["Indeks"].tolist() == drawn


def test_a_small_group_shows_no_number_anywhere() -> None:
    chart = learning_chart.scores(learn(TRAININGS), SOURCE)
    hidden = chart.data[chart.data["Keterangan"] == HIDDEN]
    assert "Kecil" in set(hidden["Pelatihan"])
    assert hidden[["n", "Sebelum", "Sesudah", "Perubahan"]].isna().all(axis=None)
    assert HIDDEN in chart.alt
    few = learn(TRAININGS[TRAININGS["nama_pelatihan"] == "Kecil"])
    card = learning_text.cards(few)[0]
    assert (card.value, card.note) == ("–", HIDDEN)


def test_a_bar_is_as_long_as_its_share_and_pppk_are_not_judged() -> None:
    met = compliance(STAFF, TRAININGS, 2025)
    chart = competence_chart.minimum(met, SOURCE)
    assert chart.title == "Semua PNS sudah 20 JP di 1 dari 2 unit"
    assert list(chart.figure.data[-1].x) == [0.0, 100.0]
    assert all(card.good is None for card in competence_text.cards(met))
    assert set(competence_chart.missing_table(met)["NIP"].str[:14]) == {"•" * 14}


def test_a_change_of_refusals_has_a_direction_only_beyond_chance() -> None:
    day = pd.Timestamp("2025-06-01")
    clear = Outreach(day, 6, Share(0.5, 0.4, 0.6, 100), Share(0.1, 0.05, 0.2, 100), -0.4, -0.5, -0.3, -1)
    unsure = Outreach(day, 6, Share(0.5, 0.2, 0.8, 8), Share(0.4, 0.1, 0.7, 8), -0.1, -0.5, 0.3, 0)
    assert competence_chart.outreach(clear, "Ajakan", SOURCE).title == "Penolakan turun sesudahnya"
    chart = competence_chart.outreach(unsure, "Ajakan", SOURCE)
    assert chart.title == "Penolakan belum jelas berubah sesudahnya"
    assert "selisih −10,0 poin persen (95%: −50,0 sampai +30,0)" in chart.caption


def test_the_outline_is_the_budget_and_the_bar_what_was_spent() -> None:
    chart = cost_chart.absorption_chart(absorption(BUDGET), SOURCE)
    outline, bar = chart.figure.data
    assert list(outline.x) == [100.0, 50.0]
    assert list(bar.x) == [80.0, 50.0]
    assert chart.title == "Realisasi 86,7% dari pagu"


def test_an_open_case_is_counted_and_said() -> None:
    (every,) = service_times(CASES)
    told = service_text.sentences(every)
    assert "1 berkas belum selesai; ikut dihitung, tidak dibuang." in told
    assert service_chart.backlog_chart(backlog(CASES), SOURCE).title == "1 berkas belum selesai pada akhir Mei 2025"


def test_marks_without_a_number_keep_their_words_and_markup_stays_text() -> None:
    fig = marks.dots([Mark("<b>A</b>", float("nan"), HIDDEN), Mark("B", 2.0, "2", 1.0, 3.0)])
    texts = [note.text for note in fig.layout.annotations]
    assert texts == ["&lt;b&gt;A&lt;/b&gt;<br><b>Tidak ditampilkan (n &lt;</b><br><b>5)</b>", "B<br><b>2</b>"]
    assert marks.dots([Mark("A", float("nan"), "–")]).layout.xaxis.range == (-0.08, 1.08)
    assert marks.bars([Mark("A", 0.0, "0")]).layout.xaxis.range == (0, 1.04)
    assert marks.bars([Mark("A", 16.7, "16,7%")], shares=True).layout.xaxis.range == (-2, 102)


@pytest.mark.parametrize("n", [9, 25, 279])
def test_however_many_rows_a_picture_stays_within_its_height(n: int) -> None:
    rows = [Mark(f"Seksi Ketenteraman dan Ketertiban Umum {place}", 50.0, f"50,0% · n = {place}") for place in range(n)]
    for figure in (marks.dots(rows), marks.bars(rows)):
        assert figure.layout.height <= 700
        assert (figure.layout.meta or 0) == max(n - 10, 0)
        assert len(figure.layout.annotations) == min(n, 10)


def test_an_index_against_its_target_is_judged_by_its_interval() -> None:
    goals = pd.DataFrame(
        {"indikator": ["ikm", "ikm"], "tahun": [2025, 2030], "target": [60.0, 60.0], "arah": None, "unit": None}
    )
    found = survey_compute.survey_goals(Dataset(skm=SURVEY, target=goals), (), "1/9")
    assert found["tahun"].tolist() == [2025]
    assert found["step"].to_list() == ["hijau"]
    assert found["achieved"].tolist() == [100 * found["ikm"][0] / 60]
    assert survey_chart.goals_table(found)["Tahun"].tolist() == ["2025"]


def test_the_follow_up_plan_puts_the_lowest_elements_first_and_counts_what_was_done() -> None:
    survey = satisfaction(SURVEY)
    assert survey_chart.action_plan(survey)["Prioritas unsur"].iloc[0].startswith(survey.lowest[0].label)
    assert survey_text.follow_up(pd.DataFrame({"status": ["sudah", "belum", None]})) == (
        "1 dari 3 rencana tindak lanjut (33,3%) sudah dilaksanakan, tingkat 30–80%; 1 tanpa status."
    )


def test_benefit_says_whose_assumption_it_is() -> None:
    point = cost_per_point(2_000_000, 2, 4.0, 2.0, 6.0, indicator("ikm"))
    told = cost_text.return_sentence(return_on_training(point, 500_000, 2), 500_000, 2)
    assert told.startswith("BCR 4,00 (selang 95%: 2,00 sampai 6,00); ROI 300% (selang 95%: 100 sampai 500).")
    assert "berasal dari kantor" in told


def test_empty_books_are_each_answered_in_a_sentence() -> None:
    for ask in (
        lambda: survey_compute.survey(Dataset()),
        lambda: competence_compliance.hours(Dataset(), 2025),
        lambda: sources.sources_of_hours(Dataset(), (), None),
        lambda: competence_participation.attendance(Dataset(), None),
        lambda: learning.learned(Dataset(), (), ANY),
        lambda: service.service_by(Dataset(), (), ""),
        lambda: cost.budget(Dataset()),
    ):
        with pytest.raises(NoAnswer, match=r"^[A-Z].*\.$"):
            ask()


def test_a_target_table_names_the_unit_and_a_status() -> None:
    months = pd.period_range("2025-01", periods=12, freq="M")
    panel = pd.DataFrame(
        {"unit": "A", "period": months, "indicator": "ikm", "value": [80.0 + n % 3 for n in range(12)], "n": 1}
    )
    panel = panel.assign(porsi_terlatih=0.0, jp_per_pegawai=0.0, first_treated=pd.NaT)
    goals = pd.DataFrame({"indikator": ["ikm"], "tahun": [2025], "target": [70.0], "arah": ["naik"], "unit": [None]})
    table = targets_table(target_statuses(panel, goals))
    assert table[["Unit", "Capaian (%)", "Status", "Terhadap target"]].to_numpy().tolist() == [
        ["A", 100 * 81 / 70, "hijau", "jelas di atas target"]
    ]
