SELECT
  "t8"."kecamatan",
  "t8"."unit",
  STRFTIME("t8"."period", '%Y-%m') AS "period",
  "t8"."lama_layanan",
  "t8"."n_lama_layanan",
  "t8"."tepat_waktu",
  "t8"."n_tepat_waktu"
FROM (
  SELECT
    "t7"."kecamatan",
    "t7"."unit",
    DATE_TRUNC('MONTH', "t7"."selesai") AS "period",
    QUANTILE_CONT("t7"."minutes", 0.5) AS "lama_layanan",
    COUNT(*) AS "n_lama_layanan",
    (
      SUM(
        CAST(CASE
          WHEN "t7"."too_coarse"
          THEN CAST(NULL AS BOOLEAN)
          WHEN "t7"."standar_menit" IS NOT NULL
          THEN "t7"."minutes" <= "t7"."standar_menit"
          ELSE "t7"."worked" <= "t7"."standar_hari_kerja"
        END AS INT)
      ) * 100.0
    ) / COUNT(
      CASE
        WHEN "t7"."too_coarse"
        THEN CAST(NULL AS BOOLEAN)
        WHEN "t7"."standar_menit" IS NOT NULL
        THEN "t7"."minutes" <= "t7"."standar_menit"
        ELSE "t7"."worked" <= "t7"."standar_hari_kerja"
      END
    ) AS "tepat_waktu",
    COUNT(
      CASE
        WHEN "t7"."too_coarse"
        THEN CAST(NULL AS BOOLEAN)
        WHEN "t7"."standar_menit" IS NOT NULL
        THEN "t7"."minutes" <= "t7"."standar_menit"
        ELSE "t7"."worked" <= "t7"."standar_hari_kerja"
      END
    ) AS "n_tepat_waktu"
  FROM (
    SELECT
      "t6"."kecamatan",
      "t6"."unit",
      "t6"."masuk",
      "t6"."selesai",
      "t6"."standar_menit",
      "t6"."standar_hari_kerja",
      "t6"."dikembalikan",
      "t6"."minutes",
      "t6"."too_coarse",
      "t6"."first",
      "t6"."last",
      "t6"."day",
      "t6"."working_days",
      "t6"."day_right",
      "t6"."working_days_right",
      "t6"."working_days_right" - "t6"."working_days" AS "worked"
    FROM (
      SELECT
        "t5"."kecamatan",
        "t5"."unit",
        "t5"."masuk",
        "t5"."selesai",
        "t5"."standar_menit",
        "t5"."standar_hari_kerja",
        "t5"."dikembalikan",
        "t5"."minutes",
        "t5"."too_coarse",
        "t5"."first",
        "t5"."last",
        "t2"."day",
        "t2"."working_days",
        "t3"."day" AS "day_right",
        "t3"."working_days" AS "working_days_right"
      FROM (
        SELECT
          "t0"."kecamatan",
          "t0"."unit",
          "t0"."masuk",
          "t0"."selesai",
          "t0"."standar_menit",
          "t0"."standar_hari_kerja",
          "t0"."dikembalikan",
          DATE_DIFF('MICROSECOND', "t0"."masuk", "t0"."selesai") / 60000000 AS "minutes",
          (
            (
              DATE_DIFF('MICROSECOND', "t0"."masuk", "t0"."selesai") / 60000000
            ) = 0
          )
          AND (
            "t0"."masuk" = DATE_TRUNC('DAY', "t0"."masuk")
          )
          AND (
            "t0"."standar_menit" < 1440
          ) AS "too_coarse",
          CAST("t0"."masuk" AS DATE) AS "first",
          CAST("t0"."selesai" AS DATE) AS "last"
        FROM "layanan" AS "t0"
        WHERE
          (
            DATE_DIFF('MICROSECOND', "t0"."masuk", "t0"."selesai") / 60000000
          ) >= 0
      ) AS "t5"
      INNER JOIN "kalender" AS "t2"
        ON "t5"."first" = "t2"."day"
      INNER JOIN "kalender" AS "t3"
        ON "t5"."last" = "t3"."day"
    ) AS "t6"
  ) AS "t7"
  GROUP BY
    1,
    2,
    3
) AS "t8"
