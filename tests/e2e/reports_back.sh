#!/usr/bin/env bash
# What a screen has shown and citizens have said goes to the office: by gongkai-sync, over an nginx set up as kiosk-config/nginx
# has it but for TLS, by gongkai-admin reports collect. Nothing is lost or doubled by a host that is down, a collector that is
# killed, or a terminal set up anew; what was tampered with is named and not taken.
# Usage: reports_back.sh ADMIN SYNC KIOSK SOURCE SAY
set -euo pipefail
admin=$1 sync=$2 kiosk=$3 source=$4 say=$5
. "$(dirname "$0")/office.sh"

open_office "$work/srv/repository"
# The shortest turn there is.
sed -i 's/"led_text": "[^"]*"/"led_text": "一次办好"/' "$work"/draft/*/slogan/*.json
"$admin" release --repository "$work/srv/repository" --keys "$work/keys" --draft "$work/draft" >/dev/null

# ---- the host
listed() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
password() { printf '%s:%s\n' "$1" "$(openssl passwd -6 "$2")"; }
{ password hall-01 eins; password hall-02 zwei; password office drei; } >"$work/reports.htpasswd"
start_host() {
  nginx -p "$work" -e "$work/nginx.log" -c "$work/nginx.conf" &
  host=$!
  started+=("$host")
  for _ in $(seq 100); do
    listed "$port" && return 0
    kill -0 "$host" 2>/dev/null || return 1
    sleep 0.05
  done
  return 1
}
configure_host() {
  {
    echo "daemon off; master_process off; pid $work/nginx.pid; events {}"
    echo "http { access_log off;"
    for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $work/$kind;"; done
    # All of the server that speaks TLS, and not the one that sends there.
    awk -v RS= -v ORS='\n\n' '!/return 308/' "$source/kiosk-config/nginx/gongkai.conf" |
      sed -e "/listen \[::\]/d; /ssl_/d; s,listen 443 ssl http2,listen 127.0.0.1:$port," -e "s,/srv/gongkai,$work/srv," \
        -e "s,/etc/gongkai/reports.htpasswd,$work/reports.htpasswd,"
    echo "}"
  } >"$work/nginx.conf"
}
for port in $(shuf -i 20000-45000 -n 5); do
  configure_host
  start_host && break
done
listed "$port" || fail "nginx does not start"
base=http://127.0.0.1:$port

asked() { curl -s -o /dev/null -w '%{http_code}' "$@"; }
answers() {
  local code
  code=$(asked "${@:2}")
  [ "$code" = "$1" ] || fail "the host answered $code, not $1, to: ${*:2}"
}
one=$base/reports/hall-01/17.ndjson.gz
answers 401 -T "$work/reports.htpasswd" "$one"
answers 401 -u hall-01:falsch -T "$work/reports.htpasswd" "$one"
answers 403 -u hall-02:zwei -T "$work/reports.htpasswd" "$one"
answers 403 -u office:drei -T "$work/reports.htpasswd" "$one"
answers 404 -u hall-01:eins -T "$work/reports.htpasswd" "$base/reports/hall-01/x.sh"
answers 201 -u hall-01:eins -T "$work/reports.htpasswd" "$one"
answers 403 -u hall-01:eins "$one"
answers 403 -u hall-01:eins -X DELETE "$one"
answers 200 -u office:drei "$one"
answers 204 -u office:drei -X DELETE "$one"
head -c 1100000 /dev/zero >"$work/large"
answers 413 -u hall-01:eins -T "$work/large" "$one"
answers 405 -T "$work/reports.htpasswd" "$base/metadata/timestamp.json"

# ---- the terminal
mkdir -p "$work/screens/strip"
(umask 077; printf 'user=hall-01\npassword=eins\n' >"$work/terminal.credentials"; printf 'user=office\npassword=drei\n' >"$work/office.credentials")
cat >"$work/sync.toml" <<TOML
url = "$base"
root = "$work/keys/root.json"
state = "$work/state"
store = "$work/store"
[reports]
url = "$base/reports"
kiosk = "hall-01"
screens = ["$work/screens/strip"]
credentials = "$work/terminal.credentials"
TOML
report() { "$sync" --config "$work/sync.toml" --once >>"$work/sync.log" 2>&1; }
report || fail "nothing was fetched"
mkdir -p "$work/terminals/hall-01"
"$sync" --config "$work/sync.toml" report-key >"$work/terminals/hall-01/first.pem" 2>>"$work/sync.log"

sed -e '/^weights = /s/{.*}/{ publicity = 0, fresh_notice = 0, notice = 0, guide = 0, fee = 0, figures = 0, slogan = 1 }/' \
  -e "s,\"\(\.\./[^\"]*\)\",\"$source/kiosk-config/profiles/\1\"," \
  "$source/kiosk-config/profiles/led-strip.toml" >"$work/strip.toml"
program=("$kiosk" --profile "$work/strip.toml" --store "$work/store" --state "$work/screens/strip")
"${program[@]}" --plan 1m >"$work/plan.log" || fail "no plan"
read -r _ _ _ first _ < <(grep '标语' "$work/plan.log") || fail "no slogan is planned"
# A screen at work for so many seconds; when it ends it writes down what it had on.
show() {
  SDL_VIDEODRIVER=offscreen timeout --preserve-status -s TERM "$1" "${program[@]}" >>"$work/kiosk.log" 2>&1 || fail "the screen did not end cleanly"
}
journal=$work/screens/strip/journal.db
statement() { "$admin" certificate "$first" "$@" --store "$work/store" --hours 00:00-24:00 2>>"$work/statement.log"; }
head_of_chain() { grep -o 'class="hash">[0-9a-f]*' | tail -1; }
say() { "$say" "$work/screens/strip/feedback.db" 5 "$1"; }

# ---- the office
collect() {
  "$admin" reports collect --from "$base/reports" --credentials "$work/office.credentials" --keys "$work/terminals" \
    --into "$work/collected" >"$work/collect.log" 2>&1
}
must_collect() { collect || fail "not all was collected"; }
must_refuse() {
  local code=0
  collect || code=$?
  [ "$code" -eq 65 ] || fail "what cannot be trusted ended with $code"
  grep -qE -- "$1" "$work/collect.log" || fail "it is not named: $1"
}
# So many words of citizens, and the journal up to where the terminal has it.
expect_collected() {
  local said rows
  said=$("$admin" feedback --collected "$work/collected" --output csv | grep -c '^评价,' || true)
  [ "$said" -eq "$1" ] || fail "$said words of citizens instead of $1"
  "$admin" reports status --into "$work/collected" --json >"$work/status.log" || fail "the terminal is not well"
  rows=$(grep -o '"rows":[0-9]*' "$work/status.log" | cut -d: -f2)
  statement --journal "$journal" >"$work/here.html" || fail "the terminal's journal is not whole"
  statement --collected "$work/collected" >"$work/there.html" || fail "the office's journal is not whole"
  [ "$(head_of_chain <"$work/here.html")" = "$(head_of_chain <"$work/there.html")" ] || fail "the office's journal ends elsewhere"
  grep -q "<td>$rows</td>" "$work/here.html" || fail "the office has $rows rows, and the terminal not as many"
}

# ---- what was shown and said arrives
for _ in $(seq 6); do
  show 10
  statement --journal "$journal" >"$work/here.html" && grep -qE '>[1-9][0-9]* 次，' "$work/here.html" && break
done
say JIAO-FEI-NAN
report
must_collect
grep -q '收到 1 批' "$work/collect.log" || fail "nothing was collected"
expect_collected 1
grep -qE '<td[^>]*>[1-9][0-9]* 次，' "$work/there.html" || fail "the statement of the office has no play"
grep -q 'hall-01/' "$work/there.html" || fail "the statement does not say which terminal"
"$admin" feedback --collected "$work/collected" | grep -q 'JIAO-FEI-NAN' || fail "the words did not arrive"

# ---- the host is down for a while
kill -KILL "$host" && wait "$host" 2>/dev/null || true
show 1
say DENG-TAI-JIU
report && fail "a host that is down was not noticed"
start_host || fail "nginx does not come back"
report
must_collect
expect_collected 2

# ---- a collector that is killed
for words in A B C D E F G H; do say "$words" && report; done
for hundredths in 1 2 3 4 5 6 8; do
  (timeout -s KILL "0.0$hundredths" "$admin" reports collect --from "$base/reports" --credentials "$work/office.credentials" \
    --keys "$work/terminals" --into "$work/collected" || true) >/dev/null 2>&1
done
must_collect
expect_collected 10

# ---- a byte changed on the host
say AI
report
last=$(ls "$work/srv/reports/hall-01" | grep -v heartbeat | sort -n | tail -1)
cp "$work/srv/reports/hall-01/$last" "$work/whole"
printf 'x' | dd of="$work/srv/reports/hall-01/$last" bs=1 seek=$(($(stat -c %s "$work/whole") / 2)) conv=notrunc status=none
must_refuse "第 ${last%%.*} 批未收：.*（REPORT-0"
cp "$work/whole" "$work/srv/reports/hall-01/$last"
must_collect
expect_collected 11

# ---- someone else in the terminal's name; and then the same as the terminal set up anew, once the office has its key
sed -i "s,^state = .*,state = \"$work/anew\"," "$work/sync.toml"
show 1
report
must_refuse 'hall-01：错误：.*（REPORT-005）'
"$sync" --config "$work/sync.toml" report-key >"$work/terminals/hall-01/second.pem" 2>>"$work/sync.log"
must_collect
expect_collected 11
"$admin" reports status --into "$work/collected" | grep -q '终端 1 台：正常 1' || fail "the terminal is not well"
echo "reports back: ok"
