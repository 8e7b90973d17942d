WITH dated AS (
  SELECT *, CAST(DATE_DIFF('microsecond', masuk, selesai) AS DOUBLE) / 60000000 AS menit
  FROM layanan
), doubted AS (
  SELECT *,
    CASE WHEN menit = 0 THEN lama_menit IS NULL AND standar_menit < 1440 ELSE FALSE END AS terlalu_kasar
  FROM dated
), cases AS (
  SELECT kecamatan, unit, masuk, bulan, menit, standar_menit, standar_hari_kerja, hari_kerja, terlalu_kasar,
    CASE WHEN menit >= 0 THEN lama_menit END AS lama_menit,
    CAST(CASE
      WHEN menit < 0 OR terlalu_kasar THEN NULL
      WHEN standar_menit IS NOT NULL THEN COALESCE(lama_menit, menit) <= standar_menit
      ELSE hari_kerja <= standar_hari_kerja
    END AS INT) AS tepat_waktu,
    CAST(dikembalikan AS INT) AS dikembalikan
  FROM doubted
)
