# The nightly run, for a scheduler or a double click: starts ClanStats in its own folder and passes the exit code on. It never asks anything.
# Arguments are handed over: run_auto.ps1 run --skip enforcer
$ErrorActionPreference = 'Stop'
# PowerShell 7 may be told to throw where a program ends with another code than 0; the code is the answer here.
$PSNativeCommandUseErrorActionPreference = $false
Set-Location -LiteralPath $PSScriptRoot

# Started without a word at a terminal the program offers what there is to do, so a night says what it is. PowerShell makes a list of excel,json.
[string[]]$words = @($args | ForEach-Object { $_ -join ',' })
if ($words.Count -eq 0) { $words = @('run') }

try {
    $program = Join-Path $PSScriptRoot 'clanstats.exe'
    if (-not (Test-Path -LiteralPath $program)) {
        # Off Windows the program has no ending.
        $program = Join-Path $PSScriptRoot 'clanstats'
    }

    if (Test-Path -LiteralPath $program -PathType Leaf) {
        & $program @words
    }
    elseif (Get-Command dotnet -ErrorAction SilentlyContinue) {
        & dotnet run --project (Join-Path $PSScriptRoot 'src/ClanStats') -- @words
    }
    else {
        throw "Neither the program beside this script nor the .NET SDK was found. Put the published program into $PSScriptRoot, or install the .NET 10 SDK."
    }
}
catch {
    # The program writes its own log; only where it cannot be started there would be none.
    [Console]::Error.WriteLine("$_")
    $null = New-Item -ItemType Directory -Force -Path (Join-Path $PSScriptRoot 'logs')
    Add-Content -LiteralPath (Join-Path $PSScriptRoot 'logs/run_auto.log') -Value "$((Get-Date).ToUniversalTime().ToString('yyyy-MM-dd HH:mm:ss')) UTC $_"
    exit 127
}

exit $LASTEXITCODE
