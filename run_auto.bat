@powershell -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "%~dp0run_auto.ps1" %*
@exit /b %ERRORLEVEL%
