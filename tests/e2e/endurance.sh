#!/usr/bin/env bash
# The terminal for days on end: a touch kiosk on an X server, an LED kiosk, the agent and the office, all
# of them the real programs under one clock that runs SPEED times as fast (libfaketime), and a web server between them. The office publishes every
# simulated hour: something new, something changed, something withdrawn; an emergency every day. A visitor taps about
# every hour. endurance.pl notes every hour what the programs use, and judges at the end; SDL's 32-bit clock is crossed on
# day 49.7. All the while the agent reports what the screens have shown, and at the end the office has every row of it.
# Reliability section 4, rows 31 and 48.
#
# Usage: bash tests/e2e/endurance.sh LENGTH [SPEED [ADMIN SYNC KIOSK SOURCE]]
#   LENGTH  60 or 60d: days; 8h: hours
#   SPEED   how many times as fast (1600: a day takes 54 s). What lasts a millisecond here lasts 1.6 s there, so a machine
#           that is busy, or a higher speed, makes connections time out; they are counted.
# The programs of build/release by default. Of a run of a day or more build/endurance.csv stays: one line an hour.
set -euo pipefail
case "${1:-}" in
  [1-9]*h) hours=${1%h} ;;
  [1-9]*) hours=$((${1%d} * 24)) ;;
  *) sed -n '2,14s/^# \{0,1\}//p' "$0"; exit 64 ;;
esac
speed=${2:-1600}
source=${6:-$(cd "$(dirname "$0")/../.." && pwd)}
admin=${3:-$source/build/release/app/admin/gongkai-admin}
sync=${4:-$source/build/release/app/sync/gongkai-sync}
kiosk=${5:-$source/build/release/app/kiosk/gongkai-kiosk}
# One beginning for every process: the fast clock is the same for all.
if [ -z "${FAKETIME_SHARED:-}" ]; then
  # A sanitized program lets another library stand before its own.
  export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0"
  # From half past eight in the morning on, tomorrow: no clock is right before the day of the build.
  export TZ=UTC
  exec faketime -f "@$(date -d tomorrow +%F) 00:30:00 x$speed" bash "$0" "$1" "$speed" "$admin" "$sync" "$kiosk" "$source"
fi
sleep() { LD_PRELOAD='' command sleep "$@"; }  # here and in office.sh: by the machine's clock
. "$(dirname "$0")/office.sh"
LD_PRELOAD='' c++ -shared -fPIC -O1 -o "$work/fine_poll.so" "$(dirname "$0")/fine_poll.cpp"
export LD_PRELOAD="$work/fine_poll.so:$LD_PRELOAD"
notices="$work/draft/zwzx/notice"

# A notice of this hour, published, or (state and reason) taken back.
write_notice() {
  local hour=$1 rev=$2 state=$3 day
  day=$(date -d "@$((began + hour * 3600))" +%F)
  cat >"$notices/notice-hour-$hour.json" <<JSON
{"schema": "zwgk/1", "kind": "notice", "id": "notice-hour-$hour", "rev": $rev, $state,
 "title": "第${hour}号窗口今日业务安排的公告", "led_text": "第${hour}号窗口今日照常办理，请按叫号顺序等候",
 "organ": "org-zwzx", "catalog": ["E-01"], "mode": "随时公开", "access": "主动公开", "audience": "全社会", "level": "市级",
 "formed_on": "$day", "publish_at": "${day}T00:00:00+08:00", "valid_from": "${day}T00:00:00+08:00", "valid_to": null,
 "channels": ["touch", "led", "wall"], "scope": {"halls": ["*"], "screens": ["*"]}, "priority": 3, "keywords": ["窗口"],
 "trail": {"drafted_by": "zwzx-xxy", "reviewed_by": "zwzx-ksfzr", "secrecy_by": "zwzx-bmsc", "signed_by": "zwzx-qfr",
  "at": "${day}T00:00:00+08:00"},
 "subtype": "公告", "red_head": {"issuer": "临澜市政务服务中心文件", "doc_no": "临政务告〔2026〕$((1000 + hour))号"},
 "body": [{"t": "p", "x": "第${hour}号窗口今日照常办理各项业务，第${rev}次公布。"}]}
JSON
}

# What a day at the office brings, an hour at a time.
publish_hour() {
  local hour=$1 old=$(($1 - 24))
  write_notice "$hour" 1 '"state": "published"'
  retitle "$((hour + 1))" "大厅服务时间的第${hour}次更正"
  if [ "$old" -ge 1 ]; then
    write_notice "$old" 2 '"state": "withdrawn", "reason": "期满撤下"'
    rm -f "$notices/notice-hour-$((old - 1)).json"
  fi
  release --renew >>"$work/office.log" 2>&1 || fail "hour $hour: not published"
  local emergency=(em-2026-0001 --repository "$work/repository" --keys "$work/keys" --draft "$work/draft")
  case $((hour % 24)) in
    2) "$admin" issue "${emergency[@]}" >>"$work/office.log" 2>&1 || fail "hour $hour: no emergency" ;;
    3) "$admin" withdraw "${emergency[@]}" --reason '预警解除' >>"$work/office.log" 2>&1 || fail "hour $hour: no release" ;;
    4) "$admin" prune --repository "$work/repository" --keys "$work/keys" >>"$work/office.log" 2>&1 || fail "hour $hour: prune" ;;
  esac
}

# Somebody taps here and there, sometimes on nothing; always the same places in the same hour.
visit() {
  local taps=() seed=$(($1 * 7919))
  for _ in 1 2 3 4 5 6; do
    seed=$(((seed * 1103515245 + 12345) & 0x7fffffff))
    taps+=(mousemove $(((seed >> 8) % 1080)) $((((seed >> 4) % 181) * 10 + 60)) click 1 sleep 0.02)
  done
  LD_PRELOAD='' DISPLAY=:$display xdotool "${taps[@]}" || fail "the X server is gone"
}

# $1 name, $2 profile, then what the environment needs more
start_kiosk() {
  local name=$1 profile=$2
  shift 2
  sed -e "s,\"\(\.\./[^\"]*\)\",\"$source/kiosk-config/profiles/\1\"," -e '/^presenter/s/"[^"]*"/"software"/' \
    "$source/kiosk-config/profiles/$profile.toml" >"$work/$name.toml"
  env "$@" NOTIFY_SOCKET="$work/$name.notify" WATCHDOG_USEC=60000000 JOURNAL_STREAM=1:1 SDL_AUDIODRIVER=dummy nice -n 10 \
    "$kiosk" --profile "$work/$name.toml" --store "$work/store" --state "$work/$name" >"$work/$name.log" 2>&1 &
  started+=($!)
}

# The web server keeps the machine's clock: it only hands out files, and takes those of the terminal.
serve_files() {
  local port
  port=$(perl -MSocket -e 'socket(S, AF_INET, SOCK_STREAM, 0); bind(S, sockaddr_in(0, INADDR_LOOPBACK)); print((sockaddr_in(getsockname(S)))[0])')
  mkdir "$work/nginx"
  {
    echo "daemon off; master_process off; pid $work/nginx/pid; events {} http { access_log off;"
    for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $work/nginx/$kind;"; done
    echo "server { listen 127.0.0.1:$port; root $work/repository; etag on; location / { gzip_static on; }"
    echo "location /reports/ { root $work; dav_methods PUT; create_full_put_path on; client_max_body_size 1m; } } }"
  } >"$work/nginx.conf"
  LD_PRELOAD='' /usr/sbin/nginx -e "$work/nginx.log" -p "$work/nginx" -c "$work/nginx.conf" &
  started+=($!)
  url="http://127.0.0.1:$port"
}

open_office
release >/dev/null
serve_files
printf 'url = "%s"\nstate = "%s"\nstore = "%s"\nroot = "%s"\ninterval = 60\nwait = 0\n' \
  "$url" "$work/state" "$work/store" "$work/keys/root.json" >"$work/sync.toml"
printf '[reports]\nurl = "%s/reports"\nkiosk = "hall-01"\nscreens = ["%s", "%s"]\n' "$url" "$work/touch" "$work/led" >>"$work/sync.toml"
mkdir -p "$work/terminals/hall-01" "$work/touch" "$work/led"
"$sync" --config "$work/sync.toml" report-key >"$work/terminals/hall-01/key.pem" 2>"$work/key.log" || fail "no key for reports"
JOURNAL_STREAM=1:1 "$sync" --config "$work/sync.toml" >"$work/sync.log" 2>&1 &
agent=$!
started+=("$agent")
await "$work/sync.log" 'SYNC-101' "$agent"

LD_PRELOAD='' nice -n 10 Xvfb -displayfd 3 -screen 0 1080x1920x24 -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
xvfb=$!
started+=("$xvfb")
await "$work/display" '[0-9]' "$xvfb"
display=$(cat "$work/display")
usage="$work/usage.csv"
if [ "$hours" -ge 24 ]; then
  mkdir -p "$source/build"
  usage="$source/build/endurance.csv"
fi
perl "$(dirname "$0")/endurance.pl" watch "$work" "$usage" >"$work/watch.log" 2>&1 3>&- &
watch=$!
started+=("$watch")
await "$work/watch.log" 'ready' "$watch"
start_kiosk touch touch SDL_VIDEODRIVER=x11 DISPLAY=":$display"
touch=$!
start_kiosk led led-strip SDL_VIDEODRIVER=offscreen
led=$!
echo "touch $touch led $led agent $agent" >"$work/processes"
await "$work/touch.log" 'generation=1' "$touch"
await "$work/led.log" 'generation=1' "$led"

began=$EPOCHSECONDS
for ((hour = 1; hour <= hours; ++hour)); do
  publish_hour "$hour"
  visit "$hour"
  until ((EPOCHSECONDS >= began + hour * 3600)); do sleep 0.02; done
  for pid in "${started[@]}"; do kill -0 "$pid" 2>/dev/null || fail "a program ended in hour $hour"; done
done
# The last release comes to the screens before they are judged.
newest="item notice-hour-$hours rev=1 "
for _ in $(seq 300); do
  "$admin" dump "$(newest_generation)" 2>/dev/null | grep -q "^$newest" && break
  sleep 0.1
done
stop() {
  local code=0
  kill -TERM "$1"
  wait "$1" || code=$?
  [ "$code" -eq 0 ] || fail "process $1 ended with $code after SIGTERM"
}
stop "$agent"  # while the last signature of the office is valid: a day is soon over
"$admin" dump "$(newest_generation)" >"$work/dump"
grep -q "^$newest" "$work/dump" || fail "the last release has not arrived"
[ "$hours" -le 24 ] || grep -q "^item notice-hour-$((hours - 24)) rev=2 withdrawn" "$work/dump" || fail "what was taken back is still there"
shown=$(sed 's, .*,,;q' "$work/store/current")
await "$work/touch.log" "generation=$shown " "$touch"
await "$work/led.log" "generation=$shown " "$led"

kill -TERM "$watch"
wait "$watch" || fail "the watch ended badly"
stop "$touch"
stop "$led"

# What the screens wrote at their end is still to come; nothing else of the reports waits.
"$sync" --config "$work/sync.toml" --once >"$work/once.log" 2>&1 || true  # the signatures may have run out by now
"$admin" reports collect --from "$work/reports" --keys "$work/terminals" --into "$work/collected" >"$work/collect.log" 2>&1 ||
  fail "the reports cannot be collected"

# The record of plays is whole, from the first hour to the last.
for screen in touch led; do
  "$admin" certificate notice-2026-001 --journal "$work/$screen/journal.db" --store "$work/store" \
    --output "$work/statement.html" >"$work/statement.log" 2>&1 || fail "$screen: the record of plays is not accepted"
  grep -q '逐条相符' "$work/statement.html" || fail "$screen: the statement does not say that the rows are whole"
  grep -o 'class="hash">[0-9a-f]*' "$work/statement.html" | sort >>"$work/here.txt"
  ! grep '^<[0-3]>' "$work/$screen.log" || fail "$screen: errors in the log"
done
"$admin" certificate notice-2026-001 --collected "$work/collected" --store "$work/store" --output "$work/statement.html" >"$work/statement.log" 2>&1 ||
  fail "what was collected is not accepted"
grep -o 'class="hash">[0-9a-f]*' "$work/statement.html" | sort -u >"$work/there.txt"
sort -u "$work/here.txt" | cmp -s - "$work/there.txt" || fail "the office's record of plays is not the terminal's"
! grep '^<[0-3]>' "$work/sync.log" | grep -v '^<.>HTTP-00[12] ' || fail "the agent: errors in the log"
perl "$(dirname "$0")/endurance.pl" judge "$usage" "$hours" || fail "beyond the caps"
echo "endurance of $hours hours: ok"
