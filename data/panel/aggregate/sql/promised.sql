SELECT
  EXTRACT(year FROM "t1"."masuk") AS "first_year",
  EXTRACT(year FROM "t1"."selesai") AS "last_year",
  COUNT(*) AS "cases"
FROM (
  SELECT
    *
  FROM "layanan" AS "t0"
  WHERE
    "t0"."standar_hari_kerja" IS NOT NULL
) AS "t1"
GROUP BY
  1,
  2
