#!/bin/sh
# Makes sure a Chromium is there for the browser tests; installs Debian's where it is missing.
set -eu
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if command -v apt-get >/dev/null 2>&1; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
  exit 0
fi
echo "The browser tests need Chromium: install it, or set CHROMIUM to its program, then run make test again." >&2
exit 1
