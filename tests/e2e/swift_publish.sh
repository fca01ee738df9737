#!/usr/bin/env bash
# Publishing to a real S3-compatible store: Debian's OpenStack swift with s3api, all four servers as children of this
# script on loopback ports. Kills releases in the middle, publishes from a second machine, and lets a terminal fetch after
# each step. Installs swift where it is missing. Usage: swift_publish.sh ADMIN SYNC SOURCE
set -euo pipefail
admin=$1 sync=$2 source=$3
packages=(swift-proxy swift-account swift-container swift-object curl)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  as_root=(); [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -q
  # Debian starts the packaged servers where systemd runs; this test brings its own.
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

. "$(dirname "$0")/office.sh"

# Four ports that are free now.
read -r proxy account container object < <(python3 -c '
import socket
taken = [socket.socket() for _ in range(4)]
for s in taken: s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in taken))')

mkdir -p "$work/conf" "$work/devices/d1"
cat >"$work/conf/swift.conf" <<CONF
[swift-hash]
swift_hash_path_prefix = gongkai
swift_hash_path_suffix = test
[storage-policy:0]
name = only
default = yes
CONF
for kind in account container object; do
  cat >"$work/conf/$kind.conf" <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${!kind}
user = $(id -un)
swift_dir = $work/conf
devices = $work/devices
mount_check = false
workers = 0
[pipeline:main]
pipeline = $kind-server
[app:$kind-server]
use = egg:swift#$kind
CONF
  (cd "$work/conf" && swift-ring-builder $kind.builder create 4 1 1 &&
    swift-ring-builder $kind.builder add "r1z1-127.0.0.1:${!kind}/d1" 1 &&
    swift-ring-builder $kind.builder rebalance) >"$work/ring-$kind.log"
done
cat >"$work/conf/proxy.conf" <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $proxy
user = $(id -un)
swift_dir = $work/conf
workers = 0
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats s3api tempauth copy proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:cache]
use = egg:swift#memcache
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
allow_multipart_uploads = no
[filter:tempauth]
use = egg:swift#tempauth
user_test_office = geheim-42 .admin
[filter:copy]
use = egg:swift#copy
CONF
for kind in account container object proxy; do
  "swift-$kind-server" "$work/conf/$kind.conf" -v >"$work/$kind.log" 2>&1 &
  started+=($!)
done
for _ in $(seq 600); do
  curl -sf "http://127.0.0.1:$proxy/healthcheck" >/dev/null && break
  for pid in "${started[@]}"; do kill -0 "$pid" 2>/dev/null || fail "a swift server ended"; done
  sleep 0.1
done
curl -sf "http://127.0.0.1:$proxy/healthcheck" >/dev/null || fail "swift does not answer"

# The bucket, readable by all: an office makes it once with the tools of its provider.
python3 - "$proxy" <<'PYTHON'
import datetime, hashlib, hmac, http.client, sys
host = "127.0.0.1:" + sys.argv[1]
date = datetime.datetime.utcnow().strftime("%Y%m%dT%H%M%SZ")
empty = hashlib.sha256(b"").hexdigest()
headers = {"host": host, "x-amz-acl": "public-read", "x-amz-content-sha256": empty, "x-amz-date": date}
names = ";".join(sorted(headers))
canonical = "PUT\n/gongkai\n\n" + "".join(f"{n}:{headers[n]}\n" for n in sorted(headers)) + f"\n{names}\n{empty}"
scope = f"{date[:8]}/us-east-1/s3/aws4_request"
text = f"AWS4-HMAC-SHA256\n{date}\n{scope}\n" + hashlib.sha256(canonical.encode()).hexdigest()
key = b"AWS4geheim-42"
for part in (date[:8], "us-east-1", "s3", "aws4_request"):
    key = hmac.new(key, part.encode(), hashlib.sha256).digest()
headers["Authorization"] = (f"AWS4-HMAC-SHA256 Credential=test:office/{scope}, SignedHeaders={names}, "
                            f"Signature={hmac.new(key, text.encode(), hashlib.sha256).hexdigest()}")
connection = http.client.HTTPConnection(host)
connection.request("PUT", "/gongkai", headers=headers)
answer = connection.getresponse()
if answer.status != 200: sys.exit(f"bucket: {answer.status} {answer.read().decode()}")
PYTHON

target="s3+http://127.0.0.1:$proxy/gongkai/tree"
printf 'user=test:office\npassword=geheim-42\nregion=us-east-1\n' >"$work/credentials"
chmod 600 "$work/credentials"
notice="$work/draft/zwzx/notice/notice-2026-001.json"
sending=(--keys "$work/keys" --draft "$work/draft" --to "$target" --credentials "$work/credentials")
release() { "$admin" release --repository "$work/$1" "${sending[@]}" "${@:2}"; }
fetch() {
  "$sync" --url "http://127.0.0.1:$proxy/v1/AUTH_test/gongkai/tree" --state "$work/state" --store "$work/store" \
    --root "$work/keys/root.json" --once >"$work/sync.log" 2>&1 ||
    fail "a terminal refuses the catalogue"
}
# What the terminal's store holds of the notice.
shown() {
  "$admin" dump "$(newest_generation)" >"$work/stored.txt"
  grep -oE 'notice-2026-001.*' "$work/stored.txt" || true
}

open_office "$work/office"
release office >"$work/release.log" 2>&1 || fail "the first release"
grep -q '已发送到' "$work/release.log" || fail "nothing was sent"
fetch
release office >"$work/release.log" 2>&1 || fail "an unchanged release"
grep -q '没有发送' "$work/release.log" || fail "an unchanged catalogue was sent again"

# A wrong secret is told apart and never shown.
sed 's/geheim-42/geheim-43/' "$work/credentials" >"$work/wrong"; chmod 600 "$work/wrong"
code=0
"$admin" push --repository "$work/office" --keys "$work/keys" --to "$target" --credentials "$work/wrong" >"$work/wrong.log" 2>&1 || code=$?
[ "$code" -eq 77 ] || fail "a wrong secret ends with $code"
grep -q 'geheim' "$work/wrong.log" && fail "the secret is in a message"

# Killed after 100, 150, ... ms: a terminal takes what is there, the old or the new; the next run ends the work. Where the
# last request of the killed one is still on its way to the store, that run says so (75) and the one after ends it.
finish() {
  local code=0
  release office --break-lock >"$work/release.log" 2>&1 || code=$?
  [ "$code" -ne 75 ] || { code=0; release office --break-lock >"$work/release.log" 2>&1 || code=$?; }
  [ "$code" -eq 0 ] || fail "the release after a kill ends with $code"
}
killed=0
before=$(grep -oP '"title": "\K[^"]+' "$notice" | head -1)
for round in $(seq 2 13); do
  after="第${round}次更正的通告"
  retitle "$round" "$after"
  # Not by the function: what would be killed is the shell around the program, and the release would go on.
  "$admin" release --repository "$work/office" "${sending[@]}" --break-lock >"$work/killed.log" 2>&1 &
  pid=$!
  python3 -c "import time; time.sleep($round * 0.05)"
  kill -KILL "$pid" 2>/dev/null || true
  code=0
  wait "$pid" 2>/dev/null || code=$?
  [ "$code" -ne 137 ] || killed=$((killed + 1))
  fetch
  seen=$(shown)
  case "$seen" in *"$before"*|*"$after"*) ;; *) fail "neither the old nor the new: $seen" ;; esac
  finish
  fetch
  seen=$(shown)
  case "$seen" in *"$after"*) ;; *) fail "round $round is not in the store: $seen" ;; esac
  before=$after
done
[ "$killed" -gt 3 ] || fail "only $killed releases were killed in the middle"

# A second machine without a tree of its own takes over and goes on; the first one notices.
retitle 20 "第二台机器发布的通告"
release second >"$work/second.log" 2>&1 || fail "the second publisher"
grep -q '先接上它' "$work/second.log" || fail "the second publisher took nothing over"
fetch
grep -q "第二台机器" <<<"$(shown)" || fail "the second publisher's release is not in the store"
retitle 21 "第一台机器再发布"
release office >"$work/release.log" 2>&1 || fail "the first publisher afterwards"
fetch
grep -q "第一台机器再" <<<"$(shown)" || fail "the first publisher's release is not in the store"
echo "publishing to swift: ok ($killed releases killed in the middle)"
