# Sourced by the ways in this folder: a work folder that goes away at the end with all that was started, and an office
# that publishes the demo catalogue. The caller has set admin, sync and source.
work=$(mktemp -d)
started=()  # processes of ours, by id
cleanup() {
  for pid in "${started[@]:-}"; do [ -z "$pid" ] || { kill -KILL "$pid"; wait "$pid"; } 2>/dev/null || true; done
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

# Draft, keys and an empty repository, in the work folder or where $1 says.
open_office() {
  cp -r "$source/kiosk-config/demo" "$work/draft"
  "$admin" keygen --keys "$work/keys" --draft "$work/draft" >/dev/null
  "$admin" init --repository "${1:-$work/repository}" --keys "$work/keys" >/dev/null
}
release() { "$admin" release --repository "$work/repository" --keys "$work/keys" --draft "$work/draft" "$@"; }
# Serves the repository: sets url, and server to the process.
serve() {
  "$admin" serve --repository "$work/repository" --port 0 >"$work/serve.log" 2>&1 &
  server=$!
  started+=("$server")
  await "$work/serve.log" 'http://' "$server"
  url=$(grep -oE 'http://[0-9.]+:[0-9]+' "$work/serve.log" | head -1)
  agent=("$sync" --url "$url" --state "$work/state" --store "$work/store" --root "$work/keys/root.json")
}
# The notice in the next revision, with this title.
retitle() {
  sed -i -e "s/\"rev\": [0-9]*,/\"rev\": $1,/" -e "s/\"title\": \"[^\"]*\"/\"title\": \"$2\"/" \
    "$work/draft/zwzx/notice/notice-2026-001.json"
}
# The newest generation's number begins the first line of `current`; its seal follows.
newest_generation() { echo "$work/store/generations/$(sed 's, .*,,;q' "$work/store/current").db"; }
