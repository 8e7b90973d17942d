SELECT kecamatan, unit, STRFTIME(bulan_masuk, '%Y-%m') AS period, {names}
FROM (
  SELECT kecamatan, unit, DATE_TRUNC('month', masuk) AS bulan_masuk, {counted}
  FROM cases
  GROUP BY 1, 2, 3
) AS months
