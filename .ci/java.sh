#!/bin/sh
# Makes sure a Java is there for the tests on Spark; installs Debian's where it is missing.
set -eu
if [ -n "${JAVA_HOME:-}" ] || command -v java >/dev/null 2>&1; then exit 0; fi
if command -v apt-get >/dev/null 2>&1; then
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo"
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless
  exit 0
fi
echo "The tests on Spark need Java 17 or newer: install it, or set JAVA_HOME, then run make test again." >&2
exit 1
