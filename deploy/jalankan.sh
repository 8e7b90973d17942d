#!/bin/sh
# Installs what is missing from the wheels beside this file, without the internet, looks the computer over, and starts.
cd "$(dirname "$0")" || exit 1
python=${PYTHON:-python3}
if [ ! -e .venv/.siap ]; then
  "$python" -m venv .venv || exit 1
  .venv/bin/python -m pip install --quiet --no-index --find-links paket --require-hashes -r requirements.lock || exit 1
  touch .venv/.siap
fi
.venv/bin/python -m data doctor
exec .venv/bin/streamlit run server.py "$@"
