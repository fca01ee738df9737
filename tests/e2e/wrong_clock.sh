#!/usr/bin/env bash
# The real programs with a clock that is wrong: dead (1970) and ten years ahead. The content stays on the screen, and
# both programs say what is wrong. Reliability section 4, rows 26, 29 and 30. Usage: wrong_clock.sh ADMIN SYNC KIOSK SOURCE
set -euo pipefail
admin=$1 sync=$2 kiosk=$3 source=$4
. "$(dirname "$0")/office.sh"
# A sanitized program lets another library stand before its own.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"

open_office
release >/dev/null
serve
agent+=(--once --json)
screen=("$kiosk" --profile "$source/kiosk-config/profiles/touch.toml" --store "$work/store")
export SDL_VIDEODRIVER=offscreen

"${agent[@]}" >"$work/first.log" || fail "the first cycle"
shown=$(cat "$work/store/current") contact=$(cat "$work/store/last-contact")

# $1 clock, $2 exit code of the agent, $3 what it says
expect() {
  local code=0
  faketime "$1" "${agent[@]}" >"$work/agent.log" 2>&1 || code=$?
  [ "$code" -eq "$2" ] || fail "clock $1: the agent ended with $code"
  grep -q "$3" "$work/agent.log" || fail "clock $1: the agent did not say $3"
  [ "$(cat "$work/store/current")" = "$shown" ] || fail "clock $1: another generation"
  faketime "$1" "${screen[@]}" --window-shot "$work/shot.png" >"$work/kiosk.log" 2>&1 || fail "clock $1: no picture"
  grep -q 'KIOSK-004' "$work/kiosk.log" || fail "clock $1: the content is not on the screen"
  grep -q 'KIOSK-003' "$work/kiosk.log" || fail "clock $1: the kiosk says nothing"
}
expect '+10 years' 65 TRUST-030
[ "$(cat "$work/store/last-contact")" = "$contact" ] || fail "an expired signature passed for a contact"
expect '1970-01-02' 0 SYNC-014

"${agent[@]}" >"$work/last.log" || fail "the cycle with the right clock"
"${screen[@]}" --window-shot "$work/shot.png" >"$work/kiosk.log" 2>&1 || fail "no picture with the right clock"
! grep -q 'KIOSK-003' "$work/kiosk.log" || fail "the kiosk doubts the right clock"
echo "wrong clock: ok"
