#!/bin/sh
# Stands in for dotnet where the server starts its workers: through worker-tap.mjs while its log is there, directly otherwise.
unset DOTNET_STARTUP_HOOKS
if [ -e "$TAP_LOG" ]; then exec "$TAP_NODE" "$(dirname "$0")/worker-tap.mjs" "$@"; fi
exec "$TAP_DOTNET" "$@"
