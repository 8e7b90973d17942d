"""Who acts in tests: made up, and allowed everything."""

from data.access import Person

ANI, BUDI, CICI, DEDI = (Person(name, "sistem") for name in ("Ani", "Budi", "Cici", "Dedi"))
KASI, CAMAT, SEKCAM, LURAH = (Person(name, "sistem") for name in ("Kasi", "Camat", "Sekcam", "Lurah"))
