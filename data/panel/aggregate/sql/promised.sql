SELECT kecamatan, EXTRACT(YEAR FROM masuk) AS first_year, EXTRACT(YEAR FROM selesai) AS last_year, COUNT(*) AS cases
FROM layanan
WHERE standar_hari_kerja IS NOT NULL
GROUP BY 1, 2, 3
