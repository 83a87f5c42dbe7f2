# Sourced by ./run and ./test: named steps with their time, on standard error; builds only what changed.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
export DOTNET_CLI_HOME=${DOTNET_CLI_HOME:-${HOME:-/tmp}}
work=$root/artifacts/work

say() { printf '%s\n' "$*" >&2; }

seconds_since() { # seconds_since EPOCHREALTIME → 1.2
  local now=${EPOCHREALTIME/[.,]/} then=${1/[.,]/}
  local tenths=$(((now - then) / 100000))
  printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

# step NAME COMMAND…: runs the command with its output in a log, shows the log only on failure.
step() {
  local name=$1 started=$EPOCHREALTIME status=0
  shift
  mkdir -p "$work/logs"
  local log=$work/logs/${name// /-}.log
  printf '%-10s ' "$name" >&2
  "$@" </dev/null >"$log" 2>&1 || status=$?
  if ((status)); then
    printf 'failed after %s s\n' "$(seconds_since "$started")" >&2
    tail -n 60 "$log" >&2
    return $status
  fi
  say "$(seconds_since "$started") s"
}

missing() { say "$1"; exit 3; }

need_sdk() {
  command -v dotnet >/dev/null || missing "The .NET 10 SDK is missing. Install it: https://dotnet.microsoft.com/download/dotnet/10.0"
  command -v npm >/dev/null || missing "Node with npm is missing. Install it: apt-get install nodejs npm, or https://nodejs.org"
}

# install_packages PURPOSE: silent where nothing is missing.
install_packages() {
  command -v dpkg-query >/dev/null || {
    say "packages   not a Debian system: ICU, OpenSSL and the C++ library are taken to be there"
    return 0
  }
  [[ -n $("$root/eng/packages" missing "$1") ]] || return 0
  if (($(id -u) != 0)); then "$root/eng/packages" install "$1" || exit $?; fi
  step packages "$root/eng/packages" install "$1"
}

# What a build depends on: the sources' names, sizes and times, the switches, the SDK.
sources_stamp() { # sources_stamp FOLDER…
  {
    printf '%s\n' "$configuration" "${TORCH:-}" "$(command -v dotnet)"
    cd "$root" && find "$@" \( -name bin -o -name obj -o -name node_modules \
      -o -path src/Web/wwwroot/lib -o -path src/Web/wwwroot/_framework \) -prune \
      -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort
  } | cksum
}

# No servers are left behind, and none that another build left is used: one with a bad state fails good sources.
msbuild_switches() {
  local switches=(-nodeReuse:false -p:UseSharedCompilation=false -nologo -v:quiet -clp:ErrorsOnly)
  [[ -z ${TORCH:-} ]] || switches+=("-p:TorchProvider=$TORCH")
  printf '%s\n' "${switches[@]}"
}

# build_once STAMP SOLUTION FOLDER…: restores and builds unless the stamp says that nothing changed since the last good build.
build_once() {
  local stamp=$work/$1.stamp solution=$2 now switches
  shift 2
  now=$(sources_stamp "$@" Directory.Build.props Directory.Build.targets Directory.Packages.props global.json .editorconfig eng)
  [[ -f $stamp && $(<"$stamp") == "$now" && -f $web_dll && -f $cli_dll ]] && return 0
  mapfile -t switches < <(msbuild_switches)
  mkdir -p "$work"
  rm -f "$stamp"
  step restore dotnet restore "$root/$solution" "${switches[@]}"
  step build dotnet build "$root/$solution" -c "$configuration" --no-restore "${switches[@]}"
  printf '%s' "$now" >"$stamp"
}

configuration=Release
web_dll=$root/src/Web/bin/$configuration/net10.0/Simulator.Web.dll
cli_dll=$root/src/Cli/bin/$configuration/net10.0/simulator.dll
