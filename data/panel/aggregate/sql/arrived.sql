SELECT
  "t2"."kecamatan",
  "t2"."unit",
  STRFTIME("t2"."period", '%Y-%m') AS "period",
  "t2"."volume",
  "t2"."n_volume",
  "t2"."berkas_dikembalikan",
  "t2"."n_berkas_dikembalikan"
FROM (
  SELECT
    "t1"."kecamatan",
    "t1"."unit",
    DATE_TRUNC('MONTH', "t1"."day") AS "period",
    SUM("t1"."volume") AS "volume",
    SUM("t1"."volume") AS "n_volume",
    (
      SUM("t1"."returned") * 100.0
    ) / SUM("t1"."known") AS "berkas_dikembalikan",
    SUM("t1"."known") AS "n_berkas_dikembalikan"
  FROM (
    SELECT
      "t0"."kecamatan",
      "t0"."unit",
      CAST("t0"."masuk" AS DATE) AS "day",
      COUNT(*) AS "volume",
      SUM(CAST("t0"."dikembalikan" AS INT)) AS "returned",
      COUNT("t0"."dikembalikan") AS "known"
    FROM "layanan" AS "t0"
    GROUP BY
      1,
      2,
      3
  ) AS "t1"
  GROUP BY
    1,
    2,
    3
) AS "t2"
