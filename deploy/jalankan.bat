@echo off
rem Installs what is missing from the wheels beside this file, without the internet, looks the computer over, and starts.
cd /d "%~dp0"
if not exist .venv\.siap (
  py -m venv .venv || goto gagal
  .venv\Scripts\python -m pip install --quiet --no-index --find-links paket --require-hashes -r requirements.lock || goto gagal
  type nul > .venv\.siap
)
set PYTHONUTF8=1
.venv\Scripts\python -m data doctor
.venv\Scripts\streamlit run server.py %*
goto :eof
:gagal
echo Pemasangan gagal; periksa Python 3.11 sampai 3.14 (64 bit) dan folder paket di samping file ini.
pause
