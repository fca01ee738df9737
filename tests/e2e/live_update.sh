#!/usr/bin/env bash
# A running terminal: agent and kiosk go on by themselves, a change is published, and the kiosk takes it over without a
# hand; then SIGTERM ends all three cleanly. Usage: live_update.sh ADMIN SYNC KIOSK SOURCE
set -euo pipefail
admin=$1 sync=$2 kiosk=$3 source=$4
. "$(dirname "$0")/office.sh"

open_office
release >/dev/null
serve

# The kiosk starts first: there is no content yet, so it must show the safe page and go on.
SDL_VIDEODRIVER=offscreen "$kiosk" --profile "$source/kiosk-config/profiles/touch.toml" --store "$work/store" \
  >"$work/kiosk.log" 2>&1 &
screen=$!
started+=("$screen")
await "$work/kiosk.log" 'KIOSK-006' "$screen"
"${agent[@]}" >"$work/sync.log" 2>&1 &
started+=($!)
await "$work/kiosk.log" 'generation=1' "$screen"

retitle 2 "大厅服务时间有更正"
release >/dev/null
await "$work/kiosk.log" 'generation=2' "$screen"

for pid in "${started[@]}"; do kill -TERM "$pid"; done
for pid in "${started[@]}"; do
  code=0
  wait "$pid" || code=$?
  [ "$code" -eq 0 ] || fail "a program ended with $code after SIGTERM"
done
started=()
echo "live update: ok"
