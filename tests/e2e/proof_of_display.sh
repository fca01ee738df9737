#!/usr/bin/env bash
# A screen at work writes its journal of plays; the office makes the statement from it; one changed byte is found and
# named. Usage: proof_of_display.sh ADMIN SYNC KIOSK SOURCE
set -euo pipefail
admin=$1 sync=$2 kiosk=$3 source=$4
work=$(mktemp -d)
server= screen=
cleanup() {
  for pid in $server $screen; do { kill -KILL "$pid"; wait "$pid"; } 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT
fail() { echo "FAIL: $1" >&2; tail -n 20 "$work"/*.log >&2; exit 1; }

cp -r "$source/kiosk-config/demo" "$work/draft"
"$admin" keygen --keys "$work/keys" --draft "$work/draft" >/dev/null
"$admin" init --repository "$work/repository" --keys "$work/keys" >/dev/null
"$admin" release --repository "$work/repository" --keys "$work/keys" --draft "$work/draft" >/dev/null
"$admin" serve --repository "$work/repository" --port 0 >"$work/serve.log" 2>&1 &
server=$!
for _ in $(seq 600); do
  grep -q 'http://' "$work/serve.log" && break
  kill -0 "$server" 2>/dev/null || fail "the server ended"
  sleep 0.1
done
url=$(grep -oE 'http://[0-9.]+:[0-9]+' "$work/serve.log" | head -1)
"$sync" --once --url "$url" --state "$work/state" --store "$work/store" --root "$work/keys/root.json" \
  >"$work/sync.log" 2>&1 || fail "nothing was fetched"

# An LED strip with slogans alone: the shortest turns there are.
sed -e '/^weights = /s/{.*}/{ publicity = 0, fresh_notice = 0, notice = 0, guide = 0, fee = 0, figures = 0, slogan = 1 }/' \
  -e "s,\"\(\.\./[^\"]*\)\",\"$source/kiosk-config/profiles/\1\"," \
  "$source/kiosk-config/profiles/led-strip.toml" >"$work/strip.toml"
program=("$kiosk" --profile "$work/strip.toml" --store "$work/store" --state "$work/screen")
"${program[@]}" --plan 1m >"$work/plan.log" || fail "no plan"
read -r _ _ _ first _ < <(grep '标语' "$work/plan.log") || fail "no slogan is planned"

SDL_VIDEODRIVER=offscreen "${program[@]}" >"$work/kiosk.log" 2>&1 &
screen=$!
for _ in $(seq 600); do
  grep -q 'KIOSK-006' "$work/kiosk.log" && break
  kill -0 "$screen" 2>/dev/null || fail "the screen ended"
  sleep 0.1
done
sleep 16  # a slogan takes about 10 s to pass
kill -TERM "$screen"
wait "$screen" || fail "the screen did not end cleanly"
screen=

statement() {
  "$admin" certificate "$first" --journal "$work/screen/journal.db" --store "$work/store" --output "$work/statement.html" \
    >"$work/statement.log" 2>&1
}
statement || fail "the journal is not accepted as it was written"
grep -q '>1 次，' "$work/statement.html" || fail "the play of $first is not in the statement"
grep -q '逐条相符' "$work/statement.html" || fail "the statement does not say that the rows are whole"

# One byte of the item's name.
LC_ALL=C sed -i "0,/$first/s//${first%?}X/" "$work/screen/journal.db"
code=0
statement || code=$?
[ "$code" -eq 65 ] || fail "a changed byte ended with $code"
grep -qE '核验未通过：journal.db：第 [0-9]+ 条与写入时不同' "$work/statement.log" || fail "the changed row is not named"
grep -q '不能作为凭证' "$work/statement.html" || fail "the statement is not refused"
echo "proof of display: ok"
