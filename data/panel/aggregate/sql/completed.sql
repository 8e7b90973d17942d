SELECT
  "t1"."kecamatan",
  "t1"."unit",
  NULLIF("t1"."bulan", 'belum') AS "period",
  QUANTILE_CONT("t1"."taken", 0.5) AS "lama_layanan",
  COUNT("t1"."taken") AS "n_lama_layanan",
  (
    SUM(
      CAST(CASE
        WHEN (
          "t1"."minutes" < 0
        ) OR "t1"."too_coarse"
        THEN CAST(NULL AS BOOLEAN)
        WHEN "t1"."standar_menit" IS NOT NULL
        THEN COALESCE("t1"."lama_menit", "t1"."minutes") <= "t1"."standar_menit"
        ELSE "t1"."hari_kerja" <= "t1"."standar_hari_kerja"
      END AS INT)
    ) * 100.0
  ) / COUNT(
    CASE
      WHEN (
        "t1"."minutes" < 0
      ) OR "t1"."too_coarse"
      THEN CAST(NULL AS BOOLEAN)
      WHEN "t1"."standar_menit" IS NOT NULL
      THEN COALESCE("t1"."lama_menit", "t1"."minutes") <= "t1"."standar_menit"
      ELSE "t1"."hari_kerja" <= "t1"."standar_hari_kerja"
    END
  ) AS "tepat_waktu",
  COUNT(
    CASE
      WHEN (
        "t1"."minutes" < 0
      ) OR "t1"."too_coarse"
      THEN CAST(NULL AS BOOLEAN)
      WHEN "t1"."standar_menit" IS NOT NULL
      THEN COALESCE("t1"."lama_menit", "t1"."minutes") <= "t1"."standar_menit"
      ELSE "t1"."hari_kerja" <= "t1"."standar_hari_kerja"
    END
  ) AS "n_tepat_waktu",
  SUM(CAST("t1"."minutes" IS NULL AS INT)) AS "still_open",
  SUM(CAST("t1"."minutes" < 0 AS INT)) AS "contradict",
  SUM(CAST((
    "t1"."minutes" >= 0
  ) AND (
    "t1"."lama_menit" IS NULL
  ) AS INT)) AS "no_time",
  SUM(
    CAST((
      "t1"."standar_menit" IS NULL
    )
    AND (
      "t1"."standar_hari_kerja" IS NULL
    )
    AND (
      "t1"."minutes" IS NOT NULL
    ) AS INT)
  ) AS "no_standard",
  SUM(CAST("t1"."too_coarse" AS INT)) AS "too_coarse"
FROM (
  SELECT
    "t0"."kecamatan",
    "t0"."unit",
    "t0"."masuk",
    "t0"."selesai",
    "t0"."lama_menit",
    "t0"."standar_menit",
    "t0"."standar_hari_kerja",
    "t0"."dikembalikan",
    "t0"."hari_kerja",
    "t0"."bulan",
    DATE_DIFF('MICROSECOND', "t0"."masuk", "t0"."selesai") / 60000000 AS "minutes",
    CASE
      WHEN (
        DATE_DIFF('MICROSECOND', "t0"."masuk", "t0"."selesai") / 60000000
      ) >= 0
      THEN "t0"."lama_menit"
      ELSE NULL
    END AS "taken",
    CASE
      WHEN (
        DATE_DIFF('MICROSECOND', "t0"."masuk", "t0"."selesai") / 60000000
      ) = 0
      THEN (
        "t0"."lama_menit" IS NULL
      ) AND (
        "t0"."standar_menit" < 1440
      )
      ELSE FALSE
    END AS "too_coarse"
  FROM "layanan" AS "t0"
) AS "t1"
GROUP BY
  1,
  2,
  3
