#!/usr/bin/env bash
# Fetches tuf-js, the second opinion of differential.mjs, in the versions of oracle/package-lock.json.
# Usage: install-oracle.sh FOLDER
# Does nothing when they are there already; fails when they cannot be had, for without them there is no comparison.
set -euo pipefail

folder=${1:?用法：install-oracle.sh 目录}
lock="$(cd "$(dirname "$0")" && pwd)/oracle"

if cmp -s "$lock/package-lock.json" "$folder/installed"; then exit 0; fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  "${as_root[@]}" apt-get update -q
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -q --no-install-recommends nodejs npm
fi

mkdir -p "$folder"
cp "$lock/package.json" "$lock/package-lock.json" "$folder/"
for attempt in 1 2 3; do
  if (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error); then
    cp "$lock/package-lock.json" "$folder/installed"
    exit 0
  fi
  echo "第 $attempt 次获取 tuf-js 失败" >&2
done
echo "无法获取 tuf-js，不能与它对照（需要能访问 npm 软件源）" >&2
exit 69
