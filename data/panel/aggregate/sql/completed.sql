SELECT
  "t2"."kecamatan",
  "t2"."unit",
  NULLIF("t2"."bulan", 'belum') AS "period",
  QUANTILE_CONT("t2"."taken", 0.5) AS "lama_layanan",
  COUNT("t2"."taken") AS "n_lama_layanan",
  (
    SUM(
      CAST(CASE
        WHEN (
          "t2"."minutes" < 0
        ) OR "t2"."too_coarse"
        THEN CAST(NULL AS BOOLEAN)
        WHEN "t2"."standar_menit" IS NOT NULL
        THEN "t2"."minutes" <= "t2"."standar_menit"
        ELSE "t2"."hari_kerja" <= "t2"."standar_hari_kerja"
      END AS INT)
    ) * 100.0
  ) / COUNT(
    CASE
      WHEN (
        "t2"."minutes" < 0
      ) OR "t2"."too_coarse"
      THEN CAST(NULL AS BOOLEAN)
      WHEN "t2"."standar_menit" IS NOT NULL
      THEN "t2"."minutes" <= "t2"."standar_menit"
      ELSE "t2"."hari_kerja" <= "t2"."standar_hari_kerja"
    END
  ) AS "tepat_waktu",
  COUNT(
    CASE
      WHEN (
        "t2"."minutes" < 0
      ) OR "t2"."too_coarse"
      THEN CAST(NULL AS BOOLEAN)
      WHEN "t2"."standar_menit" IS NOT NULL
      THEN "t2"."minutes" <= "t2"."standar_menit"
      ELSE "t2"."hari_kerja" <= "t2"."standar_hari_kerja"
    END
  ) AS "n_tepat_waktu",
  SUM(CAST("t2"."minutes" IS NULL AS INT)) AS "still_open",
  SUM(CAST("t2"."minutes" < 0 AS INT)) AS "contradict",
  SUM(
    CAST((
      "t2"."standar_menit" IS NULL
    )
    AND (
      "t2"."standar_hari_kerja" IS NULL
    )
    AND (
      "t2"."minutes" IS NOT NULL
    ) AS INT)
  ) AS "no_standard",
  SUM(CAST("t2"."too_coarse" AS INT)) AS "too_coarse"
FROM (
  SELECT
    "t1"."kecamatan",
    "t1"."unit",
    "t1"."masuk",
    "t1"."selesai",
    "t1"."standar_menit",
    "t1"."standar_hari_kerja",
    "t1"."dikembalikan",
    "t1"."hari_kerja",
    "t1"."bulan",
    "t1"."minutes",
    CASE WHEN "t1"."minutes" >= 0 THEN "t1"."minutes" ELSE NULL END AS "taken",
    CASE
      WHEN "t1"."minutes" = 0
      THEN (
        "t1"."masuk" = DATE_TRUNC('DAY', "t1"."masuk")
      )
      AND (
        "t1"."standar_menit" < 1440
      )
      ELSE FALSE
    END AS "too_coarse"
  FROM (
    SELECT
      "t0"."kecamatan",
      "t0"."unit",
      "t0"."masuk",
      "t0"."selesai",
      "t0"."standar_menit",
      "t0"."standar_hari_kerja",
      "t0"."dikembalikan",
      "t0"."hari_kerja",
      "t0"."bulan",
      DATE_DIFF('MICROSECOND', "t0"."masuk", "t0"."selesai") / 60000000 AS "minutes"
    FROM "layanan" AS "t0"
  ) AS "t1"
) AS "t2"
GROUP BY
  1,
  2,
  3
