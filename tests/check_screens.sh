#!/usr/bin/env bash
# Checks the pictures the demo wrote: each is there, has its size, and shows something.
# Usage: check_screens.sh FOLDER
set -euo pipefail
folder=${1:?"check_screens.sh FOLDER"}
failed=0

# Width and height stand in the IHDR chunk, bytes 16 to 23 of a PNG.
size_of() { od -An -tu1 -j16 -N8 "$1" | awk '{printf "%dx%d", ($1*256+$2)*65536+$3*256+$4, ($5*256+$6)*65536+$7*256+$8}'; }

check() {
  local file=$folder/$1.png wanted=$2 least_bytes=$3
  if [ ! -s "$file" ]; then echo "missing: $file"; failed=1; return; fi
  local size bytes
  size=$(size_of "$file")
  bytes=$(stat -c %s "$file")
  # A blank picture of these sizes compresses to a few kB at most (measured: 1080x1920 in one colour, 6 kB).
  if [ "$size" != "$wanted" ]; then echo "size $size, not $wanted: $file"; failed=1; fi
  if [ "$bytes" -lt "$least_bytes" ]; then echo "blank ($bytes bytes): $file"; failed=1; fi
}

for name in home list guide fee notice publicity window; do check "$name" 1080x1920 30000; done
check lobby 1920x1080 30000
check strip 512x64 700
check wall 1920x480 10000
[ "$failed" -eq 0 ] && echo "all screens are there"
exit "$failed"
