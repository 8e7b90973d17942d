"""The report's colours, the same in every format: before grey, after and bars blue, states by name and colour."""

INK = "1F2933"
GREY = "7A8793"
ACCENT = "0072B2"
PALE = "E8ECEF"
SAMPLE = "B84A00"
FONT = "Arial"
AUTHOR = "Dampak Pelatihan ASN"
