SELECT
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
