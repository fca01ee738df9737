#!/usr/bin/env bash
# A screen at work writes its journal of plays; the office makes the statement from it; one changed byte is found and
# named. Usage: proof_of_display.sh ADMIN SYNC KIOSK SOURCE
set -euo pipefail
admin=$1 sync=$2 kiosk=$3 source=$4
. "$(dirname "$0")/office.sh"

open_office
release >/dev/null
serve
"${agent[@]}" --once >"$work/sync.log" 2>&1 || fail "nothing was fetched"

# An LED strip with slogans alone: the shortest turns there are.
sed -e '/^weights = /s/{.*}/{ publicity = 0, fresh_notice = 0, notice = 0, guide = 0, fee = 0, figures = 0, slogan = 1 }/' \
  -e "s,\"\(\.\./[^\"]*\)\",\"$source/kiosk-config/profiles/\1\"," \
  "$source/kiosk-config/profiles/led-strip.toml" >"$work/strip.toml"
program=("$kiosk" --profile "$work/strip.toml" --store "$work/store" --state "$work/screen")
"${program[@]}" --plan 1m >"$work/plan.log" || fail "no plan"
read -r _ _ _ first _ < <(grep '标语' "$work/plan.log") || fail "no slogan is planned"

statement() {
  "$admin" certificate "$first" --journal "$work/screen/journal.db" --store "$work/store" --hours 00:00-24:00 \
    --output "$work/statement.html" >"$work/statement.log" 2>&1
}
states_a_play() { statement && grep -q '>1 次，' "$work/statement.html"; }

SDL_VIDEODRIVER=offscreen "${program[@]}" >"$work/kiosk.log" 2>&1 &
screen=$!
started+=("$screen")
# The journal is read while the screen goes on writing it, a batch every 30 s.
for _ in $(seq 240); do
  states_a_play && break
  kill -0 "$screen" 2>/dev/null || fail "the screen ended"
  sleep 0.5
done
states_a_play || fail "the play of $first never came into the statement"
kill -TERM "$screen"
wait "$screen" || fail "the screen did not end cleanly"

statement || fail "the journal is not accepted as it was written"
grep -q '逐条相符' "$work/statement.html" || fail "the statement does not say that the rows are whole"

# One byte of the item's name.
LC_ALL=C sed -i "0,/$first/s//${first%?}X/" "$work/screen/journal.db"
code=0
statement || code=$?
[ "$code" -eq 65 ] || fail "a changed byte ended with $code"
grep -qE '核验未通过：journal.db：第 [0-9]+ 条与写入时不同' "$work/statement.log" || fail "the changed row is not named"
grep -q '不能作为凭证' "$work/statement.html" || fail "the statement is not refused"
echo "proof of display: ok"
