SELECT
  "t1"."kecamatan",
  "t1"."unit",
  STRFTIME("t1"."period", '%Y-%m') AS "period",
  "t1"."volume",
  "t1"."n_volume",
  "t1"."berkas_dikembalikan",
  "t1"."n_berkas_dikembalikan",
  "t1"."first",
  "t1"."last",
  "t1"."still_open",
  "t1"."contradict",
  "t1"."no_standard",
  "t1"."too_coarse"
FROM (
  SELECT
    "t0"."kecamatan",
    "t0"."unit",
    DATE_TRUNC('MONTH', "t0"."masuk") AS "period",
    COUNT(*) AS "volume",
    COUNT(*) AS "n_volume",
    (
      SUM(CAST("t0"."dikembalikan" AS INT)) * 100.0
    ) / COUNT("t0"."dikembalikan") AS "berkas_dikembalikan",
    COUNT("t0"."dikembalikan") AS "n_berkas_dikembalikan",
    CAST(LEAST(MIN("t0"."masuk"), MIN("t0"."selesai")) AS DATE) AS "first",
    CAST(GREATEST(MAX("t0"."masuk"), MAX("t0"."selesai")) AS DATE) AS "last",
    SUM(
      CAST((
        DATE_DIFF('MICROSECOND', "t0"."masuk", "t0"."selesai") / 60000000
      ) IS NULL AS INT)
    ) AS "still_open",
    SUM(
      CAST((
        DATE_DIFF('MICROSECOND', "t0"."masuk", "t0"."selesai") / 60000000
      ) < 0 AS INT)
    ) AS "contradict",
    SUM(
      CAST((
        "t0"."standar_menit" IS NULL
      )
      AND (
        "t0"."standar_hari_kerja" IS NULL
      )
      AND (
        (
          DATE_DIFF('MICROSECOND', "t0"."masuk", "t0"."selesai") / 60000000
        ) IS NOT NULL
      ) AS INT)
    ) AS "no_standard",
    SUM(
      CAST((
        (
          DATE_DIFF('MICROSECOND', "t0"."masuk", "t0"."selesai") / 60000000
        ) = 0
      )
      AND (
        "t0"."masuk" = DATE_TRUNC('DAY', "t0"."masuk")
      )
      AND (
        "t0"."standar_menit" < 1440
      ) AS INT)
    ) AS "too_coarse"
  FROM "layanan" AS "t0"
  GROUP BY
    1,
    2,
    3
) AS "t1"
