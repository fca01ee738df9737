#!/usr/bin/env bash
# One command from a fresh Debian 12 machine to a running terminal: installs, builds, makes demo keys, publishes the
# sample city, serves it on this machine, syncs, and opens the screen. Everything it makes lies under build/demo.
# Usage: bash kiosk-config/demo.sh [--landscape | --led | --wall | --lobby] [--screens-only]
#   (none)          touch terminal, portrait 1080x1920
#   --landscape     touch terminal, landscape 1920x1080
#   --led           LED strip 512x64
#   --wall          LED wall 1920x480
#   --lobby         lobby screen, landscape 1920x1080
#   --screens-only  write the screenshots and stop, also where there is a display
# Without a display the kiosk runs on a virtual one (Xvfb), pictures go to build/demo/screens/, and it ends with 0.
set -euo pipefail
cd "$(dirname "$0")/.."

profile=touch
screens_only=no
for argument in "$@"; do
  case "$argument" in
    --landscape) profile=touch-landscape ;;
    --led) profile=led-strip ;;
    --wall) profile=led-wall ;;
    --lobby) profile=lobby ;;
    --screens-only) screens_only=yes ;;
    -h|--help) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "不认识的参数：$argument（--help 看用法）" >&2; exit 64 ;;
  esac
done
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then screens_only=yes; fi

bash kiosk-config/packaging/install-packages.sh build

# ---- build; nothing is done again where nothing has changed
build=build/release
if [ ! -f "$build/build.ninja" ]; then
  echo "准备编译……"
  cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DGONGKAI_TESTS=OFF \
    -DCMAKE_CXX_COMPILER_LAUNCHER=ccache -DCMAKE_C_COMPILER_LAUNCHER=ccache >/dev/null
fi
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros
cmake --build "$build" --target gongkai-kiosk gongkai-sync gongkai-admin
admin="$build/app/admin/gongkai-admin"
sync="$build/app/sync/gongkai-sync"
kiosk="$build/app/kiosk/gongkai-kiosk"

# ---- everything started here is stopped here
started=()
stop_all() {
  trap - EXIT INT TERM
  for pid in "${started[@]:-}"; do
    if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; fi
  done
  for pid in "${started[@]:-}"; do
    if [ -n "$pid" ]; then wait "$pid" 2>/dev/null || true; fi
  done
}
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# ---- keys, catalogue, release
demo=build/demo
keys=$demo/keys draft=$demo/catalogue repository=$demo/repository store=$demo/store state=$demo/state
mkdir -p "$demo"
exec 9>"$demo/lock"
flock -n 9 || { echo "另一个演示正在使用 $demo，请先结束它（Ctrl+C）。" >&2; exit 75; }
if [ ! -d "$draft" ]; then cp -r kiosk-config/demo "$draft"; fi
if [ ! -d "$keys" ]; then
  echo "生成演示用的签名密钥（只留在 $keys，不进入代码库）……"
  "$admin" keygen --keys "$keys" --draft "$draft"
fi
if [ ! -f "$repository/metadata/1.root.json" ]; then "$admin" init --repository "$repository" --keys "$keys"; fi
# Posting periods that must be running are counted from today; unchanged items are left as they are.
"$admin" release --repository "$repository" --keys "$keys" --draft "$draft" --renew

# ---- catalogue server and sync agent
"$admin" serve --repository "$repository" --keys "$keys" --port 0 >"$demo/serve.log" 2>&1 9>&- &
started+=($!)
url=
for _ in $(seq 100); do
  url=$(grep -oE 'http://[0-9.]+:[0-9]+' "$demo/serve.log" | head -1 || true)
  [ -n "$url" ] && break
  kill -0 "${started[0]}" 2>/dev/null || { cat "$demo/serve.log" >&2; exit 1; }
  sleep 0.1
done
[ -n "$url" ] || { echo "发布仓库没有启动，见 $demo/serve.log" >&2; exit 1; }
agent=("$sync" --url "$url" --state "$state" --store "$store" --root "$keys/root.json")
"${agent[@]}" --once
"${agent[@]}" >"$demo/sync.log" 2>&1 9>&- &
started+=($!)

again="--repository $repository --keys $keys --draft $draft"
cat <<TXT

目录服务：$url　内容库：$store
在另一个终端里改动内容，屏幕会自动更新：
  编辑 $draft/zwzx/notice/ 里的任意一个文件，把 rev 加 1，然后：
  $admin release $again
撤回一条：
  $admin withdraw notice-2026-001 --reason '内容需要更正' $again
发布（解除）应急预警：
  $admin issue em-2026-0001 $again
  $admin withdraw em-2026-0001 --reason '预警解除' $again

TXT

# ---- the screen
run_kiosk() { "$kiosk" --profile "kiosk-config/profiles/$1.toml" --store "$store" --state "$demo/kiosk-state" "${@:2}"; }

if [ "$screens_only" = no ]; then
  echo "正在打开画面。按 Ctrl+C 结束。"
  run_kiosk "$profile" --fit 9>&- &
  started+=($!)
  wait "${started[2]}"
  exit
fi

screens=$demo/screens
mkdir -p "$screens"
rm -f "$screens"/*.png
shot() { run_kiosk "$1" --screenshot "$screens/$3.png" --screen "$2" >/dev/null; echo "  $screens/$3.png"; }
echo "没有显示器：写出画面图片"
shot touch home home
shot touch guides list
shot touch guide guide
shot touch fee fee
shot touch notice notice
shot touch publicity publicity
shot touch-landscape home home-landscape
shot touch-landscape guide guide-landscape
shot lobby lobby lobby
shot led-strip strip strip
shot led-wall wall wall
# The program itself, on a virtual display: what its window shows after the first presented frame.
xvfb-run -a -s "-screen 0 1080x1920x24" "$kiosk" --profile kiosk-config/profiles/touch.toml --store "$store" --state "$demo/kiosk-state" \
  --window-shot "$screens/window.png" 9>&-
echo "  $screens/window.png"
