#!/usr/bin/env bash
# The whole way with the real programs: publish -> serve -> sync -> screen; then a change and a withdrawal, both seen in
# the store and on the next screen. Usage: whole_way.sh ADMIN SYNC KIOSK SOURCE
set -euo pipefail
admin=$1 sync=$2 kiosk=$3 source=$4
. "$(dirname "$0")/office.sh"

# Noon: the demo alert has begun, and today's items are out.
noon=$(TZ=Asia/Shanghai date +%Y-%m-%dT12:00:00+08:00)

fetch() { "${agent[@]}" --once; }
# What stands on the screen, as text and as a picture.
look() {
  "$kiosk" --profile "$source/kiosk-config/profiles/touch.toml" --store "$work/store" --screen "$1" --at "$noon" \
    --screenshot "$work/$2.png" --frame "$work/$2.txt" >/dev/null
}
shows() { grep -qF -- "$2" "$work/$1.txt"; }
# The store's current generation as text; into a file, for a reader that stops early would break the pipe.
stored() { "$admin" dump "$(newest_generation)" >"$work/stored.txt" && grep -q -- "$1" "$work/stored.txt"; }

open_office
release >/dev/null
serve

# 1. What was published is on the screen.
fetch >/dev/null
look item:notice-2026-001 first
old_title=$(grep -oP '"title": "\K[^"]+' "$work/draft/zwzx/notice/notice-2026-001.json" | head -1)
shows first "${old_title:0:6}" || fail "the published notice is not on the screen"
stored 'notice-2026-001' || fail "the published notice is not in the store"

# 2. One change: one new pack, and the new words on the next screen.
retitle 2 "更正后的大厅服务通告"
release >"$work/change.log"
grep -q '新数据包 1 个，机构角色 1 个' "$work/change.log" || { cat "$work/change.log"; fail "a change of one item is not one pack and one role"; }
fetch >/dev/null
look item:notice-2026-001 second
shows second "更正后的大厅服务通告" || fail "the change is not on the screen"
cmp -s "$work/first.png" "$work/second.png" && fail "the picture did not change"
stored '更正后的大厅服务通告' || fail "the change is not in the store"

# 3. A withdrawal: gone from list and store, an explanation in its place.
"$admin" withdraw notice-2026-001 --reason "服务时间另行通知" --repository "$work/repository" --keys "$work/keys" \
  --draft "$work/draft" >/dev/null
fetch >/dev/null
look item:notice-2026-001 third
shows third "本内容已撤回" || fail "the withdrawn notice does not say so"
shows third "服务时间另行通知" || fail "the reason is not shown"
look notices list
shows list "更正后的大厅服务通告" && fail "the withdrawn notice is still in the list"
stored 'notice-2026-001.*withdrawn' || fail "the store does not hold the withdrawal"

# 4. An alert takes over and is released.
"$admin" issue em-2026-0001 --repository "$work/repository" --keys "$work/keys" --draft "$work/draft" >/dev/null
fetch >/dev/null
look alert alert
shows alert "影响范围" || fail "the alert is not on the screen"
"$admin" withdraw em-2026-0001 --reason "预警解除" --repository "$work/repository" --keys "$work/keys" \
  --draft "$work/draft" >/dev/null
fetch >/dev/null
look alert after 2>/dev/null && fail "the alert is still on the screen"

# 5. Without the server the last good content stays.
kill "$server"; wait "$server" 2>/dev/null || true
fetch >/dev/null 2>&1 && fail "a sync without a server claims success"
look home offline
shows offline "办事指南" || fail "the content did not survive the loss of the server"
echo "the whole way: ok"
