#!/bin/sh
# Makes sure PostgreSQL's server programs are there for the tests; installs Debian's where they are missing.
set -eu
if command -v initdb >/dev/null 2>&1; then exit 0; fi
for folder in /usr/lib/postgresql/*/bin; do
  if [ -x "$folder/initdb" ]; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends postgresql
  exit 0
fi
echo "The store's tests need PostgreSQL: install it so that initdb is on the PATH, then run make test again." >&2
exit 1
