# The nightly run, for a scheduler or a double click: starts ClanStats in its own folder and passes the exit code on. It never asks anything.
# Arguments are handed over: run_auto.ps1 run --skip enforcer
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot

$program = Join-Path $PSScriptRoot 'clanstats.exe'
if (Test-Path -LiteralPath $program) {
    & $program @args
}
elseif (Get-Command dotnet -ErrorAction SilentlyContinue) {
    & dotnet run --project (Join-Path $PSScriptRoot 'src/ClanStats') -- @args
}
else {
    [Console]::Error.WriteLine("Neither $program nor the .NET SDK was found. Install the .NET 10 SDK, or put the published program beside this script.")
    exit 1
}

exit $LASTEXITCODE
