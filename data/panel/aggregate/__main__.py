"""`python -m data.panel.aggregate`: write the expressions' SQL anew; needs Ibis."""

from data.panel.aggregate.compiled import FOLDER, compile_all

for name, sql in compile_all().items():
    (FOLDER / f"{name}.sql").write_text(sql, encoding="utf-8")
