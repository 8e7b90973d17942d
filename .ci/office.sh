#!/bin/sh
# Makes sure LibreOffice is there for the test that opens, edits and saves the report; installs Debian's where it is missing.
set -eu
if command -v soffice >/dev/null 2>&1; then exit 0; fi
if command -v apt-get >/dev/null 2>&1; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends libreoffice-impress-nogui libreoffice-writer-nogui
  exit 0
fi
echo "The test of the report in an office program needs LibreOffice: install it, then run make test again." >&2
exit 1
