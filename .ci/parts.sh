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
part "fast and slow tests" "$bin/python" -m pytest -n 2 -m "not browser" --durations=10
part "browser tests" "$bin/python" -m pytest -n 2 tests/browser --durations=5
echo "How long each part took:$took"
