SELECT kecamatan, unit, NULLIF(bulan, 'belum') AS period, {counted},
  SUM(CASE WHEN menit IS NULL THEN 1 ELSE 0 END) AS still_open,
  SUM(CASE WHEN menit < 0 THEN 1 ELSE 0 END) AS contradict,
  SUM(CASE WHEN menit >= 0 AND lama_menit IS NULL THEN 1 ELSE 0 END) AS no_time,
  SUM(CASE WHEN standar_menit IS NULL AND standar_hari_kerja IS NULL AND menit IS NOT NULL THEN 1 ELSE 0 END) AS no_standard,
  SUM(CASE WHEN terlalu_kasar THEN 1 ELSE 0 END) AS too_coarse
FROM cases
GROUP BY 1, 2, 3
