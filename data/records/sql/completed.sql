SELECT
  "t10"."kecamatan",
  "t10"."unit",
  STRFTIME("t10"."period", '%Y-%m') AS "period",
  "t10"."lama_layanan",
  "t10"."n_lama_layanan",
  "t10"."tepat_waktu",
  "t10"."n_tepat_waktu",
  "t10"."still_open",
  "t10"."contradict",
  "t10"."no_standard",
  "t10"."too_coarse"
FROM (
  SELECT
    "t9"."kecamatan",
    "t9"."unit",
    "t9"."month" AS "period",
    QUANTILE_CONT("t9"."taken", 0.5) AS "lama_layanan",
    COUNT("t9"."taken") AS "n_lama_layanan",
    (
      SUM(
        CAST(CASE
          WHEN (
            "t9"."minutes" < 0
          ) OR "t9"."too_coarse"
          THEN CAST(NULL AS BOOLEAN)
          WHEN "t9"."standar_menit" IS NOT NULL
          THEN "t9"."minutes" <= "t9"."standar_menit"
          ELSE "t9"."worked" <= "t9"."standar_hari_kerja"
        END AS INT)
      ) * 100.0
    ) / COUNT(
      CASE
        WHEN (
          "t9"."minutes" < 0
        ) OR "t9"."too_coarse"
        THEN CAST(NULL AS BOOLEAN)
        WHEN "t9"."standar_menit" IS NOT NULL
        THEN "t9"."minutes" <= "t9"."standar_menit"
        ELSE "t9"."worked" <= "t9"."standar_hari_kerja"
      END
    ) AS "tepat_waktu",
    COUNT(
      CASE
        WHEN (
          "t9"."minutes" < 0
        ) OR "t9"."too_coarse"
        THEN CAST(NULL AS BOOLEAN)
        WHEN "t9"."standar_menit" IS NOT NULL
        THEN "t9"."minutes" <= "t9"."standar_menit"
        ELSE "t9"."worked" <= "t9"."standar_hari_kerja"
      END
    ) AS "n_tepat_waktu",
    SUM(CAST("t9"."minutes" IS NULL AS INT)) AS "still_open",
    SUM(CAST("t9"."minutes" < 0 AS INT)) AS "contradict",
    SUM(
      CAST((
        "t9"."standar_menit" IS NULL
      )
      AND (
        "t9"."standar_hari_kerja" IS NULL
      )
      AND (
        "t9"."minutes" IS NOT NULL
      ) AS INT)
    ) AS "no_standard",
    SUM(CAST("t9"."too_coarse" AS INT)) AS "too_coarse"
  FROM (
    SELECT
      "t8"."kecamatan",
      "t8"."unit",
      "t8"."masuk",
      "t8"."selesai",
      "t8"."standar_menit",
      "t8"."standar_hari_kerja",
      "t8"."dikembalikan",
      "t8"."minutes",
      "t8"."first",
      "t8"."before",
      "t8"."last",
      "t8"."by_then",
      "t8"."month",
      "t8"."by_then" - "t8"."before" AS "worked",
      CASE WHEN "t8"."minutes" >= 0 THEN "t8"."minutes" ELSE NULL END AS "taken",
      CASE
        WHEN "t8"."minutes" = 0
        THEN (
          "t8"."masuk" = DATE_TRUNC('DAY', "t8"."masuk")
        )
        AND (
          "t8"."standar_menit" < 1440
        )
        ELSE FALSE
      END AS "too_coarse"
    FROM (
      SELECT
        "t7"."kecamatan",
        "t7"."unit",
        "t7"."masuk",
        "t7"."selesai",
        "t7"."standar_menit",
        "t7"."standar_hari_kerja",
        "t7"."dikembalikan",
        "t7"."minutes",
        "t4"."first",
        "t4"."before",
        "t5"."last",
        "t5"."by_then",
        "t5"."month"
      FROM (
        SELECT
          "t0"."kecamatan",
          "t0"."unit",
          "t0"."masuk",
          "t0"."selesai",
          "t0"."standar_menit",
          "t0"."standar_hari_kerja",
          "t0"."dikembalikan",
          DATE_DIFF('MICROSECOND', "t0"."masuk", "t0"."selesai") / 60000000 AS "minutes"
        FROM "layanan" AS "t0"
      ) AS "t7"
      LEFT OUTER JOIN (
        SELECT
          "t1"."day" AS "first",
          "t1"."working_days" AS "before"
        FROM "kalender" AS "t1"
      ) AS "t4"
        ON CAST("t7"."masuk" AS DATE) = "t4"."first"
      LEFT OUTER JOIN (
        SELECT
          "t1"."day" AS "last",
          "t1"."working_days" AS "by_then",
          "t1"."month"
        FROM "kalender" AS "t1"
      ) AS "t5"
        ON CAST("t7"."selesai" AS DATE) = "t5"."last"
    ) AS "t8"
  ) AS "t9"
  GROUP BY
    1,
    2,
    3
) AS "t10"
