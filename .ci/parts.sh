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
part "format" "$bin/ruff" format --check .
part "lint" "$bin/ruff" check .
part "types" "$bin/mypy"
part "tests, the browser's too" "$bin/python" -m pytest -n 2 --durations=15
echo "How long each part took:$took"
