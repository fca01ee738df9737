#!/usr/bin/env bash
# A running terminal: agent and kiosk go on by themselves, a change is published, and the kiosk takes it over without a
# hand; then SIGTERM ends all three cleanly. Usage: live_update.sh ADMIN SYNC KIOSK SOURCE
set -euo pipefail
admin=$1 sync=$2 kiosk=$3 source=$4
work=$(mktemp -d)
started=()
cleanup() {
  for pid in "${started[@]:-}"; do [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT
fail() { echo "FAIL: $1" >&2; tail -n 20 "$work"/*.log >&2; exit 1; }

# Waits until `file` holds `words`: at most a minute, and no longer than the program that writes it lives.
await() {
  local file=$1 words=$2 pid=$3
  for _ in $(seq 600); do
    grep -q -- "$words" "$file" && return 0
    kill -0 "$pid" 2>/dev/null || fail "ended before saying: $words"
    sleep 0.1
  done
  fail "never said: $words"
}

cp -r "$source/kiosk-config/demo" "$work/draft"
"$admin" keygen --keys "$work/keys" --draft "$work/draft" >/dev/null
"$admin" init --repository "$work/repository" --keys "$work/keys" >/dev/null
"$admin" release --repository "$work/repository" --keys "$work/keys" --draft "$work/draft" >/dev/null
"$admin" serve --repository "$work/repository" --port 0 >"$work/serve.log" 2>&1 &
started+=($!)
await "$work/serve.log" 'http://' "${started[0]}"
url=$(grep -oE 'http://[0-9.]+:[0-9]+' "$work/serve.log" | head -1)

# The kiosk starts first: there is no content yet, so it must show the safe page and go on.
SDL_VIDEODRIVER=offscreen "$kiosk" --profile "$source/kiosk-config/profiles/touch.toml" --store "$work/store" \
  >"$work/kiosk.log" 2>&1 &
started+=($!)
await "$work/kiosk.log" 'KIOSK-006' "${started[1]}"
"$sync" --url "$url" --state "$work/state" --store "$work/store" --root "$work/keys/root.json" >"$work/sync.log" 2>&1 &
started+=($!)
await "$work/kiosk.log" 'generation=1' "${started[1]}"

sed -i -e 's/"rev": 1,/"rev": 2,/' -e 's/"title": "[^"]*"/"title": "大厅服务时间有更正"/' \
  "$work/draft/zwzx/notice/notice-2026-001.json"
"$admin" release --repository "$work/repository" --keys "$work/keys" --draft "$work/draft" >/dev/null
await "$work/kiosk.log" 'generation=2' "${started[1]}"

for pid in "${started[@]}"; do kill -TERM "$pid"; done
for pid in "${started[@]}"; do
  code=0
  wait "$pid" || code=$?
  [ "$code" -eq 0 ] || fail "a program ended with $code after SIGTERM"
done
started=()
echo "live update: ok"
