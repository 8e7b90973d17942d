#!/bin/sh
# Runs each part of the whole check in turn, stops at the first that fails, and says at the end how long each took.
set -eu
bin=$1
took=""
part() {
  name=$1
  shift
  begun=$(date +%s)
  "$@"
  took="$took
  $name: $(($(date +%s) - begun)) s"
}
# Stores of tests wait for the disk at each step; they stand in memory where it has room for them.
room=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ "${room:-0}" -gt 4000000 ]; then
  TMPDIR=$(mktemp -d /dev/shm/dampak.XXXXXX)
  export TMPDIR
  trap 'rm -rf "$TMPDIR"' EXIT
  chmod 711 "$TMPDIR"
fi
part "format" "$bin/ruff" format --check .
part "lint" "$bin/ruff" check .
part "types" "$bin/mypy"
# One process more than two cores: one of them often waits for its server, its browser or a child.
part "tests, the browser's too" "$bin/python" -m pytest -n 3 --durations=15
echo "How long each part took:$took"
